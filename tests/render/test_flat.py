"""Formulas on one line of Unicode, each read in one way only."""

from __future__ import annotations

import pytest

from dehsym.render.latex import latex_expression
from dehsym.render.text import from_latex, paragraph_prose, text_prose
from dehsym.render.typesetting.flat import flat
from dehsym.render.typesetting.formula import read_formula
from derivations.deh4.symbols import catalogue, phi
from tests.render.random_expressions import printable

LINES = [
    # quotients: what is below a slash is one factor; a quotient with a factor behind it is bracketed
    (r"\frac{a}{b}", "a/b"),
    (r"\frac{a}{bc}", "a/(bc)"),
    (r"\frac{ab}{c}", "ab/c"),
    (r"\frac{a + b}{c - d}", "(a + b)/(c − d)"),
    (r"\frac{a}{b}c", "(a/b) c"),
    (r"c\frac{a}{b}", "c a/b"),
    (r"\frac{2}{3}\frac{U}{V}", "(2/3) U/V"),
    (r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
    (r"\frac{a}{\frac{b}{c}}", "a/(b/c)"),
    (r"\frac{-a}{b}", "(−a)/b"),
    (r"-\frac{a}{b}", "−a/b"),
    (r"\frac{\ln x}{y}", "(ln x)/y"),
    (r"\frac{\ln(x)}{y}", "ln(x)/y"),
    (r"\frac{x}{\exp(y)}", "x/exp(y)"),
    (r"\frac{x}{\exp(y)z}", "x/(exp(y) z)"),
    (r"\frac{1}{V(1-\phi)}", "1/(V(1 − φ))"),
    (r"\frac{1}{(a+b)}", "1/(a + b)"),
    (r"\frac{1}{k!}", "1/k!"),
    (r"\frac{x}{\sqrt{\alpha}}", "x/√α"),
    (r"\frac{h}{\sqrt{2\pi mk_B T}}", "h/√(2πmk_B T)"),
    (r"\frac{N\Lambda_B^3}{V}", "NΛ_B³/V"),
    (r"\ln\frac{a}{b}", "ln(a/b)"),
    (r"\left(\frac{T_c}{T}\right)^3", "(T_c/T)³"),
    (r"\frac{a}{b}^2", "(a/b)²"),
    (r"\binom{n}{k}", "(n over k)"),
    # derivatives
    (r"-\frac{d\langle F\rangle}{d\beta}", "−d⟨F⟩/dβ"),
    (r"\frac{d^2 Q}{d\beta^2}", "d²Q/dβ²"),
    (r"\left(\frac{\partial p}{\partial T}\right)_V", "(∂p/∂T)_V"),
    (r"\frac{\Delta S}{\Delta V}", "ΔS/(ΔV)"),
    # scripts
    (r"x^2 y^{12} z^{-29} n^{n+1}", "x²y¹²z⁻²⁹nⁿ⁺¹"),
    (r"V^{2/3} n", "V^(2/3) n"),
    (r"x_1 x_n \Lambda_B \varepsilon_n k_B T", "x₁xₙΛ_B εₙk_B T"),
    (r"\phi_1^{\phi_1 + \pi}", "φ₁^(φ₁ + π)"),
    (r"T_{\mathrm{crit}} n", "T_crit n"),
    (r"F_{cl} n_{ij}", "F_cl nᵢⱼ"),
    (r"\sigma_{F,T}^2", "σ_(F, T)²"),
    (r"f' g'' A^\dagger z^*", "f′g′′A†z*"),
    (r"{}_2F_1(a)", "₂F₁(a)"),
    (r"\operatorname{Li}_{3/2}(z)", "Li_(3/2)(z)"),
    (r"\sqrt{x}^2", "(√x)²"),
    # roots
    (r"\sqrt{2}", "√2"),
    (r"\sqrt{x^2}", "√(x²)"),
    (r"\sqrt{x_1}y", "√x₁ y"),
    (r"\sqrt{\sqrt{x}}", "√(√x)"),
    (r"\sqrt{\sin(x)}", "√(sin(x))"),
    (r"\sqrt{k!}", "√(k!)"),
    (r"\sqrt{(a+b)}", "√(a + b)"),
    (r"\sqrt[3]{x}", "∛x"),
    (r"a\sqrt[n]{x+1}", "a ⁿ√(x + 1)"),
    # functions, integrals, sums
    (r"\rho\exp(i\phi)", "ρ exp(iφ)"),
    (r"[\pi\ln\phi]^{1/2}", "[π ln φ]^(1/2)"),
    (r"\exp(a)\exp(b)", "exp(a) exp(b)"),
    (r"\sin^2(x)", "sin²(x)"),
    (r"\ln|x|", "ln|x|"),
    (r"\int_{-\infty}^\infty y^2\,dy", "∫_(−∞)^∞ y² dy"),
    (r"\frac{\pi\phi}{2} \int_0^\infty \frac{n^2 dn}{x}", "(πφ/2) ∫₀^∞ n² dn/x"),
    (r"\int_0^1 -x\,dx", "∫₀¹ −x dx"),
    (r"\oint f(z)dz", "∮ f(z) dz"),
    (r"\sum_n \frac{\phi}{x - \phi}", "∑ₙ φ/(x − φ)"),
    (r"\sum_{n \neq 0} x", "∑_(n ≠ 0) x"),
    (r"\sum_{k=1}^\infty \phi^k", "∑ₖ₌₁^∞ φ^k"),
    (r"\lim_{\alpha \to 0^+} r", "lim_(α → 0⁺) r"),
    # numbers, words, signs
    (r"M = 8.45 \times 10^{49} \text{ kg}", "M = 8.45 × 10⁴⁹ kg"),
    (r"10^{63} \text{ J }\cdot\text{K}^{-1}", "10⁶³ J · K⁻¹"),
    (r"a = b \quad \text{and} \quad c \le d \tag{4a}", "a = b  and  c ≤ d"),
    (r"2 \cdot 3 \pm 1", "2 · 3 ± 1"),
    (r"f(x, y) = \{1, \dots\}", "f(x, y) = {1, …}"),
    (r"\bar{z} \overline{ab}", "z\u0304a\u0305b\u0305"),
    (r"\phi \varphi", "φϕ"),
    (r"\Gamma(\nu) \hbar \nabla \partial_x", "Γ(ν)ħ∇∂ₓ"),
]


@pytest.mark.parametrize(("latex", "line"), LINES, ids=[latex for latex, _ in LINES])
def test_line(latex: str, line: str) -> None:
    assert flat(read_formula(latex)) == line


def test_random_expressions_are_written_on_one_line() -> None:
    for expr in filter(None, map(printable, range(400))):
        line = flat(read_formula(latex_expression(expr, catalogue)))
        assert line == line.strip()
        assert "\n" not in line
        assert not set("{}\\$") & set(line.replace("{", "", line.count("{") if r"\{" in line else 0))
        assert line.count("(") == line.count(")")


def test_what_the_reader_does_not_know_stays() -> None:
    assert from_latex(r"\frobnicate{x}  + 1") == r"\frobnicate{x} + 1"
    assert from_latex(r"x }") == "x }"


def test_prose() -> None:
    assert text_prose(r"the phase $\nu$, which costs 3 $") == "the phase ν, which costs 3 $"
    assert text_prose(r"$x$") == "x"
    assert paragraph_prose("as `phi**2 = 1/2` is") == "as phi**2 = 1/2 is"
    assert catalogue[phi].latex == r"\phi"
    assert paragraph_prose("as `phi**2 = 1/2` is", catalogue) == "as φ²\xa0=\xa01/2 is"
