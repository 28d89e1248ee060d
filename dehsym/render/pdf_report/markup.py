"""Code of Typst that cannot be forgotten to quote: a text gets into it as a literal between quotes, by `call` alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import final

from dehsym.render.typesetting.typst_formula import literal


@final
class Code(str):
    """An expression of Typst; any other text is quoted where it is put in."""

    __slots__ = ()


NOTHING = Code("none")
"""What prints nothing."""


def call(name: str, /, *given: str | int | bool, **named: str | int | bool) -> Code:
    r"""A function of the template applied to texts, numbers and code; an underscore in a name is a hyphen there.

    >>> call("badge", "good", call("strong", 'a "b"'), is_first=True)
    'badge("good",strong("a \\"b\\""),is-first:true)'
    """
    arguments = [_argument(each) for each in given]
    arguments += [f"{key.replace('_', '-')}:{_argument(each)}" for key, each in named.items()]
    return Code(f"{name}({','.join(arguments)})")


def joined(content: Iterable[str], separator: str = "") -> Code:
    """Texts and code in a row, as one content.

    >>> joined(["a # b", call("f")], ", ")
    '{"a # b";", ";f()}'
    """
    parts: list[str] = []
    for each in content:
        if each == "" or each is NOTHING:
            continue
        parts += [literal(separator)] if parts and separator else []
        parts.append(_argument(each))
    return Code("{" + ";".join(parts) + "}") if parts else NOTHING


def array(content: Iterable[str]) -> Code:
    """Texts and code as a list.

    >>> array(["a", call("f")]), array([])
    ('("a",f(),)', '()')
    """
    return Code("(" + "".join(f"{_argument(each)}," for each in content) + ")")


def label(id: str) -> Code:
    """The mark under which something is found by links.

    >>> label("A.2")
    'label("A.2")'
    """
    return call("label", id)


def _argument(given: str | int | bool) -> str:
    match given:
        case bool():
            return "true" if given else "false"
        case Code():
            return given
        case str():
            return literal(given)
        case int():
            return str(given)
