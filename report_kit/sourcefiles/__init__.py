"""Stage: sourcefiles."""
