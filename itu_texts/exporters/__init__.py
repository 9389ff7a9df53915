"""What a document can be written as; each format is a module of its own."""
