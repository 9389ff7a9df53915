"""Plain text: reading and writing, and the outline."""
