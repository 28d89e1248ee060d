"""What if: a paper run again with something otherwise, and what comes out differently."""

from dehsym.changed_world.difference import NumberChange, WordsChange, WorldDifference, compare
from dehsym.changed_world.wishes import Change, changed_world

__all__ = ["Change", "NumberChange", "WordsChange", "WorldDifference", "changed_world", "compare"]
