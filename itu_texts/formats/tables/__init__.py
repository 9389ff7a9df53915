"""Tables: rows of values as CSV, JSON, Parquet and Excel files."""
