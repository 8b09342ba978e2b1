"""GS1 keys, check digits and Digital Link URIs. Pure."""
