"""Jobs become files: PDF."""
