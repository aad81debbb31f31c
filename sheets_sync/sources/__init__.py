"""Where workbooks come from: Google, the loopback server that speaks its wire, or a folder of .xlsx."""
