"""Tables and settings at the edge of what is usual: every page shows them, and says what is so."""

import json

import numpy as np
import pandas as pd
import pytest

PATH = ("segment", "profiles", "plan")
ANALYST = ("how_many", "compare", "score", "explore", "learn")
LONG = "The customers who come on Saturdays and buy for the whole week"
NAMES = {0: LONG[:60], 1: "לקוחות קבועים של הסניף בחיפה", 2: "🛒 Big baskets 👨‍👩‍👧"}


def groups(n: int, centres: list[tuple[float, ...]], **columns) -> pd.DataFrame:
    """Make customers in groups, and further columns beside their numbers."""
    random = np.random.default_rng(1)
    middle = np.array(centres)[np.arange(n) % len(centres)]
    numbers = (middle + random.normal(0, 1, middle.shape)).round(2)
    made = {f"figure {at + 1}": numbers[:, at] for at in range(numbers.shape[1])}
    return pd.DataFrame({"customer_id": [f"C{i:03d}" for i in range(n)]} | made | columns)


def strange() -> pd.DataFrame:
    """Make columns and values in Hebrew, with emoji and with long names; none is of spending."""
    made = groups(60, [(2, 30), (30, 2), (30, 30)])
    made["עיר מגורים"] = ["חיפה", "תל אביב", "ירושלים"] * 20
    made["🎁 favourite"] = ["🍫 chocolate", "🌷 flowers", "a very long answer " * 6] * 20
    names = [
        "ביקורים בחודש האחרון",
        "how far they live from the nearest of our branches in minutes",
    ]
    made["customer_id"] = [f"לקוח {i} 🙂" for i in range(60)]
    return made.rename(columns=dict(zip(["figure 1", "figure 2"], names, strict=True)))


def wide() -> pd.DataFrame:
    """Make forty columns with addresses, and consent of nobody."""
    random = np.random.default_rng(2)
    made = groups(90, [(2, 30), (30, 2), (30, 30)])
    more = {f"measure {at}": random.normal(50, 9, 90).round(1) for at in range(35)}
    contact = {"email": [f"p{i}@x.org" for i in range(90)], "consent": ["no"] * 90}
    return made.assign(**more, **contact)


def lone() -> pd.DataFrame:
    """Make fifty customers who are alike in spending and visits, and one far from all of them."""
    made = groups(50, [(20.0, 3.0), (22.0, 12.0)])
    made = made.rename(columns={"figure 1": "total spend (€)", "figure 2": "visits"})
    made.loc[len(made)] = ["C999", 900.0, 90.0]
    return made


def everything(app, texts) -> str:
    """Return what a page says, with the heads of its parts."""
    heads = [str(head.value).replace("\\", "") for head in (*app.header, *app.subheader)]
    return "\n".join([texts(app), *heads])


@pytest.fixture
def pages_of(open_app, upload, texts):
    """Return a function that shows pages of a table, and returns what each of them says."""

    def show(table: pd.DataFrame, pages: tuple[str, ...], **query: str) -> dict[str, str]:
        app = upload(open_app("data"), table.to_csv(index=False).encode(), "odd.csv")
        said = {"data": texts(app)}
        for key, value in query.items():
            app.session_state[key] = value
        for page in pages:
            app.switch_page(f"pages/{page}.py").run()
            assert not app.exception, (page, app.exception)
            said[page] = everything(app, texts)
        return said

    return show


def shown_from_link(open_app, texts, pages: tuple[str, ...], **link: str) -> dict[str, str]:
    """Open the built-in data by a link, and return what the pages say."""
    app = open_app(**link)
    said = {"segment": texts(app)}
    for page in pages:
        for key, value in link.items():
            app.query_params[key] = value
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, (page, app.exception)
        said[page] = everything(app, texts)
    return said


def test_one_segment(open_app, texts):
    """A rule that holds for everybody: no runner-up, no neighbour, nothing to compare."""
    link = {"rules": "Everybody here: Age > 0", "algorithm": "Rules of your own"}
    said = shown_from_link(open_app, texts, (*PATH[1:], *ANALYST), **link)
    assert "200 customers in one segment" in said["segment"]
    assert "Everybody here" in said["plan"]


@pytest.mark.parametrize("k", ["2", "15"])
def test_the_fewest_and_the_most_segments(open_app, texts, k):
    """Every page has a place for each."""
    said = shown_from_link(open_app, texts, (*PATH[1:], *ANALYST), k=k)
    assert f"200 customers in {k} segments" in said["segment"]


def test_names_of_all_kinds(open_app, texts):
    """Sixty characters, right to left, and emoji are shown as they were given."""
    link = {"k": "3", "names": json.dumps(NAMES)}
    said = shown_from_link(open_app, texts, (*PATH[1:], "compare", "score"), **link)
    for name in NAMES.values():
        assert name[:40] in said["profiles"]
        assert name[:40] in said["plan"]


def test_strange_columns_without_spending_or_consent(pages_of):
    """What nobody knows is said: no column of spending, none of consent."""
    said = pages_of(strange(), (*PATH, *ANALYST))
    assert "No column says what customers spend, so nothing ranks the segments" in said["plan"]
    assert "best target first" not in said["plan"]
    assert "no column holds an e-mail address or a phone number" in said["plan"]


def test_forty_columns_and_consent_of_nobody(pages_of):
    """Nobody is contacted, and that is said on every card."""
    said = pages_of(wide(), (*PATH, *ANALYST))
    assert "40 columns" in said["data"]
    n_cards = said["plan"].count("No campaign: nobody here can be contacted.")
    assert n_cards >= 2


def test_one_customer_in_a_segment(pages_of):
    """No averages are told of one, and no campaign is advised for one."""
    rule = {"rules": "The one: `total spend (€)` > 500", "algorithm": "rules"}
    said = pages_of(lone(), (*PATH, "compare", "score"), **rule)
    assert "No campaign for one person: speak with them yourself." in said["plan"]
    assert "too few to speak of averages" in said["profiles"]
