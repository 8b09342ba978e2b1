"""Registering a harvest: a batch of one plot and one product."""
