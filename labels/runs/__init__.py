"""Print runs: a range of codes for a batch, frozen as a value."""
