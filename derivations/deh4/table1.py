"""Table 1. Temperature and age of five epochs, each named by its share of dark energy.

The paper states lambda; eta is the root of lambda = (cosh eta - 1)/(6 eta^2), which has no closed form and is isolated
in balls: the right side grows all the time, so that there is one root at the most. Age and temperature follow. The
temperature is normalised to 2.7255 K at lambda = 7/10, which the table prints as 2.73; the age takes Gamma alone.
"""

from sympy import Integer, Rational

from dehsym.derivation import Ledger, Step, derivation
from dehsym.grant import GrantKind
from dehsym.rules.algebra import Eliminate, SolveFor
from dehsym.rules.roots import IsolateRoot
from derivations.deh4.background import Background, background, cooling
from derivations.deh4.inputs import GAMMA, T_NOW
from derivations.deh4.symbols import (
    Gamma,
    T_now,
    a_epoch,
    a_present,
    chi,
    eta,
    eta_bound,
    lambda_dark,
)

_EPOCHS = {
    "0.700": ("N36", "N37"),
    "0.800": ("N38", "N39"),
    "0.900": ("N40", "N41"),
    "0.925": ("N42", "N43"),
    "0.950": ("N44", "N45"),
}
"""The printed temperature and age of each row, by lambda."""
_NOW = "0.700"


@derivation("Table 1", "Temperature and age against the share of dark energy")
def table(d: Ledger) -> None:
    """The five rows of the table: eta, a, t; and T, once the present epoch is known."""
    model, partition = background(d), d.cite("s1.partition")
    scales = {text: _epoch(d, text, age, model, partition) for text, (_, age) in _EPOCHS.items()}
    present = d.let(r"Its value in the present epoch, where $\lambda$ is 7/10.", a_present, a_epoch)
    now = d.step(r"By $\Gamma$ and $\lambda$ alone:", present, Eliminate(a_epoch, scales[_NOW]))
    d.quantity("scale-factor-model", now, at={Gamma: GAMMA}, unit="m")
    law = cooling(d)
    for text, (temperature, _) in _EPOCHS.items():
        cold = d.step(rf"At $\lambda$ = {text}:", law, Eliminate(a_present, now), Eliminate(a_epoch, scales[text]))
        d.quantity(temperature, cold, at={T_now: T_NOW})


def _epoch(d: Ledger, text: str, age_id: str, model: Background, partition: Step) -> Step:
    """The share of dark matter, eta, the age and the scale factor at one lambda; the last is returned."""
    share = d.given(rf"An epoch is named by $\lambda$, here {text}", lambda_dark, Rational(text), kind=GrantKind.CHOICE)
    matter = d.step("The share of dark matter:", partition, SolveFor(chi), Eliminate(lambda_dark, share))
    angle = d.step(
        "The conformal time, a root without a closed form:",
        model.share,
        Eliminate(lambda_dark, share),
        IsolateRoot(eta, Integer(5), Integer(7), eta_bound),
    )
    age = d.step("The age:", model.time, Eliminate(eta, angle))
    scale = d.step("The scale factor:", model.scale, Eliminate(eta, angle))
    d.quantity(f"table-chi-{text}", matter)
    d.quantity(f"table-eta-{text}", angle)
    d.quantity(f"table-a-{text}", scale, at={Gamma: GAMMA}, unit="m")
    d.quantity(age_id, age, at={Gamma: GAMMA})
    return scale


scripts = (table,)
