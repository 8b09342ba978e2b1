"""Label jobs in the languages of label printers: rows of labels as pictures of dots."""
