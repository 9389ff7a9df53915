"""Rows as files: CSV, JSON, Parquet."""
