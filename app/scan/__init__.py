"""The public page behind the printed code."""

from app.scan.routes import blueprint

__all__ = ["blueprint"]
