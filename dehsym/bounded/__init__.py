"""Work under limits of wall time and memory, in processes that can be killed.

A timer cannot stop FLINT or SymPy's C code: Python runs a signal's handler only between its own instructions. A child
process can always be killed, and its address space can be limited by the kernel. Children are forked, which takes a few
milliseconds; a process with several threads may hold locks that a forked child would wait for in vain, so there a child
is a fresh interpreter, as it is where there is no fork. Items and results pass as JSON.
"""

from dehsym.bounded.limits import Exceeded
from dehsym.bounded.pool import bounded, in_order

__all__ = ["Exceeded", "bounded", "in_order"]
