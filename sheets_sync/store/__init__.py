"""What the project remembers: readings, snapshots, findings, editions, outbox and runs."""
