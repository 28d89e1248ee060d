r"""LaTeX as MathML, which a browser typesets by itself, with a font that has a table of mathematical layout.

latex2mathml reads the LaTeX. It passes on markup in \text and addresses in \href, and sets some letters otherwise than
physicists do; so what it gives is parsed as XML, built anew of listed elements and attributes alone, and mended. What
cannot be set is shown as LaTeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from xml.etree import ElementTree

from latex2mathml.converter import convert

from dehsym.errors import DehsymError
from dehsym.render.explorer.markup import Html, joined, tag

_SPACE = "{http://www.w3.org/1998/Math/MathML}"
_ELEMENT_NAMES = """
math mrow mi mn mo msub msup msubsup mfrac msqrt mroot mtext mspace mover munder munderover mtable mtr mtd mstyle
mpadded mphantom
"""
_ATTRIBUTE_NAMES = """
accent columnalign columnspacing depth displaystyle display fence form height largeop linethickness lspace mathvariant
maxsize minsize movablelimits rowspacing rspace separator stretchy symmetric width
"""
_ELEMENTS = frozenset(_ELEMENT_NAMES.split())
_ATTRIBUTES = frozenset(_ATTRIBUTE_NAMES.split())
_CLOSING = frozenset(")]}")
_SIGNS = frozenset("−+-±")
_THIN = tag("mspace", width="0.167em")
_UPRIGHT = frozenset("ΓΔΘΛΞΠΣΦΨΩ")
_BRACKETS = {"⟨": "prefix", "⟩": "postfix"}
_NAME = re.compile(r"[A-Za-z]{2}\w*")
_ONE_UPRIGHT = re.compile(r"\\mathrm\{([A-Za-z])\}")
"""A letter alone, which latex2mathml sets in italics all the same."""
_LONGEST = 20_000
_FORMULA = re.compile(r"\$([^$]+)\$")


class NotTypesetError(DehsymError):
    """What is not to be had as MathML, and why; never let out of this module."""


def formula(latex: str, *, display: bool = False) -> Html:
    r"""A formula as MathML, whose LaTeX is its text for those who do not see it; else the LaTeX itself as code.

    >>> formula(r"\alpha")
    '<math alttext="\\alpha"><mrow><mi>α</mi></mrow></math>'
    >>> formula(r"\text{<script>}")
    '<code class="untypeset">\\text{&lt;script&gt;}</code>'
    """
    try:
        return _typeset(latex, display)
    except NotTypesetError:
        return tag("code", latex, class_="untypeset")


def prose(text: str) -> Html:
    r"""Words with formulas between dollar signs.

    >>> prose(r"where $\nu$ < 1")
    'where <math alttext="\\nu"><mrow><mi>ν</mi></mrow></math> &lt; 1'
    """
    parts = _FORMULA.split(text)
    return joined(formula(part) if place % 2 else part for place, part in enumerate(parts))


@lru_cache(maxsize=8192)
def _typeset(latex: str, display: bool) -> Html:
    if len(latex) > _LONGEST:
        raise NotTypesetError("it is too long")
    try:
        upright = _ONE_UPRIGHT.sub(r"\\text{\1}", latex)
        root = ElementTree.fromstring(convert(upright, display="block" if display else "inline"))
    except Exception as error:  # the reader may fail in any way of its own; a formula is then shown as it is written
        raise NotTypesetError(str(error)) from error
    for element in root.iter(f"{_SPACE}mo"):
        if _NAME.fullmatch(element.text or ""):
            element.tag = f"{_SPACE}mi"  # an \operatorname: a name, and spaced as that
    return tag("math", *_rebuilt_row(root), display="block" if display else None, alttext=latex)


def _rebuilt(element: ElementTree.Element) -> Html:
    """The same element of what is listed alone; raise `NotTypesetError` for any other."""
    name = element.tag.removeprefix(_SPACE)
    text = element.text or ""
    if name not in _ELEMENTS or "\\" in text:
        raise NotTypesetError(f"{name} {text}")
    attributes = dict(element.attrib)
    if not attributes.keys() <= _ATTRIBUTES:
        raise NotTypesetError(", ".join(attributes))
    if name == "mi" and text in _UPRIGHT:
        attributes["mathvariant"] = "normal"
    if name == "mi" and text in _BRACKETS:
        name, attributes = "mo", {"stretchy": "false", "form": _BRACKETS[text]}
    if name == "mo" and text == "/":
        attributes |= {"lspace": "0", "rspace": "0"}
    return tag(name, text, *_rebuilt_row(element), **attributes)


def _rebuilt_row(element: ElementTree.Element) -> Iterator[Html]:
    """The content of an element; in a row a function stands apart from its neighbours, and a sign before its term."""
    children = list(element)
    is_row = element.tag.removeprefix(_SPACE) in ("mrow", "math", "mtd")
    for before, child in zip([None, *children], children, strict=False):
        if is_row and before is not None and _is_function(child) and not _opens(before):
            yield _THIN
        if child.text in _SIGNS and (before is None or _opens(before)):
            child.attrib.update(form="prefix", lspace="0", rspace="0")
        yield _rebuilt(child)
        if is_row and _is_function(child) and child is not children[-1] and not _brackets(_after(children, child)):
            yield _THIN


def _is_function(element: ElementTree.Element) -> bool:
    """Whether it is a name of several letters, as sin; or one with an exponent or an index."""
    inner = next(iter(element), None)
    if element.tag.removeprefix(_SPACE) in ("msup", "msub", "munder") and inner is not None:
        return _is_function(inner)
    return element.tag == f"{_SPACE}mi" and len(element.text or "") > 1


def _opens(element: ElementTree.Element) -> bool:
    """Whether it is a sign, after which there is space enough; a bracket that closes is none."""
    return element.tag in (f"{_SPACE}mo", f"{_SPACE}mspace") and (element.text or "") not in _CLOSING


def _brackets(element: ElementTree.Element) -> bool:
    """Whether it is in brackets, or is a sign."""
    first = next(iter(element), None)
    if element.tag == f"{_SPACE}mrow" and first is not None:
        return _brackets(first)
    return element.tag in (f"{_SPACE}mo", f"{_SPACE}mspace")


def _after(children: list[ElementTree.Element], child: ElementTree.Element) -> ElementTree.Element:
    return children[children.index(child) + 1]
