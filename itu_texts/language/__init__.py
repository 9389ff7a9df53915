"""Languages: grammar files and their patterns, writing, labels, places, identifiers."""
