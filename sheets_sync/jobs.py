"""The story, readable aloud: sync, publish, deliver."""
