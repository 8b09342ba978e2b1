"""Screens for people: logging in, enrolling a device, devices and people of an organisation."""

from app.web import account, enrol, login, people
from app.web.screens import blueprint

__all__ = ["account", "blueprint", "enrol", "login", "people"]
