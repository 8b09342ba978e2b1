"""Growing-area codes: the plots under them, their status, seasons and the packing houses that they authorise."""
