"""Mail, SQL, programs and prose are refused; tables that hold them in their cells are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import segmentation as sg
from segmentation.errors import DataError
from segmentation.tables.formats.others.writing import (
    is_code,
    is_mail,
    is_prose,
    is_sql,
    is_yaml,
    refuse_writing,
)

MAIL = """Return-Path: <ann@shop.example>
Received: from mx.shop.example (mx.shop.example [192.0.2.1])
\tby mail.example; Mon, 3 Mar 2025 10:00:00 +0000
From: Ann Lee <ann@shop.example>
To: sales@shop.example
Subject: Our customers, spring
Date: Mon, 3 Mar 2025 10:00:00 +0000

Dear all, here is the list.
"""
DUMP = """-- PostgreSQL database dump
SET statement_timeout = 0;

CREATE TABLE customers (id integer, name text, spend numeric);
COPY customers (id, name, spend) FROM stdin;
1\tAnn\t12.5
2\tBo\t3
\\.
"""
INSERTS = "INSERT INTO `customers` VALUES (1,'Ann, 1',1.5);\n" * 30
PYTHON = '''import pandas as pd

def load(path):
    """Read."""
    frame = pd.read_csv(path, sep=";")
    frame["total"] = frame["price"] * frame["n"]
    return frame

if __name__ == "__main__":
    print(load("a.csv"))
'''
SCRIPT = """const rows = [];
function total(list) {
  let sum = 0;
  for (const row of list) {
    sum += row.amount;
  }
  return sum;
}
module.exports = total;
"""
R_CODE = """library(dplyr)
customers <- read.csv("customers.csv")
customers %>%
  group_by(city) %>%
  summarise(n = n())
plot(customers$age)
"""
PROSE = """Our customers in the north buy more often than those in the south, and they pay by card.

We asked forty of them why. Most said that the shop is near; some, that it is cheap. Nobody named
the new range of teas, which surprised us, since it had been on every poster in town for a month.
"""
GERMAN = """Unsere Kunden im Norden kaufen öfter als die im Süden, und sie zahlen mit Karte.
Wir haben vierzig gefragt, warum das so ist. Die meisten sagten: Der Laden ist nah.
"""
WRITINGS = {
    "mail": (MAIL, "a mail"),
    "mbox": ("From ann@shop.example Mon Mar  3 10:00:00 2025\n" + MAIL, "a mail"),
    "dump": (DUMP, "statements of SQL"),
    "inserts": (INSERTS, "statements of SQL"),
    "query": ("SELECT id, name, spend\nFROM customers\nWHERE spend > 10;\n", "statements of SQL"),
    "sqlite": ("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n" + INSERTS, "statements of SQL"),
    "python": (PYTHON, "the source of a program"),
    "javascript": (SCRIPT, "the source of a program"),
    "r": (R_CODE, "the source of a program"),
    "shell": (
        "#!/bin/sh\nset -e\nfor f in *.csv; do\n  wc -l $f\ndone\n",
        "the source of a program",
    ),
    "basic": ("Sub A()\n  Dim x As Integer\n  x = 1\nEnd Sub\n", "the source of a program"),
    "styles": ("body {\n  color: red;\n  margin: 0;\n}\n", "the source of a program"),
    "sql server": ("USE [shop]\nGO\nINSERT [dbo].[a] ([id]) VALUES (1)\n", "statements of SQL"),
    "headings": ("# Shop\n\nThis is what our shop sells.\n\n- tea\n- coffee\n", "prose"),
    "prose": (PROSE, "prose"),
    "german": (GERMAN, "prose"),
}


@pytest.mark.parametrize(("text", "kind"), WRITINGS.values(), ids=WRITINGS)
def test_each_is_named_with_what_to_do(text, kind):
    """In UTF-8 and in UTF-16 alike."""
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(sg.DataError, match=f"is not a table: it is {kind}") as raised:
            sg.read_table(text.encode(encoding), "customers.csv")
        assert str(raised.value).count(". ") == 1


ANSWERS = "\n".join(
    f"I come {n} times a month because the shop is near and the people there are kind."
    for n in range(1, 6)
)
TABLES = {
    "queries": "id,query\n1,SELECT a FROM b\n2,INSERT INTO c\n3,DROP TABLE d\n",
    "select": "select,from,where\n1,2,3\n4,5,6\n7,8,9\n",
    "insert": "INSERT,INTO\n1,2\n3,4\n5,6\n",
    "create": "create table,n\nyes,1\nno,2\nno,3\n",
    "mails": "From,To,Subject\na@b.c,d@e.f,Hello\ng@h.i,d@e.f,Hi\na@b.c,d@e.f,Hey\n",
    "from": "from: a\nto: b\n",
    "code words": "import;class;return\n1;2;3\n4;5;6\n7;8;9\n",
    "comments": '"I like it, really, as friends do, too.",5\n"No.",1\n"Fine, I think.",3\n',
    "answers": "comment\n" + ANSWERS,
    "tail": "id;note;\n1;Ann said that she may come;\n2;Bo did not;\n3;x;\n",
    "headed": "# Shop\n\nid;note\n1;This is a good shop.\n2;It is near to me.\n",
    "keys": "a=1\nb=2\nc=3\n",
    "names": "name\nAnn\nBo\nCy\n",
    "blanks": "id  name     city\n1   Ann Lee  Bonn\n2   Bo Li    Rome\n3   Cy Ma    Oslo\n",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_tables_that_only_speak_of_it_are_not(text):
    """Their first lines are asked all four questions."""
    lines = text.split("\n")
    assert not [ask.__name__ for ask in (is_mail, is_sql, is_code, is_prose) if ask(lines)]


def test_the_user_has_the_last_word():
    """Who says which delimiter it is gets a table."""
    table = sg.read_table(PROSE.encode(), options=sg.ReadOptions(delimiter=",", header_row=0))
    assert len(table.frame)


@given(
    st.lists(
        st.tuples(st.text("abcdefgh ,.'", max_size=40), st.integers(0, 999)), min_size=3, max_size=9
    )
)
def test_a_regular_table_is_never_refused(rows):
    """Whatever is written in its cells."""
    lines = ["note;n", *(f"{note};{n}" for note, n in rows)]
    assert not any(ask(lines) for ask in (is_mail, is_sql, is_code, is_prose))


@given(st.text(max_size=200))
def test_any_text_is_asked_without_an_error(text):
    """Also the empty one."""
    for ask in (is_mail, is_sql, is_code, is_prose):
        ask(text.split("\n"))


YAML = {
    "list": "- id: 1\n  name: Ann\n- id: 2\n  name: Bob\n",
    "under a key": "customers:\n  - name: Ann\n    spend: 5\n  - name: Bob\n    spend: 7\n",
    "marked": "---\nversion: 2\nname: shop\nstate: open\n",
    "comments": "# ours\nservices:\n  web:\n    image: x\n    ports:\n      - '80:80'\n",
}


@pytest.mark.parametrize("text", YAML.values(), ids=YAML)
def test_yaml_is_refused_by_name(text):
    """Lists and keys are no rows."""
    with pytest.raises(DataError, match="it is YAML"):
        refuse_writing(text.split("\n"), "shop.yaml")


@pytest.mark.parametrize(
    "text", ["a: 1\nb: 2\nc: 3", "id;note\n1;a: b\n2;c: d", "- a\n- b\n- c", "t\n10:05\n11:07"]
)
def test_pairs_and_notes_are_no_yaml(text):
    """A colon alone makes none."""
    assert not is_yaml(text.split("\n"))
