"""Photos and papers: what is kept of a file beside its bytes."""
