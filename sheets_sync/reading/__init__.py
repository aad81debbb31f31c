"""From a grid as typed to tables: where the header is, which column is what, what each cell means."""
