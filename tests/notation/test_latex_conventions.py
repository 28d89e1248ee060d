r"""Usual spellings of claims in LaTeX: bars, limits, Bessel functions by their letters, conjugates, \sin 2x."""

from __future__ import annotations

import pytest

from dehsym.errors import NotationError
from dehsym.judge.decision import decide
from dehsym.notation.propositions import read_proposition

READINGS = [
    (r"$|x| = 1$", "", "Abs(x) = 1"),
    (r"$|x - |y|| = |x||y|$", "", "Abs(x - Abs(y)) = Abs(x)*Abs(y)"),
    (r"$\frac{|z|}{2} = \left|z\right|$", "", "Abs(z)/2 = Abs(z)"),
    (r"$z z^* = \bar z \overline{w}^*$", "", "z*conjugate(z) = w*conjugate(z)"),
    (r"$(z + w)^* = z_1^*$", "", "conjugate(w) + conjugate(z) = conjugate(z_1)"),
    (r"$J_0(2x) = J_{-n}^2(x)$", "", "besselj(0, 2*x) = besselj(-n, x)**2"),
    (r"$K_{1/2}(z) + I_n(x) + Y_1(x) = H_n(x)$", "", "besseli(n, x) + besselk(1/2, z) + bessely(1, x) = hermite(n, x)"),
    (r"$J_0'(x) = \mathrm{Ai}''(x)$", "", "Derivative(besselj(0, x), x) = Derivative(airyai(x), (x, 2))"),
    (r"$\mathrm{Li}_2(z) = \operatorname{Re} z$", "", "polylog(2, z) = re(z)"),
    (r"$\psi(z+1) = \psi(z)$", "", "digamma(z + 1) = digamma(z)"),
    (r"$\psi + \phi = 1$", "", "phi + psi = 1"),
    (r"$W(x) e^{W(x)} = x$", "x > 0", "exp(LambertW(x))*LambertW(x) = x"),
    (r"$W(a + b) = c$", "", "W*(a + b) = c"),
    (r"$B(x, y) = B_0$", "", "beta(x, y) = B_0"),
    (r"$\sin 2x = \cos 3\theta_1 \tan^2 2\pi y$", "", "sin(2*x) = cos(3*theta_1)*tan(2*pi*y)**2"),
    (r"$\sin 2 = 1$", "", "sin(2) = 1"),
    (r"$\lim_{x \to 0} \frac{\sin x}{x} = 1$", "", "Limit(sin(x)/x, x, 0, dir='+-') = 1"),
    (r"$\lim_{x \to 0^+} x \ln x = \lim_{t \to \infty} \frac{1}{t}$", "", None),
    (r"$a_{\mathrm{E}} + \gamma_{\mathrm{E}} = 0$", "", "a_E + EulerGamma = 0"),
]


@pytest.mark.parametrize(("claim", "where", "wanted"), READINGS, ids=[claim for claim, _, _ in READINGS])
def test_usual_spelling_is_read(claim: str, where: str, wanted: str | None) -> None:
    (relation,) = read_proposition(claim, where).relations
    if wanted is not None:
        text = str(relation).replace("polygamma(0, z + 1)", "digamma(z + 1)").replace("polygamma(0, z)", "digamma(z)")
        assert text == wanted


@pytest.mark.parametrize(
    ("claim", "where", "kind"),
    [
        (r"$J_{-n}(x) = (-1)^n J_n(x)$", "n integer", True),
        (r"$\tan 2x = \frac{2\tan x}{1-\tan^2 x}$", "", True),
        (r"$\tan 2x = \frac{2\tan x}{1+\tan^2 x}$", "", False),
        (r"$\lim_{x \to 0} \frac{|x|}{x} = 1$", "", False),
        (r"$\lim_{x \to 0^-} \frac{|x|}{x} = -1$", "", True),
        (r"$|z|^2 = z z^*$", "", True),
        (r"$J_0'(x) = J_1(x)$", "", False),
    ],
)
def test_claims_in_usual_spelling_are_judged(claim: str, where: str, kind: bool) -> None:
    verdict = decide(read_proposition(claim, where))
    assert verdict.holds is kind
    assert verdict.kind.word != "undecided"


@pytest.mark.parametrize(
    "claim",
    [
        r"$|x = 1$",
        r"$\lim x = 1$",
        r"$\lim_{x} x = 1$",
        r"$J_0'(2x) = 1$",
        r"$z^* *$",
        "$^*$",
    ],
)
def test_what_is_none_is_refused(claim: str) -> None:
    with pytest.raises(NotationError):
        read_proposition(claim)
