"""Which column tells customers apart, and what only looks as if it did."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg

N = 60
AT = np.arange(N)
MIXED = np.random.default_rng(3).permutation(N)


def identifier(columns: dict) -> str | None:
    """Return the identifier of a table."""
    found = sg.profile_columns(sg.read_table(pd.DataFrame(columns)))
    return next((c.name for c in found if c.role == "identifier"), None)


def role(columns: dict, name: str) -> str:
    """Return the role of one of its columns."""
    found = sg.profile_columns(sg.read_table(pd.DataFrame(columns)))
    return next(c.role for c in found if c.name == name)


@pytest.mark.parametrize("name", ["", "Unnamed: 0", "index", "column_1", "X", "row"])
@pytest.mark.parametrize("start", [0, 1])
@pytest.mark.parametrize("n", [3, 60])
def test_a_counter_of_rows_is_ignored(name, start, n):
    """Beside a column that says whom it numbers."""
    table = {name: AT[:n] + start, "CustomerID": 12346 + AT[:n] * 3, "Visits": MIXED[:n] % 9 + 0.5}
    found = sg.profile_columns(sg.read_table(pd.DataFrame(table)))
    assert [c.role for c in found] == ["ignore", "identifier", "feature"]
    assert found[0].warnings == ("It only counts the rows.",)


def test_numbers_that_happen_to_be_in_order_are_a_measurement():
    """In a short table under any name, in a long one under a name that says what they are."""
    few = {"CustomerID": [7, 9, 12], "rooms": [1, 2, 3]}
    assert role(few, "rooms") == "feature"
    many = {"CustomerID": 12346 + AT * 3, "visits": AT + 1, "seq": AT + 1}
    assert role(many, "visits") == "feature"
    assert role(many, "seq") == "ignore"


@pytest.mark.parametrize(
    "name", ["visits", "Number of orders", "num_clicks", "Bestellungen", "Nombre de commandes"]
)
def test_a_count_is_no_identifier_because_it_is_unique(name):
    """Neither alone nor beside one, shuffled or not."""
    assert identifier({name: MIXED, "spend": MIXED * 1.7}) is None
    assert role({"customer_id": 900 + AT * 7, name: MIXED}, name) == "feature"


def test_customers_come_before_rows_and_orders():
    """Of several unique numbers that of the customer."""
    numbers = {"Row ID": AT + 1, "Order ID": 900 + AT * 7, "Kundennr": 70 + AT * 3}
    assert identifier(numbers) == "Kundennr"
    assert identifier({"Order ID": numbers["Order ID"], "id": numbers["Kundennr"]}) == "id"


def test_e_mail_is_taken_when_nothing_better_is_there():
    """Also where it repeats; an identifier of any kind comes first."""
    mail = [f"k{i}@shop.example" for i in AT]
    assert identifier({"E-Mail": mail, "spend": MIXED * 1.7}) == "E-Mail"
    assert identifier({"E-Mail": mail[: N // 2] * 2, "spend": MIXED * 1.7}) == "E-Mail"
    assert identifier({"E-Mail": mail, "Kundennr": 70 + AT * 3}) == "Kundennr"
    assert identifier({"E-Mail": mail, "ref": [f"R{i}" for i in AT]}) == "ref"


def test_shops_and_products_do_not_tell_customers_apart():
    """Where numbers of things repeat there is no identifier."""
    assert identifier({"store_id": AT % 7, "product_id": AT % 9, "spend": MIXED * 1.7}) is None
    assert identifier({"member_number": AT % 9, "store_id": AT % 7}) == "member_number"


def test_names_of_people_and_official_numbers_are_no_identifiers():
    """They tell who somebody is to everybody."""
    names = [f"Ann{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in AT]
    assert identifier({"Last Name": names, "spend": MIXED * 1.7}) is None
    assert identifier({"SSN": [f"{100 + i}-10-{1000 + i}" for i in AT], "x": MIXED * 1.7}) is None


def test_a_yes_or_no_tells_nobody_apart():
    """Who is a member and who is not."""
    for answers in (["yes", "no"], [True, False], [0, 1]):
        assert identifier({"member": answers * 30, "spend": MIXED * 1.7}) is None


def test_a_short_word_that_ends_in_id_is_one_above_long_numbers():
    """“LEID” of a newsletter; what was paid is money, and a few bids are bids."""
    assert role({"LEID": 100_001 + MIXED * 4, "Email": ["a@b.example"] * N}, "LEID") == "identifier"
    assert role({"id": AT, "LEID": 100_001 + MIXED * 4}, "LEID") == "ignore"
    assert role({"id": AT, "paid": 100_001 + MIXED * 4}, "paid") == "feature"
    assert role({"id": AT, "bid": MIXED * 4}, "bid") == "feature"
