"""What people who hold the fruit report of it or of its label, and what is answered."""
