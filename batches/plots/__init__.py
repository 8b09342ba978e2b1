"""Plots, growing-area codes and packing houses."""
