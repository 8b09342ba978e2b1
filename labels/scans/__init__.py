"""How often labels are looked at by people, and what about it is worth a second look. It never changes a status."""
