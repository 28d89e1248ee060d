"""A paper is run once for all the tests of what comes out of it, and nothing is remembered from before."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from dehsym import load
from dehsym.report import Report
from dehsym.verdict_store import Forgetful


@pytest.fixture(scope="session")
def run_of() -> Callable[[str], Report]:
    """The run of a paper, by its name."""

    @cache
    def run(name: str) -> Report:
        return load(name, store=Forgetful()).run()

    return run
