"""What a notebook shows: small tables without script and without a style sheet, legible on light and on dark.

`tables`, `words` and `badges` know none of the things that are shown, and lie at the bottom of the house: a value shows
itself by them in its `_repr_html_`. The other modules show what takes more than a few lines, or what many together say;
each lies just above what it shows.
"""
