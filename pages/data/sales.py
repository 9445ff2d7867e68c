"""The part of the Data page where customers are made from a list of sales."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from pages.shared.messages import plain, short
from pages.shell import open_table, state
from segmentation import cached
from segmentation.customers.rfm_groups import DEFINITIONS, GROUPS, GroupRule, meanings
from segmentation.customers.transactions import SaleColumns
from segmentation.errors import SegmentationError, counted
from segmentation.tables.table import Table

RETURNS = {"net": "Subtract them from what was spent", "drop": "Ignore them"}
FREE = {"count": "Count them as purchases", "drop": "Leave them out"}
NOTHING = "Not in this file"


def offer_customers(table: Table) -> None:
    """Guide from lines of sales to one row per customer, where the table looks like sales."""
    lines = open_table.source()
    made = state.sales()
    guess = cached.sale_columns(lines)
    if made:
        _show_made(table, lines, made)
    elif guess:
        st.header("These look like sales, not customers")
        st.write(
            f"The table has {counted(len(lines.frame), 'line')} of "
            f"{counted(lines.frame[guess.customer].nunique(), 'customer')}. Segments need one "
            "row per customer: how recently and how often each one bought, and how much they "
            "spent."
        )
        _choose_columns(lines, guess, state.Sales(columns=guess))


def offer_by_hand() -> None:
    """Offer the same for a table that does not look like sales, out of the way."""
    if state.sales() is None and not open_table.are_sales():
        with st.expander("Is this a list of sales? Make one row per customer"):
            _choose_columns(open_table.source(), None, None)


def _show_made(table: Table, lines: Table, made: state.Sales) -> None:
    st.header("Customers from sales")
    st.write(
        f"{counted(len(table.frame), 'customer')} were made from "
        f"{counted(len(lines.frame), 'line')} of sales."
    )
    st.markdown("\n".join("- " + plain(sentence) for sentence in table.report.converted))
    _show_groups(table, made)
    st.button(
        "Back to the lines of sales",
        on_click=state.use_sales,
        args=(None,),
        icon=":material/undo:",
    )
    with st.expander("Change how customers are made"):
        _choose_columns(lines, made.columns, made)


def _choose_columns(lines: Table, guess: SaleColumns | None, made: state.Sales | None) -> None:
    """Let the user say which column is which, show what that does, and make the customers."""
    kinds = {column.name: column.kind for column in cached.columns(lines)}
    dates = [name for name, kind in kinds.items() if kind == "date"]
    numbers = [n for n in kinds if pd.api.types.is_numeric_dtype(lines.frame[n].dtype)]
    if not dates or not numbers:
        st.info(
            "A list of sales needs a column of dates and one of amounts, and this table lacks "
            "at least one of them. If its dates were not recognised, correct how the file was "
            "read."
        )
        return
    named = _guessed(guess)
    first, second, third = st.columns(3)
    with first:
        customer = _pick("Customer", list(kinds), named["customer"])
        date = _pick("Date", dates, named["date"])
        order = _pick("Order", list(kinds), named["order"], optional=True)
        day = st.date_input(
            "Count recency from",
            value=made.as_of if made else None,
            key="sale_as_of",
            help="Leave empty for the latest date in the table. Later sales are left out.",
        )
    with second:
        amount = _pick("Line total", numbers, named["amount"], optional=True)
        quantity = _pick("Or quantity", numbers, named["quantity"], optional=True)
        price = _pick("times price", numbers, named["price"], optional=True)
    with third:
        product = _pick("Product", list(kinds), named["product"], optional=True)
        category = _pick("Kind of product", list(kinds), named["category"], optional=True)
        returns = st.selectbox("Returns", RETURNS, format_func=RETURNS.get, key="sale_returns")
        free = st.selectbox("Lines with a total of 0", FREE, format_func=FREE.get, key="sale_free")
    columns = SaleColumns(
        customer=customer,
        date=date,
        amount=amount,
        quantity=None if amount else quantity,
        price=None if amount else price,
        order=order,
        product=product,
        category=category,
        returns=returns,
        free=free,
    )
    as_of = day.isoformat() if day else None
    if not columns.has_money and (quantity or price or guess is None or guess.has_money):
        st.caption("Choose a line total, or a quantity and a price.")
        return
    if not columns.has_money:
        st.caption(
            "No amount is chosen, so every line counts as a purchase and nothing is "
            "known of the spending."
        )
    try:
        sentences = cached.sale_sentences(lines, columns, as_of)
    except SegmentationError as error:
        st.error(plain(error), icon=":material/info:")
        return
    st.markdown("\n".join("- " + plain(sentence) for sentence in sentences))
    rules = made.rules if made else GROUPS
    st.button(
        "Make one row per customer",
        on_click=state.use_sales,
        args=(state.Sales(columns=columns, as_of=as_of, rules=rules),),
        type="primary",
        icon=":material/group:",
    )


def _guessed(guess: SaleColumns | None) -> dict[str, str | None]:
    names = ("customer", "date", "amount", "quantity", "price", "order", "product", "category")
    return {name: getattr(guess, name) if guess else None for name in names}


def _pick(title: str, names: list[str], guess: str | None, *, optional: bool = False) -> str | None:
    """Offer columns, and none of them where that can be."""
    options = [None, *names] if optional else names
    return st.selectbox(
        title,
        options,
        index=options.index(guess) if guess in options else 0,
        format_func=lambda name: NOTHING if name is None else short(name, 40),
        key=f"sale_{title.lower().replace(' ', '_')}",
    )


def _show_groups(table: Table, made: state.Sales) -> None:
    """Show the usual groups of buyers, and the rules that make them."""
    said = meanings(made.rules)
    counts = cached.group_sizes(table)
    st.dataframe(
        pd.DataFrame(
            {
                "Group": counts.index,
                "Customers": counts.to_numpy(),
                "Share": 100 * counts.to_numpy() / len(table.frame),
                "What they have in common": [said.get(name, "") for name in counts.index],
            }
        ),
        hide_index=True,
        column_config={"Share": st.column_config.NumberColumn(format="%.0f%%")},
        height="content",
        alt="The usual groups of buyers with their sizes.",
    )
    st.caption(plain(cached.group_words(table).sentence))
    with st.expander("The rules of these groups"):
        st.write(
            "Every customer is scored from 1 to 5 for recency, frequency and money; 5 is best. "
            "A score says how many customers they are ahead of; nobody is ahead of those they "
            "tie with. Frequency 1 is one order, and the frequency score is never above the "
            "number of orders. The first rule that fits applies."
        )
        st.write(DEFINITIONS)
        edited = st.data_editor(_as_frame(made.rules), hide_index=True, num_rows="dynamic")
        st.button("Use these rules", on_click=_use_rules, args=(made, edited))
        if made.rules != GROUPS:
            st.button(
                "Back to the usual rules",
                on_click=state.use_sales,
                args=(replace(made, rules=GROUPS),),
                type="tertiary",
            )


def _as_frame(rules: tuple[GroupRule, ...]) -> pd.DataFrame:
    """Lay the rules out for the editor; its columns need names of their own."""
    return pd.DataFrame(
        [(rule.name, *rule.recency, *rule.frequency, *rule.money, rule.meaning) for rule in rules],
        columns=[
            "Group",
            *("Recency from", "to", "Frequency from", "to ", "Money from", "to  "),
            "Meaning",
        ],
    )


def _use_rules(made: state.Sales, edited: pd.DataFrame) -> None:
    try:
        rules = tuple(_rule(*row) for row in _filled(edited).itertuples(index=False))
        cached.customers(open_table.source(), made.columns, made.as_of, rules)
    except SegmentationError as error:
        st.session_state[state.NOTICE] = str(error)
    else:
        state.use_sales(replace(made, rules=rules))


def _filled(edited: pd.DataFrame) -> pd.DataFrame:
    """Return the rules that are filled in; only a meaning may be missing."""
    return edited.fillna({"Meaning": ""}).dropna()


def _rule(name: str, *given: object) -> GroupRule:
    *numbers, meaning = given
    low, high, few, many, least, most = map(int, numbers)
    return GroupRule(
        name=str(name),
        recency=(low, high),
        frequency=(few, many),
        money=(least, most),
        meaning=str(meaning),
    )
