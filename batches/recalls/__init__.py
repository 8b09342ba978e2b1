"""Recalls, and whether a batch may go on."""
