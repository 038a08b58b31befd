"""merge: Sources → Report."""
