"""Confidentiality: look for protected names in whatever is about to be published."""
