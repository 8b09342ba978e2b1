"""Backups: one file with database, files and sealed keys; how it is made, checked and restored."""
