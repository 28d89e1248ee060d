"""Formulas as a tree of what stands where, read from LaTeX, and written where there is no TeX: text, Typst."""
