"""Stage: exporters."""
