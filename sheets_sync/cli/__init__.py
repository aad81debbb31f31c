"""The commands: each parses, calls a job, prints, and says with its exit status how it went."""

from .main import app, main

__all__ = ["app", "main"]
