"""Word files: reading and writing."""
