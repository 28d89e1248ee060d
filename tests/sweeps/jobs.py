"""Small jobs with code written by hand, for tests of everything but the compiler."""

from __future__ import annotations

from dehsym.numeric.inputs import Input, Range
from dehsym.sweeps.axis import Axis, read_axis
from dehsym.sweeps.job import Job

SOURCE = """
def value(number):
    c0 = number(2)
    def at(x, y):
        return (x * y + c0).sqrt() / (x - 1)
    return at
"""
SLOW = """
import time
def value(number):
    def at(x, y):
        time.sleep(0.002)
        return (x * y + 2).sqrt()
    return at
"""


def job(*axes: str | Axis, digits: int = 20, source: str = SOURCE) -> Job:
    """sqrt(x y + 2)/(x - 1) in kelvin, for 0 < y, over the axes."""
    read = tuple(read_axis(axis) if isinstance(axis, str) else axis for axis in axes)
    inputs = (Input("x", "1/2", range=Range()), Input("y", "1"))
    units = tuple("m" if axis.name == "x" else "1" for axis in read)
    return Job("root", "K", "1", source, "value", (), inputs, None, read, units, digits)
