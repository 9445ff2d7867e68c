"""The columns of a list of sales are known by names and values."""

from pathlib import Path

import pytest

import segmentation as sg
from segmentation.customers.transactions import KINDS, SaleColumns, classify_lines, guess_columns

ROWS = "\n".join(f"{i % 4},2024-01-{i + 1:02d},{i},{i * 2}.5,o{i // 2},tea" for i in range(20))


def guessed(header: str, rows: str = ROWS):
    """Guess from a header over the usual rows."""
    return guess_columns(sg.read_table(f"{header}\n{rows}".encode()))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "Customer ID,InvoiceDate,Quantity,Price,Invoice,StockCode",
            {
                "customer": "Customer ID",
                "date": "InvoiceDate",
                "quantity": "Quantity",
                "price": "Price",
                "order": "Invoice",
                "product": "StockCode",
            },
        ),
        (
            "Kundennr,Datum,Anzahl,Umsatz,Beleg,Warengruppe",
            {
                "customer": "Kundennr",
                "date": "Datum",
                "amount": "Umsatz",
                "order": "Beleg",
                "category": "Warengruppe",
            },
        ),
        (
            "cliente,fecha,n,importe,pedido,producto",
            {
                "customer": "cliente",
                "date": "fecha",
                "amount": "importe",
                "order": "pedido",
                "product": "producto",
            },
        ),
        (
            "client,jour,n,montant,facture,categorie",
            {
                "customer": "client",
                "date": "jour",
                "amount": "montant",
                "order": "facture",
                "category": "categorie",
            },
        ),
    ],
)
def test_guesses_in_several_languages(header, expected):
    """A guess names only what it found."""
    assert guessed(header) == SaleColumns(**expected)


def test_a_table_of_customers_is_none_of_sales():
    """Without dates, without money, or with a line each."""
    assert guess_columns(sg.load_sample("mall_customers")) is None
    assert guessed("customer,day,n,m,order,product") is None
    once = "\n".join(f"{i},2024-01-{i + 1:02d},{i},{i * 2}.5,o{i},tea" for i in range(20))
    assert guessed("customer,date,n,amount,order,product", once) is None


@pytest.mark.parametrize("given", [{"customer": ""}, {"date": ""}])
def test_a_column_that_is_not_named_is_none(given):
    """As a link or a program may leave it: one sentence, not the table's fault."""
    table = sg.read_table(b"who,day,paid\na,2024-01-01,1\nb,2024-01-02,2\n")
    columns = SaleColumns(**({"customer": "who", "date": "day", "amount": "paid"} | given))
    with pytest.raises(sg.SpecError, match="There is no column “”"):
        classify_lines(table, columns)


def test_each_line_is_one_thing():
    """The first reason that holds."""
    rows = ["A,2024-01-01,5", "A,2024-01-02,-5", "A,2024-01-03,0"]
    rows += [",2024-01-04,5", "A,,5", "A,2024-01-06,"]
    table = sg.read_table("\n".join(["who,day,paid", *rows]).encode())
    columns = SaleColumns(customer="who", date="day", amount="paid", free="drop")
    lines = classify_lines(table, columns)
    assert [KINDS[kind] for kind in lines.kinds] == [
        "purchase",
        "return",
        "free of charge",
        "no customer",
        "no date",
        "no amount",
    ]
    assert str(lines.as_of.date()) == "2024-01-06"


def test_an_order_is_what_lines_share_not_the_number_of_a_line():
    """Three orders of three lines each are no nine orders."""
    table = sg.read_table(Path(__file__).parent / "data" / "line_id.csv")
    guess = guess_columns(table)
    assert guess.order == "Order ID"
    made = sg.rfm(
        table, customer="Customer ID", date="Order Date", amount="Sales", order=guess.order
    )
    assert made.frame.set_index("Customer ID").loc["K0", "frequency"] == 3


def test_a_state_of_orders_is_no_order():
    """One line per order keeps its number, though another column shares the word."""
    lines = "\n".join(
        f"{i % 6},2024-01-{i + 1:02d},{i}.5,o{i},{'sent' if i % 2 else 'open'}" for i in range(20)
    )
    table = sg.read_table(f"customer,date,amount,order,order status\n{lines}".encode())
    assert guess_columns(table).order == "order"
