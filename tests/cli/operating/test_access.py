"""What an operator does at the command line: keys, and reading the log."""

import pytest
from made_models import mall_model

from segmentation.access.audit import AuditLog
from segmentation.access.keyring import Keyring
from segmentation.access.keys import Keys
from segmentation.access.people import Person
from segmentation.access.shelf import Shelf
from segmentation.cli.program import main
from segmentation.models.library import VARIABLE, Library


@pytest.fixture(autouse=True)
def url(monkeypatch, tmp_path):
    """Give each test a library of its own."""
    address = f"sqlite:///{tmp_path / 'library.sqlite'}"
    monkeypatch.setenv(VARIABLE, address)
    return address


def test_a_key_is_made_listed_and_revoked(url, capsys):
    """The output is the key alone, for a pipe; what a person reads is beside it."""
    assert main(["keys", "make", "Ada@shop.example", "--scope", "score", "--days", "7"]) == 0
    made = capsys.readouterr()
    text = made.out.strip()
    assert "of ada@shop.example: score, until" in made.err
    ring = Keyring((), Keys(url))
    ring.refresh()
    assert ring.kept(text.encode())[0].owner == "ada@shop.example"
    assert main(["keys", "list"]) == 0
    id_, state, _, scopes, owner = capsys.readouterr().out.strip().split("\t")
    assert (state, scopes, owner) == ("holds", "score", "ada@shop.example")
    assert main(["keys", "revoke", id_]) == 0
    main(["keys", "list"])
    assert "\trevoked\t" in capsys.readouterr().out


def test_the_log_is_read_as_a_table(url, capsys):
    """By person and by thing, with the present name; a name that is a formula is none."""
    library, log = Library(url), AuditLog(url)
    id_ = Shelf(library, Person(id="ada", role="editor"), log).save("=1+1", mall_model())
    log.write("=cmd", "scored", id_, 10_000)
    assert main(["audit"]) == 0
    head, first, second = capsys.readouterr().out.splitlines()
    assert head == "when (UTC),who,did,what,name,rows"
    assert first.split(",")[1:] == ["ada", "saved", id_, "'=1+1", ""]
    assert second.split(",")[1:] == ["'=cmd", "scored", id_, "'=1+1", "10000"]
    assert main(["audit", "--who", "ADA", "--what", id_, "--since", "2026-01-01"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert main(["audit", "--since", "9999-01-01"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["keys", "make", "a b"], "“a b” names nobody"),
        (["keys", "make", "ada", "--days", "0"], "A key holds for 0 days"),
        (["audit", "--since", "yesterday"], "“yesterday” is no day"),
        (["keys", "revoke", "12345678"], "There is no key “12345678”"),
    ],
)
def test_bad_input_is_one_sentence(capsys, arguments, sentence):
    """With the code 2."""
    assert main(arguments) == 2
    assert sentence in capsys.readouterr().err
