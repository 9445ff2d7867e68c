"""The Score page: the model as a file, as SQL, for the command line and for other programs."""

import json
from dataclasses import replace

import streamlit as st

from pages.people import exporting
from pages.score import words
from pages.score.one_customer import Chosen
from pages.shared.messages import plain, short
from segmentation import cached
from segmentation.errors import SegmentationError
from segmentation.models.model_segment import now
from segmentation.models.scoring import example_row
from segmentation.models.sql.dialects import DIALECTS


def show_elsewhere(chosen: Chosen) -> None:
    """Offer everything that gives the same segments outside of this app."""
    st.markdown(words.SAME_EVERYWHERE)
    _show_file(chosen)
    _show_sql(chosen)
    _show_service(chosen)


def _show_file(chosen: Chosen) -> None:
    st.header(words.A_FILE)
    model = chosen.model
    exporting.download(
        "segments.json",
        words.DOWNLOAD_MODEL,
        data=lambda: replace(model, made=now()).to_bytes(),
        file_name="segments.json",
        mime="application/json",
        icon=":material/download:",
        help=words.DOWNLOAD_MODEL_HELP,
    )
    st.code(
        "python -m segmentation score segments.json customers.csv --out scored.csv\n"
        "python -m segmentation score segments.json customers.parquet --out scored.parquet",
        language="bash",
    )


def _show_sql(chosen: Chosen) -> None:
    st.header(words.IN_A_DATABASE)
    left, right = st.columns(2)
    dialect = left.selectbox(
        words.DATABASE,
        [name for name, row in DIALECTS.items() if row.is_offered],
        format_func=_title_of,
        key="sql_dialect",
        persist_state="session",
    )
    table = right.text_input(words.TABLE, "customers", key="sql_table", persist_state="session")
    try:
        statement = cached.statement(chosen.model, table, dialect)
    except SegmentationError as error:
        st.error(plain(error), icon=":material/info:")
        return
    with st.expander(words.ONE_SELECT.format(n=len(statement.splitlines()))):
        st.code(statement, language="sql")
    exporting.download(
        "segments.sql",
        words.DOWNLOAD_SQL,
        data=lambda: statement,
        file_name="segments.sql",
        mime="application/sql",
        icon=":material/download:",
    )


def _title_of(name: str) -> str:
    """Return what a database is called, and whether its statements are tested."""
    row = DIALECTS[name]
    return row.title if row.is_tested else words.NOT_TESTED.format(database=row.title)


def _show_service(chosen: Chosen) -> None:
    st.header(words.OTHER_PROGRAMS)
    if chosen.id is None:
        st.caption(words.SAVE_FIRST)
        return
    row = example_row(chosen.model.rule)
    body = json.dumps({"row": row}, ensure_ascii=False).replace("'", "'\\''")
    st.markdown(plain(words.ANSWERS_HERE.format(name=short(chosen.name, 60))))
    st.code(
        f"curl http://localhost:8501/api/models/{chosen.id}/score/one \\\n"
        f"  -H 'X-API-Key: …' -H 'Content-Type: application/json' \\\n  -d '{body}'",
        language="bash",
    )
