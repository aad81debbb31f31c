"""The only loop and the only sleep: it ticks, and asks the store what is due."""
