"""`python -m sheets_sync` is `sheets-sync`."""

from .cli import main

if __name__ == "__main__":
    main()
