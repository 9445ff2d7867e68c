"""Numbers that name something are told from numbers that count or measure."""

import numpy as np
import pandas as pd
import pytest

from segmentation.tables.columns.cells import cells_of
from segmentation.tables.columns.codes import (
    is_code,
    is_id_name,
    is_number_name,
    is_postal_name,
    says_code,
)


@pytest.mark.parametrize(
    "name",
    [
        *("id", "ID", "CustomerID", "customer_id", "custid", "orderid", "user_pseudo_id"),
        *("Order number", "Order No.", "Order #no", "InvoiceNo", "Member_number", "CLIENTNUM"),
        *("Kundennummer", "Kunden-Nr.", "KdNr", "Bestellnummer", "Ordernummer", "No."),
        *("id_pedido", "ID cliente", "Numéro de commande", "Número de pedido", "Numero ordine"),
        *("Numer klienta", "Code client", "Codice cliente", "Código do cliente", "cliente"),
        *("Customer ID (old)", "Kod klienta", "会员编号", "顧客番号", "store_id", "Buyer Username"),
    ],
)
def test_names_of_numbers(name):
    """In many languages, glued or not, at the beginning or the end."""
    assert is_id_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Number of orders", "num_visits", "NumWebPurchases", "no_of_children", "nb_visites"),
        *("Nombre de commandes", "Número de pedidos", "Numero ordini", "Anzahl Bestellungen"),
        *("Aantal bestellingen", "Liczba zamówień", "customer_id_count", "distinct_ids"),
        *("visits", "paid", "valid", "Android", "casino", "hybrid", "Madrid", "spend", ""),
        *("customer age", "clients served", "Keyboard sales", "coded visits"),
    ],
)
def test_names_of_counts(name):
    """How many of something there are is no number of it, and “paid” ends by chance."""
    assert not is_id_name(name)


def test_a_code_that_many_share_is_no_number():
    """A coupon is used by many, an order number by one."""
    assert is_number_name("order_no")
    assert not is_number_name("coupon code")


@pytest.mark.parametrize(
    "name",
    [
        *("zip", "ZIP Code", "Billing Zip", "zipcode", "postcode", "Postal Code", "PLZ"),
        *("Postleitzahl", "Liefer-PLZ", "Code postal", "Código postal", "codigo postal", "CAP"),
        *("CEP", "Kod pocztowy", "postnummer", "Codice postale", "PSČ", "psc", "pincode", "CP"),
    ],
)
def test_postal_codes_in_many_languages(name):
    """With and without accents; as numbers they are no features."""
    assert is_postal_name(name)
    assert is_code(cells_of(pd.Series([10115, 80331, 10115], name=name)))


@pytest.mark.parametrize("name", ["Postage", "cap on spend", "Zippers bought", "compost"])
def test_what_only_looks_like_a_postal_code(name):
    """Whole words only."""
    assert not is_postal_name(name)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Card Last4", [1234, 4321]),
        ("Card Last 4", [1234, 4321]),
        ("Card Exp Month", [1, 12]),
        ("Card Expiry Year", [2027, 2030]),
        ("EAN", [4006381333931, 4006381333948]),
        ("product sku", [100, 200]),
        ("Partita IVA", [12345670017, 12345670025]),
        ("month", [1, 12]),
        ("arrival_date_week_number", [1, 53]),
        ("Wochentag", [1, 7]),
        ("region", [1, 200]),
        ("customer", [17850, 13047]),
    ],
)
def test_codes_by_hand(name, values):
    """The end of a card, its expiry, a product, a place in the calendar, the number of a region."""
    assert is_code(cells_of(pd.Series(values, name=name)))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("sku count", [1, 2]),
        ("month", [1.5, 2]),
        ("months", [1, 2]),
        ("orders this month", [1, 2]),
        ("year", [1, 2]),
        ("customer id", [1.5, 2.5]),
        ("id", [True, False]),
        ("id", ["a", "b"]),
        ("balance", [1, 2]),
        ("Last 4 orders", [100, 200]),
    ],
)
def test_no_codes_by_hand(name, values):
    """A length of time, a count, whatever is not whole, and what is no number."""
    assert not is_code(cells_of(pd.Series(values, name=name)))


def test_gaps_do_not_hide_a_code():
    """They turn whole numbers into decimals."""
    assert is_code(cells_of(pd.Series([10115, np.nan], name="zip")))
    assert says_code("zip")
