"""Plain text and Markdown: reading and writing, and the outline."""
