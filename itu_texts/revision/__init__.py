"""What changes texts or compares them: editing, differences, alignment, consolidation."""
