"""A paper that announces no phases."""

from __future__ import annotations

from pathlib import Path

from dehsym.catalogue import Catalogue
from dehsym.paper_definition import PaperDefinition

paper = PaperDefinition("without", "Without", "", Catalogue(), Path(__file__).with_name("empty_inventory.json"), ())
