"""Cooperatives, packing companies, traders and their people."""
