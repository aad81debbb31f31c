"""District and province tables become one register, each row counted once."""
