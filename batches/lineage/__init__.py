"""What was made of what: the edges between batches, walked both ways."""
