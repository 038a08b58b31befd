"""Names: the forms under which somebody may be named, found in text, and what is meant by each.

In: whose names are looked for (`protected`), and texts. Out: matches that say who and where (`matcher`). In between:
names are taken apart (`full_name`) and made into forms (`variants`); text is folded so that they are found however they
were typed (`normalise`); and of what is found it is judged how the letters lie (`layout`) and, where a form may mean
something else, what stands around it (`context`, `judgements`).

Why anybody is looked for is not known here.
"""
