"""What happened, in the shape of EPCIS 2.0: append-only."""
