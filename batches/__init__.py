"""What is true about produce: the provenance domain. Knows no web framework and no printing."""
