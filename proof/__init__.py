"""Promises as commands: each runs the real service, breaks something on purpose and counts."""
