"""Sheets and rolls as data in millimetres. Pure."""
