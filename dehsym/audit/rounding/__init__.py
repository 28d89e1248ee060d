"""Printed numbers beside what the numbers printed before them give, as intervals that round to the print."""
