"""The Score page: the model as a file, as SQL, for the command line and for other programs."""

import json
from dataclasses import replace

import streamlit as st

from pages.score.one_customer import Chosen
from pages.shared.messages import plain, short
from segmentation import cached
from segmentation.errors import SegmentationError
from segmentation.models.model_segment import now
from segmentation.models.scoring import example_row
from segmentation.models.sql.dialects import DIALECTS


def show_elsewhere(chosen: Chosen) -> None:
    """Offer everything that gives the same segments outside of this app."""
    st.markdown(
        "The same rule everywhere: the app, the file, SQL, the command line and the service give a "
        "customer the same segment."
    )
    _show_file(chosen)
    _show_sql(chosen)
    _show_service(chosen)


def _show_file(chosen: Chosen) -> None:
    st.header("A file")
    model = chosen.model
    st.download_button(
        "Download the model",
        data=lambda: replace(model, made=now()).to_bytes(),
        file_name="segments.json",
        mime="application/json",
        on_click="ignore",
        icon=":material/download:",
        help="Plain numbers as JSON, without any customer. This page opens it again.",
    )
    st.code(
        "python -m segmentation score segments.json customers.csv --out scored.csv\n"
        "python -m segmentation score segments.json customers.parquet --out scored.parquet",
        language="bash",
    )


def _show_sql(chosen: Chosen) -> None:
    st.header("In a database")
    left, right = st.columns(2)
    dialect = left.selectbox(
        "Database",
        [name for name, row in DIALECTS.items() if row.is_offered],
        format_func=lambda name: (
            DIALECTS[name].title + ("" if DIALECTS[name].is_tested else " (not tested)")
        ),
        key="sql_dialect",
        persist_state="session",
    )
    table = right.text_input("Table", "customers", key="sql_table", persist_state="session")
    try:
        statement = cached.statement(chosen.model, table, dialect)
    except SegmentationError as error:
        st.error(plain(error), icon=":material/info:")
        return
    with st.expander(f"One SELECT of {len(statement.splitlines()):,} lines"):
        st.code(statement, language="sql")
    st.download_button(
        "Download the statement",
        data=statement,
        file_name="segments.sql",
        mime="application/sql",
        on_click="ignore",
        icon=":material/download:",
    )


def _show_service(chosen: Chosen) -> None:
    st.header("From other programs")
    if chosen.id is None:
        st.caption(
            "The service scores with saved segmentations: save this one first, with “Save” above."
        )
        return
    row = example_row(chosen.model.rule)
    body = json.dumps({"row": row}, ensure_ascii=False).replace("'", "'\\''")
    st.markdown(
        plain(
            f"“{short(chosen.name, 60)}” answers under this address where the service runs. Its "
            "operator gives out keys; without a key it answers only its own machine."
        )
    )
    st.code(
        f"curl http://localhost:8501/api/models/{chosen.id}/score/one \\\n"
        f"  -H 'X-API-Key: …' -H 'Content-Type: application/json' \\\n  -d '{body}'",
        language="bash",
    )
