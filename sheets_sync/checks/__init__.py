"""Rules that look at what was understood and return Findings."""
