"""What is sold: names, GTIN, variety, image."""
