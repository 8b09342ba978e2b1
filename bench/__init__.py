"""Measurements beside a peer, in one run and on one machine."""
