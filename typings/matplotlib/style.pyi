from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager

def context(style: Sequence[str | Mapping[str, object]]) -> AbstractContextManager[None]: ...
