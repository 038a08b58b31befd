"""Judging evidence: quotes against notes, counts and quantifiers against voices, language against word lists."""
