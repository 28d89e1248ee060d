"""The laws of thermodynamics, applied to whatever a paper states of pressure, density, fugacity and free energy."""

from dehsym.audit.thermodynamics.decisions import Decision
from dehsym.audit.thermodynamics.findings import thermodynamic_decisions, thermodynamic_findings

__all__ = ["Decision", "thermodynamic_decisions", "thermodynamic_findings"]
