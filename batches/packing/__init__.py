"""Packing: fruit of one or several batches becomes a new batch."""
