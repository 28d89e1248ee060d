"""The two closed readers: expressions that people type, and the LaTeX that papers print.

Both turn text into SymPy trees through their own precedence parsers and one bounded builder. No text is ever executed
or handed to SymPy, every name comes from a given list, and whatever is read, only `NotationError` is raised.
"""
