"""The customs house: everything that is asked of SymPy and is not plain arithmetic, typed once.

SymPy returns a `Basic`, a list, a tuple or a bool as the mood takes it, and some of its answers are wrong. What dehsym
asks of it beyond +, -, *, /, ** and constructors is asked here; the known bugs are worked around here, each beside the
call that has it; and every other package holds `Expr`s and nothing else. SymPy ships no stubs: those in `typings/sympy`
declare for `sympy` itself what anybody may use, and for its submodules what is used here; nobody else imports those.
"""

from dehsym.symbolic.calculus import (
    antiderivative_difference,
    limit_at,
    residue,
    simple_pole_residue,
    single_limits,
    taylor_polynomial,
    transformed,
)
from dehsym.symbolic.factors import (
    factored_out,
    factors_and_exponents,
    leads_with_minus,
    numerator_and_denominator,
    one_fraction,
    prime_factors,
    terms_over_one_denominator,
)
from dehsym.symbolic.held_heads import held, plain_head, released, unevaluated
from dehsym.symbolic.mpmath_value import mpmath_decimal
from dehsym.symbolic.numbers import rational
from dehsym.symbolic.own_letters import own_latex
from dehsym.symbolic.polynomials import (
    coefficient,
    coefficients_in,
    degree_excess,
    power_coefficients,
    rational_coefficients,
    rational_roots,
    roots_between,
)
from dehsym.symbolic.rearrangement import expanded, numbers_in_front, outside_first, spread, tidied
from dehsym.symbolic.smith_form import SmithForm, smith_form
from dehsym.symbolic.solutions import ode_solution, root_for, second_order_solution
from dehsym.symbolic.structure import (
    binding_operators,
    bound_variables,
    compared_sides,
    has_branch_cut,
    is_finite_form,
    is_plain_application,
    opaque_functions,
    size,
    stable_text,
    subexpressions,
)
from dehsym.symbolic.substitution import differentiated, exchanged, put, put_inertly
from dehsym.symbolic.zero_test import zero_method

__all__ = [
    "SmithForm",
    "antiderivative_difference",
    "binding_operators",
    "bound_variables",
    "coefficient",
    "coefficients_in",
    "compared_sides",
    "degree_excess",
    "differentiated",
    "exchanged",
    "expanded",
    "factored_out",
    "factors_and_exponents",
    "has_branch_cut",
    "held",
    "is_finite_form",
    "is_plain_application",
    "leads_with_minus",
    "limit_at",
    "mpmath_decimal",
    "numbers_in_front",
    "numerator_and_denominator",
    "ode_solution",
    "one_fraction",
    "opaque_functions",
    "outside_first",
    "own_latex",
    "plain_head",
    "power_coefficients",
    "prime_factors",
    "put",
    "put_inertly",
    "rational",
    "rational_coefficients",
    "rational_roots",
    "released",
    "residue",
    "root_for",
    "roots_between",
    "second_order_solution",
    "simple_pole_residue",
    "single_limits",
    "size",
    "smith_form",
    "spread",
    "stable_text",
    "subexpressions",
    "taylor_polynomial",
    "terms_over_one_denominator",
    "tidied",
    "transformed",
    "unevaluated",
    "zero_method",
]
