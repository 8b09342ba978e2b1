"""What screens and public pages share: base template, CSS, languages."""

from app.pages.setup import init_pages

__all__ = ["init_pages"]
