"""Texts made and changed: builders, and edits on a copy of a document."""

from itu_texts.revision.editing import build
from itu_texts.revision.editing.edits import Editor, edit

__all__ = ["Editor", "build", "edit"]
