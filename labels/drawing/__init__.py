"""Jobs become files: PDF, pictures, ZPL and TSPL."""
