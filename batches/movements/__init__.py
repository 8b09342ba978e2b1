"""Shipments between organisations: who has how much of a batch, and who may see it."""
