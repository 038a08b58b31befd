"""One module per file format: bytes in, pieces of text with their places out."""
