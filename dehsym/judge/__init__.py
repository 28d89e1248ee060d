"""The judge: decides relations between expressions over stated domains, by balls and by exact methods."""

from dehsym.judge.catalogued import Judge
from dehsym.judge.decision import decide

__all__ = ["Judge", "decide"]
