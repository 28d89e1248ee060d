"""The rules that ship with dehsym, one module a branch of mathematics; they know neither each other nor steps."""
