"""Thai words, lines and shapes as a PNG, or as a page of a PDF."""
