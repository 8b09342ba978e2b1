"""Member households of a cooperative, and what each agreed to have shown."""
