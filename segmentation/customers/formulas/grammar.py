r"""The grammar of formulas: from text to nodes, or one sentence that says where it cannot be read.

::

    condition  = both {"or" both}            both   = negated {"and" negated}
    negated    = "not" negated | comparison
    comparison = sum [("=" | "!=" | "<" | "<=" | ">" | ">=") sum | ["not"] "in" "(" constants ")"
                      | "between" sum "and" sum]
    sum        = product {("+" | "-") product}   product = signed {("*" | "/") signed}
    signed     = "-" signed | atom
    atom       = number | text | "yes" | "no" | column | function "(" … ")" | "(" condition ")"

A column is a bare name (``orders``) or any name between backticks; a text stands between single or
double quotes, which are doubled inside of it.
"""

import re
from typing import NoReturn

from segmentation.customers.formulas.nodes import (
    ARITHMETIC,
    COMPARISONS,
    FLAG,
    FUNCTIONS,
    NUMBER,
    TEXT,
    Column,
    Constant,
    Node,
    Operation,
)
from segmentation.errors import SpecError

LONGEST, MOST_TOKENS, DEEPEST = 1_000, 200, 24
LARGEST, SMALLEST = 1e100, 1e-100
"""Beyond these a number cannot be multiplied and divided everywhere alike."""

TOKEN = re.compile(
    r"""\s*(?:
        (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.]))
      | (?P<text>'(?:[^']|'')*'|"(?:[^"]|"")*")
      | (?P<column>`(?:[^`]|``)+`)
      | (?P<word>[^\W\d]\w*)
      | (?P<sign><=|>=|<>|!=|==|[-+*/=<>(),])
    )""",
    re.VERBOSE,
)
SAME_SIGN = {"==": "=", "<>": "!="}
ANSWERS = {"yes": 1.0, "true": 1.0, "no": 0.0, "false": 0.0}
WORDS = frozenset({"and", "or", "not", "in", "between", *ANSWERS})


def parse(text: str) -> Node:
    """Read a formula.

    Parameters
    ----------
    text : str

    Returns
    -------
    Node
        Not yet checked against a table.

    Raises
    ------
    SpecError
        If it cannot be read; the sentence says where.

    Examples
    --------
    >>> parse("spend / 2").name
    '/'
    """
    return _Reader(text).read()


class _Reader:
    """Reads the tokens of one formula from left to right."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            raise SpecError(
                f"The formula has {len(text):,} characters; at most {LONGEST:,} can be read. "
                f"Divide it into several formulas."
            )
        self.text = text
        self.tokens = list(self._tokens())
        self.at = self.depth = 0

    def _tokens(self):  # noqa: ANN202 - pairs of kind and text
        end, text = 0, self.text.rstrip()
        while end < len(text):
            match = TOKEN.match(text, end)
            if not match:
                self._refuse(text[end:].strip(), "a column, a number, a text or a sign")
            end = match.end()
            kind = match.lastgroup
            found = match[kind]
            lowered = found.lower()
            if kind == "word" and lowered in WORDS:
                kind, found = "keyword", lowered
            yield kind, SAME_SIGN.get(found, found)

    def read(self) -> Node:
        if len(self.tokens) > MOST_TOKENS:
            raise SpecError(
                f"The formula has {len(self.tokens):,} parts; at most {MOST_TOKENS:,} can be read. "
                f"Divide it into several formulas."
            )
        node = self._chain(("or",), lambda: self._chain(("and",), self._negated))
        if self.at < len(self.tokens):
            self._refuse(self.tokens[self.at][1], "a sign such as + or =, or the end")
        return node

    def _refuse(self, found: str, wanted: str) -> NoReturn:
        where = f"at “{found[:30]}”" if found else "at its end"
        raise SpecError(
            f"The formula “{self.text[:80]}” cannot be read {where}: {wanted} is needed there. "
            "Put names of columns with spaces between backticks, and texts between quotes."
        )

    def _next(self, *wanted: str) -> str | None:
        """Take the next token when it is one of some signs or keywords."""
        if self.at < len(self.tokens):
            kind, found = self.tokens[self.at]
            if kind in {"sign", "keyword"} and found in wanted:
                self.at += 1
                return found
        return None

    def _need(self, sign: str) -> None:
        if not self._next(sign):
            self._refuse(self._found(), f"“{sign}”")

    def _found(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _chain(self, signs: tuple[str, ...], part):  # noqa: ANN001, ANN202 - a method that reads
        node = part()
        while sign := self._next(*signs):
            node = Operation(name=sign, parts=(node, part()))
        return node

    def _condition(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise SpecError(
                f"The formula has more than {DEEPEST} brackets inside each other. Divide it into "
                f"several formulas."
            )
        node = self._chain(("or",), lambda: self._chain(("and",), self._negated))
        self.depth -= 1
        return node

    def _negated(self) -> Node:
        count = 0
        while self._next("not"):
            count += 1
        node = self._comparison()
        return Operation(name="not", parts=(node,)) if count % 2 else node

    def _comparison(self) -> Node:
        left = self._sum()
        if sign := self._next(*COMPARISONS):
            return Operation(name=sign, parts=(left, self._sum()))
        if self._next("between"):
            low = self._sum()
            self._need("and")
            bounds = (("<=", low, left), ("<=", left, self._sum()))
            return Operation(
                name="and", parts=tuple(Operation(name=n, parts=(a, b)) for n, a, b in bounds)
            )
        negated = self._next("not")
        if self._next("in"):
            self._need("(")
            found = Operation(name="in", parts=(left, *self._list(self._constant)))
            return Operation(name="not", parts=(found,)) if negated else found
        if negated:
            self._refuse(self._found(), "“in”")
        return left

    def _list(self, part) -> tuple[Node, ...]:  # noqa: ANN001 - a method that reads
        parts = [part()]
        while self._next(","):
            parts.append(part())
        self._need(")")
        return tuple(parts)

    def _constant(self) -> Constant:
        node = self._signed()
        if not isinstance(node, Constant):
            self._refuse("in", "a list of texts or numbers")
        return node

    def _sum(self) -> Node:
        return self._chain(ARITHMETIC[:2], lambda: self._chain(ARITHMETIC[2:], self._signed))

    def _signed(self) -> Node:
        count = 0
        while self._next("-"):
            count += 1
        node = self._atom()
        if count % 2 == 0:
            return node
        if isinstance(node, Constant) and node.kind == NUMBER:
            return Constant(value=-node.value, kind=NUMBER)
        return Operation(name="negative", parts=(node,))

    def _atom(self) -> Node:
        if self._next("("):
            node = self._condition()
            self._need(")")
            return node
        if self.at == len(self.tokens):
            self._refuse("", "a column, a number or a text")
        kind, found = self.tokens[self.at]
        self.at += 1
        return self._value(kind, found)

    def _value(self, kind: str, found: str) -> Node:
        if kind == "keyword" and found in ANSWERS:
            return Constant(value=ANSWERS[found], kind=FLAG)
        if kind == "number":
            return self._number(found)
        if kind == "text":
            return Constant(value=found[1:-1].replace(found[0] * 2, found[0]), kind=TEXT)
        if kind == "column":
            return Column(name=found[1:-1].replace("``", "`"))
        if kind == "word":
            return self._call(found) if self._next("(") else Column(name=found)
        return self._refuse(found, "a column, a number or a text")

    def _number(self, found: str) -> Constant:
        value = float(found)
        if value and not SMALLEST <= value <= LARGEST:
            self._refuse(found, "a number of a usual size")
        return Constant(value=value, kind=NUMBER)

    def _call(self, name: str) -> Operation:
        function = name.lower()
        if function not in FUNCTIONS:
            raise SpecError(
                f"“{name[:40]}” is not a function for formulas. Choose one of: "
                f"{', '.join(FUNCTIONS)}."
            )
        parts = self._list(self._condition)
        wanted = FUNCTIONS[function]
        if len(parts) != wanted and (wanted is not None or len(parts) < 2):
            raise SpecError(
                f"{function} takes {wanted or 'two or more'} values and was given {len(parts)}. "
                f"Write them between brackets with commas."
            )
        return Operation(name=function, parts=parts)
