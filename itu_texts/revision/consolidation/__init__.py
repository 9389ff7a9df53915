"""What texts and treaties say once the amendments to them are made, and what several proposals make of one text."""

from itu_texts.revision.consolidation.comparing import Comparison, Proposed, compare
from itu_texts.revision.consolidation.consolidating import consolidate

__all__ = ["Comparison", "Proposed", "compare", "consolidate"]
