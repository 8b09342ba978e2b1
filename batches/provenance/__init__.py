"""The chain as it reads back, and what the public may see of it."""
