"""Stage: html."""
