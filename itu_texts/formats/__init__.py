"""Files: each format is a folder with its reader and its writer side by side."""
