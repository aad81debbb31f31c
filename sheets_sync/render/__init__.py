"""From observations and findings to an edition: subject, text, html."""
