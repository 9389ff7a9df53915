"""Web pages: reading them, and the page that a document is shown on."""
