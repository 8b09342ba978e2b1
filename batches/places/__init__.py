"""Provinces, communes and two-level addresses, by official code. Pure reference data."""
