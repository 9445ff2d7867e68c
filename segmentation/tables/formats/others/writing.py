"""Texts that are no table: mail, statements of SQL, programs, prose.

A table that only holds such things in its cells is a table: what counts is that most lines are of
the kind and that no delimiter cuts them alike.
"""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import mean

from segmentation.errors import DataError
from segmentation.tables.formats.others.marks import refusal

PROBED_LINES, LONGEST = 200, 20_000
MAIL_LINES, FEWEST_HEADERS = 40, 3
MAIL_HEADER = re.compile(
    r"(?:from|to|cc|subject|date|received|message-id|mime-version|return-path|delivered-to|"
    r"reply-to|content-type|x-[a-z-]+): ?\S",
    re.IGNORECASE,
)
MBOX = re.compile(r"From \S+ .*\d{2}:\d{2}:\d{2}")
HEADER_OR_FOLDED = re.compile(r"[A-Za-z][\w-]*:(?: |$)|[ \t]+\S")

SQL_COMMENT = re.compile(r"\s*(?:--|/\*|\*|#|$)")
SQL_STATEMENT = re.compile(
    r"\s*(?:create (?:temp(?:orary)? |unlogged )?(?:table|database|schema|index|view)\s+[\w\"'`\[.]"
    r"|create or replace (?:table|view)\s+\w"
    r"|insert (?:or \w+ )?into [\w\"'`\[.]+|drop (?:table|database|view)\b"
    r"|alter table\b|lock tables\b"
    r"|copy [\w\"'`.]+ ?(?:\(.*\) )?from stdin|replace into\b"
    r"|select\s.{0,300}\bfrom\s+[\w\"'`\[.]+|select\s+set_config|begin(?: transaction)?;"
    r"|pragma \w+|set [@\w.]+ ?(?:=|to )|use [\w`\[\]]+(?:;|\s+go\b)|insert \[|start transaction)",
    re.IGNORECASE,
)

CODE_LINE = re.compile(
    r"\s*(?:(?:import|package|using|namespace|module|require|include|use) [\w.:*{}<>\"'/ ,]+;?$"
    r"|from [\w.]+ import \w|(?:async )?def \w+\(.*:|class \w+.*[:{]$|function\b.*[({]"
    r"|(?:const|let|var|val|auto) [\w{\[].*="
    r"|(?:if|for|while|elif|else|switch|try|catch|except)\b.*[:{]$"
    r"|return\b.*|(?:public|private|protected|static|final|export|void|int|double)\b.*[;{]$"
    r"|#include\b|library\(\w+\)|@\w+(?:\(.*\))?$|<\?php|[\w.\[\]$]+ (?:=|<-|\+=|:=) .*[^;,]$"
    r"|[\w.$]+ ?(?:=|<-|\+=|:=) .*;$|[\w.$]+\(.*\);?$|[\w-]+: [^;]*;$"
    r"|(?:Dim|Set|End|Next|Loop) \w.*|[})\]]+[;,]?$|(?://|/\*|\*/|\* |# ).*)"
)
SURE_CODE = re.compile(
    r"\s*(?:(?:async )?def \w+\(.*:$|from [\w.]+ import \w|import [\w.]+(?: as \w+)?;?$|#include\b"
    r"|(?:public |export |async )*(?:class|function|static|void)\b.*\{$|(?:const|let|var) \w+ = "
    r"|library\(\w+\)|<\?php|package [\w.]+;?$|using [\w.]+;$|func \w+\(.*\{$|#!/"
    r"|(?:Public |Private )?(?:Sub|Function) \w+\(|[.#@]?[\w-]+(?:[ ,>:.#]+[\w-]+)* \{$)"
)
MOST_CODE, FEWEST_CODE = 0.6, 3

WORDS_OF_PROSE, LETTERS_OF_PROSE, ENDS_OF_PROSE, ALIKE = 7, 0.72, '.!?:…。”"»)', 0.6
HEADING = re.compile(r"#{1,6} \w")
SHORT_NAME, WORDS_OF_CLAUSE = 4, 4
DELIMITERS = ",;\t|"

YAML_KEY = re.compile(r" *(?:- +)*(?:[\w.\-/ ]{1,60}|\"[^\"]*\"|'[^']*'):(?: |$)")
YAML_LINE = re.compile(rf"%YAML.*|{YAML_KEY.pattern}.*| *- .*| *-| {{2,}}\S.*")
YAML_NEST = re.compile(r" *(?:- +)*[\w.\-]{1,60}: *(?:[|>&].*)?")
FEWEST_YAML = 3
"""Lines of YAML; two may be chance."""


def refuse_writing(lines: Sequence[str], what: str) -> None:
    """Refuse a text that is none of a table.

    Parameters
    ----------
    lines : sequence of str
        Its first lines, without line ends.
    what : str
        The file, for the sentence.

    Raises
    ------
    DataError
        With what it is, and what to do.
    """
    lines = [line[:LONGEST] for line in lines[:PROBED_LINES]]
    for is_one, kind, todo in KINDS:
        if is_one(lines):
            raise DataError(refusal(what, kind, todo))


def is_mail(lines: Sequence[str]) -> bool:
    """Return whether a text begins with the headers of a mail.

    Parameters
    ----------
    lines : sequence of str

    Returns
    -------
    bool

    Examples
    --------
    >>> is_mail(["From: a@b.c", "To: d@e.f", "Subject: Hello", "", "Hi"])
    True
    """
    head = list(lines[:MAIL_LINES])
    while head and not head[0].strip():
        head.pop(0)
    if head and MBOX.match(head[0]):
        head.pop(0)
    end = next((at for at, line in enumerate(head) if not line.strip()), len(head))
    block = head[:end]
    n_known = sum(bool(MAIL_HEADER.match(line)) for line in block)
    return n_known >= FEWEST_HEADERS and all(HEADER_OR_FOLDED.match(line) for line in block)


def is_sql(lines: Sequence[str]) -> bool:
    """Return whether a text begins with a statement of SQL.

    Parameters
    ----------
    lines : sequence of str

    Returns
    -------
    bool

    Examples
    --------
    >>> is_sql(["-- dump", "CREATE TABLE shop (id int);"]), is_sql(["select,from", "1,2"])
    (True, False)
    """
    first = next((at for at, line in enumerate(lines) if not SQL_COMMENT.match(line)), None)
    if first is None:
        return False
    return bool(SQL_STATEMENT.match(" ".join(lines[first : first + 20])))


def is_code(lines: Sequence[str]) -> bool:
    """Return whether most lines of a text are those of a program.

    Parameters
    ----------
    lines : sequence of str

    Returns
    -------
    bool
    """
    filled = [line for line in lines if line.strip()]
    if not filled:
        return False
    sure = sum(bool(SURE_CODE.match(line)) for line in filled)
    if filled[0].startswith("#!") and sure:
        return True
    like = sum(bool(CODE_LINE.match(line)) for line in filled)
    return sure > 0 and sure + like >= FEWEST_CODE and like >= MOST_CODE * len(filled)


def is_prose(lines: Sequence[str]) -> bool:
    """Return whether a text is written in sentences that no delimiter cuts alike.

    Parameters
    ----------
    lines : sequence of str

    Returns
    -------
    bool
        False for a column of sentences under a short name, which is a table of answers.
    """
    filled = [line.strip() for line in lines if line.strip()]
    if _is_headed(lines):
        return True
    if not filled or any(_cuts_alike(filled, mark) for mark in DELIMITERS):
        return False
    text = " ".join(filled)
    letters = sum(sign.isalpha() for sign in text) / len(text)
    long_lines = mean(len(line.split()) for line in filled)
    if long_lines < WORDS_OF_PROSE or letters < LETTERS_OF_PROSE or text.count('"') > len(filled):
        return False
    is_answers = (
        len(filled) > 3
        and len(filled[0].split()) <= SHORT_NAME
        and filled[0][-1] not in ENDS_OF_PROSE
        and bool(lines[0].strip() and lines[1].strip())
    )
    return not is_answers and any(line[-1] in ENDS_OF_PROSE for line in filled)


def is_yaml(lines: Sequence[str]) -> bool:
    """Return whether a text is YAML: keys and values in lists or under other keys.

    Parameters
    ----------
    lines : sequence of str

    Returns
    -------
    bool
        False for plain pairs with a colon, which may be a table of two columns.

    Examples
    --------
    >>> is_yaml(["- id: 1", "  name: Ann", "- id: 2"]), is_yaml(["a: 1", "b: 2", "c: 3"])
    (True, False)
    """
    filled = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    body = [line for line in filled if line.rstrip() not in {"---", "..."}]
    if len(body) < FEWEST_YAML or not all(map(YAML_LINE.fullmatch, body)):
        return False
    n_keys = sum(bool(YAML_KEY.match(line)) for line in body)
    is_nested = any(YAML_NEST.fullmatch(line) for line in body) or len(body) < len(filled)
    is_listed = sum(line.lstrip().startswith("- ") for line in body) > 1
    is_indented = any(line.startswith("  ") for line in body)
    return 2 * n_keys >= len(body) and ((is_nested and n_keys > 1) or (is_listed and is_indented))


def _is_headed(lines: Sequence[str]) -> bool:
    """Return whether a text is of headings and sentences, as documents of programs are."""
    if len(lines) < 3 or not HEADING.match(lines[0]) or lines[1].strip():
        return False
    rest = [line.strip() for line in lines[2:] if line.strip()]
    sentences = [line for line in rest if len(line.split()) > SHORT_NAME and line[-1] in ".!?:"]
    is_cut = any(_cuts_alike(rest, mark) for mark in DELIMITERS)
    return bool(sentences) and not is_cut


def _cuts_alike(lines: Sequence[str], mark: str) -> bool:
    """Return whether a delimiter gives most lines the same number of cells, not of clauses."""
    cells = [cell for line in lines for cell in line.split(mark)]
    is_clauses = all(not line.strip(mark).replace(f"{mark} ", "").count(mark) for line in lines)
    if is_clauses and mean(len(cell.split()) for cell in cells) >= WORDS_OF_CLAUSE:
        return False
    counts = Counter(line.count(mark) for line in lines)
    counts.pop(0, None)
    return len(lines) > 1 and bool(counts) and max(counts.values()) >= ALIKE * len(lines)


KINDS = (
    (is_yaml, "YAML", "Save the list in it as CSV or JSON and choose that."),
    (is_mail, "a mail", "Save the table that is attached to it, and choose that."),
    (
        is_sql,
        "statements of SQL",
        "Export the rows of the database's table as CSV and choose that.",
    ),
    (is_code, "the source of a program", "Run it and choose the table that it makes."),
    (is_prose, "prose", "Choose a file with one row per customer, as CSV or Excel."),
)
"""What a text may be, and what to do; the first that fits is said."""
