"""Stage 2: Sources → Report. The types of the whole package, and the merge that links and numbers."""
