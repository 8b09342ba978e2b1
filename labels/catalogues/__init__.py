"""What an organisation prints with, by key: what comes with the service, and its own beside it."""
