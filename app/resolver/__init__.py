"""What names things: GS1 Digital Links and our own names, led to pages and data."""

from app.resolver import data
from app.resolver.routes import init_resolver

__all__ = ["data", "init_resolver"]
