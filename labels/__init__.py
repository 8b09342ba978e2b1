"""How facts become printed things, in millimetres. Knows no web framework."""
