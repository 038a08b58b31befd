"""Any file → the pieces of text in it, each with its kind and its place.

In: a file's name and bytes (`formats.read_file`). Out: `Reading`: pieces of text, faults (what could not be read is
said, never passed over), and the number of pictures, whose pixels nobody reads. The format is told by the bytes, not by
the name; one module reads one format. Files inside files (archives, attachments, data URIs) are read in their turn,
within the limits of a `Budget`.

What the text is wanted for is not known here: whoever asks looks at `Piece.kind`, never at the words of `Piece.place`.
"""
