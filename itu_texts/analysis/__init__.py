"""Queries on a document: references, tasks, times, tables, the citation graph."""
