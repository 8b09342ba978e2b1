"""Printers of organisations: what is in them, what they speak, and how they miss."""
