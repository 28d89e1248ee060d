"""Numbers at any precision, computed by compiled code without SymPy: every digit certain, or said not to be.

`dehsym.compile` prints an expression once as straight-line Python; this package runs what was printed. Nothing here
imports SymPy, nor does this file import anything, so that a number is had within the time that Arb takes to load. For
the same reason its plain values are named tuples: what makes data classes takes a fifth of that time.
"""
