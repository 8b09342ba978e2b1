"""Corrections: a recorded event is declared wrong, and the right one stands beside it."""
