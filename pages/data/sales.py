"""The part of the Data page where customers are made from a list of sales."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from pages.data import words
from pages.shared.messages import plain, short
from pages.shell import open_table, state
from segmentation import cached
from segmentation.customers.rfm_groups import DEFINITIONS, GROUPS, GroupRule, meanings
from segmentation.customers.transactions import SaleColumns
from segmentation.errors import SegmentationError, counted
from segmentation.tables.table import Table


def offer_customers(table: Table) -> None:
    """Guide from lines of sales to one row per customer, where the table looks like sales."""
    lines = open_table.source()
    made = state.sales()
    guess = cached.sale_columns(lines)
    if made:
        _show_made(table, lines, made)
    elif guess:
        st.header(words.LOOKS_LIKE_SALES)
        customers = counted(lines.frame[guess.customer].nunique(), "customer")
        st.write(
            words.LINES_OF_CUSTOMERS.format(
                lines=counted(len(lines.frame), "line"), customers=customers
            )
        )
        _choose_columns(lines, guess, state.Sales(columns=guess))


def offer_by_hand() -> None:
    """Offer the same for a table that does not look like sales, out of the way."""
    if state.sales() is None and not open_table.are_sales():
        with st.expander(words.IS_IT_SALES):
            _choose_columns(open_table.source(), None, None)


def _show_made(table: Table, lines: Table, made: state.Sales) -> None:
    st.header(words.FROM_SALES)
    st.write(
        words.MADE_FROM_SALES.format(
            lines=counted(len(lines.frame), "line"),
            customers=counted(len(table.frame), "customer"),
        )
    )
    st.markdown("\n".join("- " + plain(sentence) for sentence in table.report.converted))
    _show_groups(table, made)
    st.button(
        words.BACK_TO_SALES,
        on_click=state.use_sales,
        args=(None,),
        icon=":material/undo:",
    )
    with st.expander(words.CHANGE_SALES):
        _choose_columns(lines, made.columns, made)


def _choose_columns(lines: Table, guess: SaleColumns | None, made: state.Sales | None) -> None:
    """Let the user say which column is which, show what that does, and make the customers."""
    kinds = {column.name: column.kind for column in cached.columns(lines)}
    dates = [name for name, kind in kinds.items() if kind == "date"]
    numbers = [n for n in kinds if pd.api.types.is_numeric_dtype(lines.frame[n].dtype)]
    if not dates or not numbers:
        st.info(words.NO_SALES)
        return
    named = _guessed(guess)
    first, second, third = st.columns(3)
    with first:
        customer = _pick("customer", words.CUSTOMER, list(kinds), named)
        date = _pick("date", words.DATE, dates, named)
        order = _pick("order", words.ORDER, list(kinds), named, optional=True)
        day = st.date_input(
            words.RECENCY_FROM,
            value=made.as_of if made else None,
            key="sale_as_of",
            help=words.RECENCY_FROM_HELP,
        )
    with second:
        amount = _pick("amount", words.LINE_TOTAL, numbers, named, optional=True)
        quantity = _pick("quantity", words.OR_QUANTITY, numbers, named, optional=True)
        price = _pick("price", words.TIMES_PRICE, numbers, named, optional=True)
    with third:
        product = _pick("product", words.PRODUCT, list(kinds), named, optional=True)
        category = _pick("category", words.KIND_OF_PRODUCT, list(kinds), named, optional=True)
        returns = _choice("returns", words.RETURNS, words.RETURNS_OPTIONS)
        free = _choice("free", words.FREE_LINES, words.FREE_OPTIONS)
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
        st.caption(words.CHOOSE_MONEY)
        return
    if not columns.has_money:
        st.caption(words.WITHOUT_MONEY)
    try:
        sentences = cached.sale_sentences(lines, columns, as_of)
    except SegmentationError as error:
        st.error(plain(error), icon=":material/info:")
        return
    st.markdown("\n".join("- " + plain(sentence) for sentence in sentences))
    rules = made.rules if made else GROUPS
    st.button(
        words.ONE_ROW_EACH,
        on_click=state.use_sales,
        args=(state.Sales(columns=columns, as_of=as_of, rules=rules),),
        type="primary",
        icon=":material/group:",
    )


def _guessed(guess: SaleColumns | None) -> dict[str, str | None]:
    names = ("customer", "date", "amount", "quantity", "price", "order", "product", "category")
    return {name: getattr(guess, name) if guess else None for name in names}


def _choice(part: str, title: str, options: dict[str, str]) -> str:
    """Offer what can be done with some lines."""
    return st.selectbox(title, options, format_func=options.get, key=f"sale_{part}")


def _pick(
    part: str,
    title: str,
    names: list[str],
    guesses: dict[str, str | None],
    *,
    optional: bool = False,
) -> str | None:
    """Offer columns, and none of them where that can be."""
    options, guess = [None, *names] if optional else names, guesses[part]
    return st.selectbox(
        title,
        options,
        index=options.index(guess) if guess in options else 0,
        format_func=lambda name: words.NOT_IN_FILE if name is None else short(name, 40),
        key=f"sale_{part}",
    )


def _show_groups(table: Table, made: state.Sales) -> None:
    """Show the usual groups of buyers, and the rules that make them."""
    said = meanings(made.rules)
    counts = cached.group_sizes(table)
    st.dataframe(
        pd.DataFrame(
            {
                words.GROUP: counts.index,
                words.CUSTOMERS: counts.to_numpy(),
                words.SHARE: 100 * counts.to_numpy() / len(table.frame),
                words.IN_COMMON: [said.get(name, "") for name in counts.index],
            }
        ),
        hide_index=True,
        column_config={words.SHARE: st.column_config.NumberColumn(format="%.0f%%")},
        height="content",
        alt=words.GROUPS_ALT,
    )
    st.caption(plain(cached.group_words(table).sentence))
    with st.expander(words.RULES_OF_GROUPS):
        st.write(words.RULES_NOTE)
        st.write(DEFINITIONS)
        edited = st.data_editor(_as_frame(made.rules), hide_index=True, num_rows="dynamic")
        st.button(words.USE_RULES, on_click=_use_rules, args=(made, edited))
        if made.rules != GROUPS:
            st.button(
                words.USUAL_RULES,
                on_click=state.use_sales,
                args=(replace(made, rules=GROUPS),),
                type="tertiary",
            )


def _as_frame(rules: tuple[GroupRule, ...]) -> pd.DataFrame:
    """Lay the rules out for the editor; its columns need names of their own."""
    return pd.DataFrame(
        [(rule.name, *rule.recency, *rule.frequency, *rule.money, rule.meaning) for rule in rules],
        columns=list(words.RULE_COLUMNS),
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
    return edited.fillna({words.RULE_COLUMNS[-1]: ""}).dropna()


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
