"""Read the sheets district officers keep, and mail every executive the month's progress."""

__version__ = "0.1.0"
