"""Consolidation: texts and treaties with their amendments applied, and several proposals compared."""

from itu_texts.revision.consolidation.comparing import Comparison, Proposed, compare
from itu_texts.revision.consolidation.consolidating import consolidate

__all__ = ["Comparison", "Proposed", "compare", "consolidate"]
