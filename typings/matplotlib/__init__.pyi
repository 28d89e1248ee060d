# What the drawing of figures takes from matplotlib, whose own annotations leave keyword arguments unknown.
