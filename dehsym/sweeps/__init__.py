"""Sweeps: a quantity or an expression over a grid, certified row by row, in a file that a killed run does not lose."""
