"""Every label of a batch accounted for: the card, and who signed it."""
