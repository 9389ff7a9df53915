"""What the library uses of lxml for Word files, on the expat of Python: for browsers, which have no lxml."""
