"""AsciiDoc: reading."""
