"""Printed symbols with two values, or two meanings, or two letters for one thing."""
