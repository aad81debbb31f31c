"""The commands: each parses, calls a job, prints, and says with its exit status how it went."""

from .commands import app
from .main import main

__all__ = ["app", "main"]
