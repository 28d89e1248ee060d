"""Products of powers of printed numbers that must be constant."""
