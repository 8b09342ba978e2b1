"""What names things: GS1 Digital Links and our own names, led to pages and data."""

from app.resolver.routes import blueprint

__all__ = ["blueprint"]
