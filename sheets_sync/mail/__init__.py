"""How a message leaves: through a mail server, or into a folder of .eml."""
