"""Web pages: the reader, and the writer of the page that shows a document."""
