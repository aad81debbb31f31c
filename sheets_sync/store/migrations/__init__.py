"""The steps from an empty database to the newest schema, in order; a step that has been released never changes."""

HEAD = "0004"
