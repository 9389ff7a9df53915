"""What is known of languages: grammar files and the patterns made of them, writing, labels, places, identifiers."""
