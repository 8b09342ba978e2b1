"""The edge: HTTP, people, processes."""
