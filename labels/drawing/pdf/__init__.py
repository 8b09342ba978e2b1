"""Label jobs as PDF files, written from front to back by our own writer."""
