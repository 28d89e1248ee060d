"""Ourselves beside the peers that are installed, in one run: first whether each is right, then how long each takes.

`cases` are general formulas of the field, which know no paper; a *peer* is a way to compute them, ours or another's; a
*contender* is a peer made ready for one case and a number of digits. `benchmark` puts the run together.
"""
