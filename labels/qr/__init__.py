"""Exact QR symbols and their size in millimetres."""
