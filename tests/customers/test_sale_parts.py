"""Which column of a list of sales is which: strangers' files, and neighbours of their kinds."""

from pathlib import Path

import pytest

import segmentation as sg
from segmentation.customers.grain import grain_of
from segmentation.customers.rfm import MONEY, customers_from
from segmentation.customers.transactions import SaleColumns, guess_columns

DATA = Path(__file__).parent / "data"


def table_of(header: str, cells, n: int = 36):
    """Read a table of a header and what a function says of each row."""
    rows = [",".join(map(str, cells(i))) for i in range(n)]
    return sg.read_table("\n".join([header, *rows]).encode())


def day(i: int) -> str:
    """Return the day of a row."""
    return f"2025-{i % 12 + 1:02d}-{i % 27 + 1:02d}"


def test_an_export_of_a_shop_is_sales_of_its_addresses():
    """Six orders under their numbers; the address is the customer where nothing better is."""
    table = sg.read_table(DATA / "shopify_hash.csv")
    roles = {column.name: column for column in sg.profile_columns(table)}
    assert table.frame["Name"].tolist()[0] == "#1001"
    assert len(table.frame) == 6
    assert roles["Name"].personal is None
    assert roles["Email"].kind == "text"
    guess = guess_columns(table)
    assert guess == SaleColumns(customer="Email", date="Created at", amount="Total", order="Name")
    made = customers_from(table, guess).frame.set_index("Email")
    assert made.loc["ann@example.com", ["frequency", MONEY]].tolist() == [2, 70]


def test_money_is_the_column_that_is_filled():
    """A quantity that few lines have is no part of the money, whose lines are all kept."""
    table = sg.read_table(DATA / "flowers.csv")
    guess = guess_columns(table)
    assert (guess.amount, guess.quantity, guess.order) == ("precio", None, "id_pedido")
    made = customers_from(table, guess)
    assert made.frame[MONEY].sum() == table.frame["precio"].sum()
    assert "Purchases: 36 lines." in made.report.converted


@pytest.mark.parametrize(
    ("filled_total", "expected"),
    [(1, ("total", None, None)), (3, (None, "quantity", "unit price"))],
)
def test_a_total_on_the_first_line_of_an_order_is_not_the_money_of_its_lines(
    filled_total, expected
):
    """Where the total stands on every line it is taken, where on one in three the lines' own."""
    table = table_of(
        "order no,customer no,order date,total,quantity,unit price",
        lambda i: (
            500 + i // 3,
            10 + i // 3 % 4,
            day(i // 3),
            "" if i % filled_total else (i % 5 + 1) * 10,
            i % 5 + 1,
            10,
        ),
    )
    guess = guess_columns(table)
    assert (guess.amount, guess.quantity, guess.price) == expected


def test_purchases_without_money():
    """A member, a day and what was bought: each line is a purchase, and none has an amount."""
    table = sg.read_table(DATA / "groceries.csv")
    columns = {column.name: column.role for column in sg.profile_columns(table)}
    assert columns["Member_number"] == "identifier"
    grain = grain_of(table)
    assert grain.sales == SaleColumns(
        customer="Member_number", date="Date", product="itemDescription"
    )
    assert (grain.identifier, grain.n_customers) == ("Member_number", 5)
    made = customers_from(table, grain.sales).frame
    assert made["frequency"].tolist() == [6] * 5
    assert MONEY not in made


def test_a_number_that_nobody_has_named_may_be_the_money():
    """So the lines are not opened as purchases without money."""
    named = table_of("member id,date,item", lambda i: (i % 5, day(i), f"tea {i % 3}"))
    assert guess_columns(named).has_money is False
    other = table_of("member id,date,item,x", lambda i: (i % 5, day(i), f"tea {i % 3}", i * 1.5))
    assert guess_columns(other) is None
    coded = table_of("member id,date,item,zip", lambda i: (i % 5, day(i), "tea", 10115 + i))
    assert guess_columns(coded).has_money is False


def test_each_column_by_its_own_word():
    """Days of delivery, taxes, countries of orders and types of customers are something else."""
    table = table_of(
        "Customer Type,Customer Country,Ship Date,Order Date,Order Priority,Order Number,"
        "Tax Amount,Shipping Total,Order Total,Customer Number,Product Name,Product Category",
        lambda i: (
            *("new", "DE", day(i + 2), day(i), "high", 500 + i, i % 3 + 0.5, 4.5, i + 20.5),
            *(70 + i % 5, f"Tea {i % 4}", "drinks"),
        ),
    )
    assert guess_columns(table) == SaleColumns(
        customer="Customer Number",
        date="Order Date",
        amount="Order Total",
        order="Order Number",
        product="Product Name",
        category="Product Category",
    )


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "Bestellnummer,Kunden-Nr.,Bestelldatum,Rechnungsbetrag,Versandkosten",
            ("Bestellnummer", "Kunden-Nr.", "Bestelldatum", "Rechnungsbetrag"),
        ),
        (
            "Numéro de commande,Code client,Date de commande,Montant TTC,Frais de port",
            ("Numéro de commande", "Code client", "Date de commande", "Montant TTC"),
        ),
        (
            "Numer zamówienia,Numer klienta,Data zamówienia,Kwota,Rabat",
            ("Numer zamówienia", "Numer klienta", "Data zamówienia", "Kwota"),
        ),
        (
            "Ordernummer,Klantnummer,Besteldatum,Totaalbedrag,Korting",
            ("Ordernummer", "Klantnummer", "Besteldatum", "Totaalbedrag"),
        ),
        (
            "Numero ordine,Codice cliente,Data ordine,Totale ordine,Sconto",
            ("Numero ordine", "Codice cliente", "Data ordine", "Totale ordine"),
        ),
        (
            "order_id,customer_id,order_purchase_timestamp,payment_value,freight_value",
            ("order_id", "customer_id", "order_purchase_timestamp", "payment_value"),
        ),
    ],
)
def test_exports_in_several_languages(header, expected):
    """Order, customer, date and amount; what it costs to send is not the money."""
    table = table_of(header, lambda i: (500 + i, 70 + i % 5, day(i), i + 20.5, 4.5 + i % 3))
    guess = guess_columns(table)
    assert (guess.order, guess.customer, guess.date, guess.amount) == expected


def test_an_address_gives_way_to_a_number_of_the_customer():
    """Unless half of the lines have none."""
    every = table_of(
        "email,customer no,date,amount", lambda i: (f"k{i % 5}@b.example", 70 + i % 5, day(i), 9.5)
    )
    assert guess_columns(every).customer == "customer no"
    few = table_of(
        "email,customer no,date,amount",
        lambda i: (f"k{i % 5}@b.example", "" if i % 3 else 70 + i % 5, day(i), 9.5),
    )
    assert guess_columns(few).customer == "email"


def test_a_number_of_customers_that_is_new_on_every_line_gives_way():
    """A shop that counts a customer anew with each order keeps another number of the person."""
    table = table_of(
        "order_id,customer_id,customer_unique_id,order_date,payment_value",
        lambda i: (f"o{i}", f"c{i}", f"u{i % 9}", day(i), i + 9.5),
    )
    assert guess_columns(table).customer == "customer_unique_id"
