"""Editing and comparing texts: builders and edits, differences, alignment, consolidation."""
