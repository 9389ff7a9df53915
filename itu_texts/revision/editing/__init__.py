"""Making and changing texts: builders, and edits of a copy of a document."""

from itu_texts.revision.editing import build
from itu_texts.revision.editing.edits import Editor, edit

__all__ = ["Editor", "build", "edit"]
