"""The typed syntax tree: node classes, positions, walking, addresses, diagnostics."""
