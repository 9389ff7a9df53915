"""JSON: the shape and schema of documents, writing and reading them."""
