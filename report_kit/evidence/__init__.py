"""Judging evidence: words against notes, claims against voices, wording against lists. Pure functions on text and ids.

Below the model: nothing here knows a report. By question:

- `numbers`: what number is 'twenty-one'?
- `quotes`: are these the words of the note? (`words`, `quote_pattern`, `quote_search`, `differences` are its parts)
- `scale`, `quantifiers`: is 'most' as strong as the evidence? (`vocabulary` holds the phrases)
- `coverage`: who carries what?
- `language`, `word_rules`, `sentences`: is there a plainer word? (`word_list_files` reads the lists in `wordlists/`)
"""
