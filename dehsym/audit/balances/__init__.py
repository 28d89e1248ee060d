"""Every printed equation at the printed numbers."""
