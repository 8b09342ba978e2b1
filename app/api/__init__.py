"""REST v1: one file per resource, schemas beside them."""
