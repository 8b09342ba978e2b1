"""Label designs of organisations, beside the built-in ones."""
