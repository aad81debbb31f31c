"""From a register and a period to observations."""
