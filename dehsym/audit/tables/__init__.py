"""Rows of printed tables that break the pattern of the others."""
