"""The closed readers: expressions and claims that people type, and the LaTeX that papers print.

All turn text into SymPy trees through their own precedence parsers and one bounded builder. No text is ever executed
or handed to SymPy, every name is a letter or from a given list, and whatever is read, only `NotationError` is raised.
"""
