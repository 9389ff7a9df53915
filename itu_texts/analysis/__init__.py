"""What can be asked of a document: who is told to do what."""
