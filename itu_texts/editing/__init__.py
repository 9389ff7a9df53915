"""Texts made and changed: builders, and edits on a copy of a document."""
