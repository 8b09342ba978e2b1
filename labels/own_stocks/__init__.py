"""Label stocks of organisations, beside the built-in ones."""
