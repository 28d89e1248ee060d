from collections.abc import Iterator

from sympy import Basic

def preorder_traversal(node: Basic) -> Iterator[Basic]: ...
