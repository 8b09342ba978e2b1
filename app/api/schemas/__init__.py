"""Shapes of requests and answers. No database, no current user."""
