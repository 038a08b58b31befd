"""Limits on what a project may ask of the machine, so that a hostile or broken file ends in a message, not in a hang.

All sizes are in bytes unless the name says otherwise. They lie far above what a report needs: 1 MB of Markdown
is a book of five hundred pages.
"""

from __future__ import annotations

MARKDOWN_BYTES = 1_000_000
"""pandoc needs some 400 bytes of memory for each byte of Markdown when it keeps the place of every word."""

YAML_BYTES = 4_000_000
"""Room for 10,000 long notes in one file."""

BIBLIOGRAPHY_BYTES = 2_000_000
CSL_BYTES = 1_000_000
CSL_DEPTH = 60
"""Elements within elements; the deepest published styles have some twenty."""

WORD_LIST_BYTES = 1_000_000
WORD_LISTS = 20
"""Lists of words in one project."""

STYLE_BYTES = 200_000
"""For each file of a house style; the largest of the plain one has thirty thousand."""

IMAGE_BYTES = 10_000_000
IMAGE_SIDE = 6_000
"""Pixels; at 300 dots per inch this is half a metre."""
IMAGE_PIXELS = 40_000_000

YAML_DEPTH = 50
"""Lists within lists; our own formats need four."""
YAML_VALUES = 400_000
"""Values in one YAML file, counted as if every `*alias` were written out."""

BLOCK_DEPTH = 60
"""Blocks within blocks: quotes, lists and fenced divs together."""
INLINE_DEPTH = 60
"""Marks within marks in one line."""

MARKS_ON_A_LETTER = 100
"""Accents and the like on one letter: Unicode's own limit is 30 (UAX #15, stream-safe text), and pandoc's time grows
with the square of their number."""

PANDOC_SECONDS = 30.0
"""For one file; a theme takes a hundredth of a second."""
PANDOC_MEMORY = ("+RTS", "-M512M", "-A64m", "-RTS")
"""Ends pandoc with an error where it would need more than 512 MB."""
