"""Inspections and laboratory tests, and what they unlock."""
