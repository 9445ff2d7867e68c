"""The Score page: one customer, a file, and the same rule elsewhere."""

import io
import json
import sqlite3

import pandas as pd
import pytest

import segmentation as sg
from pages.score import file as file_page
from segmentation.models.documents import checking
from segmentation.models.documents.document import read_document

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"
MALL = sg.load_sample("mall_customers").frame


def give(app, data, name="new.csv"):
    """Choose a file of customers to score."""
    app.file_uploader(key="score_upload").upload(name, data, "text/csv").run()
    assert not app.exception, app.exception
    return app


def csv(frame):
    """Write a frame as CSV."""
    return frame.to_csv(index=False).encode()


@pytest.fixture
def downloads(monkeypatch):
    """Catch what the buttons would download, by label."""
    import streamlit

    caught, real = {}, streamlit.download_button

    def button(label, data=None, **settings):
        caught[label] = data
        return real(label, data="" if callable(data) else data, **settings)

    monkeypatch.setattr(streamlit, "download_button", button)
    return caught


def model_of(k=5):
    """Fit what the page shows."""
    spec = sg.SegmentationSpec(features=(INCOME, SCORE), n_clusters=k)
    return sg.segment(sg.load_sample("mall_customers"), spec).model


def slider(app, name):
    """Find the field of a column."""
    return next(field for field in app.slider if field.label.replace("\\", "") == name)


def test_one_customer_at_once(open_app, texts):
    """Sliders over the fitted range; the segment, the runner-up and the reasons follow."""
    app = open_app("score")
    income = slider(app, INCOME)
    assert (income.min, income.max) == (15, 137)
    income.set_value(86).run()
    slider(app, SCORE).set_value(82).run()
    said = texts(app)
    assert app.header[0].value.endswith("Affluent big spenders, clearly")
    assert "The runner-up is" in said
    assert "is the main reason (" in said or "is a further reason (" in said
    assert app.dataframe[0].value["This customer"].tolist() == ["86 k$", "82"]


def test_categories_are_lists(open_app):
    """Of the levels that were fitted."""
    app = open_app("score", features=["Gender", "Age"], k="3")
    gender = next(field for field in app.selectbox if field.label == "Gender")
    assert gender.options == ["Female", "Male"]
    gender.set_value("Male").run()
    assert "Male" in str(app.dataframe[0].value)


def test_without_a_file_the_columns_are_told(open_app, texts):
    """Before a file is chosen the page names the columns that it must have."""
    assert "Choose a file with the columns “Annual Income”, “Spending Score”" in texts(
        open_app("score")
    )


def test_a_file_of_many(open_app, texts, downloads):
    """Every row comes back with the model's own answer."""
    app = give(open_app("score"), csv(MALL))
    assert "200 customers: 81 in “Mainstream customers”" in texts(app).replace("*", "")
    found = pd.read_csv(io.BytesIO(downloads["Download as CSV"]()))
    expected = model_of().score(MALL)
    assert found["segment"].tolist() == expected["segment"].tolist()
    assert found["name"].tolist() == expected["name"].tolist()
    parquet = pd.read_parquet(io.BytesIO(downloads["Download as Parquet"]()))
    assert parquet["segment"].tolist() == expected["segment"].tolist()
    assert "Much the same as when “Mall Customers” was segmented" in texts(app)


def test_rows_that_cannot_be_scored_and_far_ones(open_app, texts, downloads):
    """Counted with their reasons; none is lost."""
    frame = pd.DataFrame({INCOME: ["50", "abc", "", "999"], SCORE: [50, 50, 50, 50]})
    app = give(open_app("score"), csv(frame))
    said = texts(app)
    assert "1 customer (25%) has a value beyond those" in said
    assert f"1 row: “{INCOME}” is not a number: “abc”" in said
    assert f"1 row: no value for {INCOME}" in said
    assert len(pd.read_csv(io.BytesIO(downloads["Download as CSV"]()))) == 4


def test_other_customers_call_for_new_segments(open_app, texts):
    """The drift panel names the column."""
    frame = MALL.assign(**{INCOME: MALL[INCOME] * 3})
    app = give(open_app("score"), csv(frame))
    said = texts(app)
    assert "These customers differ from those" in said
    assert "Annual Income changed" in said
    verdicts = app.dataframe[-1].value.set_index("Column")["Verdict"]
    assert verdicts["Annual Income"] == "changed"
    assert verdicts["Spending Score"] == "unchanged"


def test_renamed_columns_are_matched(open_app, texts):
    """Proposed where they are alike, asked for where not."""
    frame = MALL.rename(columns={INCOME: "income", SCORE: "x"})
    app = give(open_app("score"), csv(frame))
    assert f"new.csv has no columns “{INCOME}”, “{SCORE}”, which" in texts(app)
    fields = {f.label.replace("\\", ""): f for f in app.selectbox if "match_" in str(f.key)}
    assert fields[INCOME].value == "income"
    assert fields[SCORE].value is None
    fields[SCORE].set_value("x").run()
    assert "200 customers: 81 in" in texts(app).replace("*", "")


def test_a_proposal_for_every_column_is_shown_and_used(open_app, texts):
    """A file with a column of another name is scored at once, and the page says what was taken."""
    app = give(open_app("score"), csv(MALL.rename(columns={INCOME: "annual_income"})))
    said = texts(app).replace("*", "")
    assert f"new.csv has no column “{INCOME}”, which" in said
    assert "200 customers: 81 in" in said


def test_a_file_with_the_result_columns_already(open_app, downloads):
    """A file's own “segment” stays in the download, and ours is “segment_2”."""
    app = give(open_app("score"), csv(MALL.assign(segment="theirs")))
    found = pd.read_csv(io.BytesIO(downloads["Download as CSV"]()))
    assert set(found["segment"]) == {"theirs"}
    assert found["segment_2"].tolist() == model_of().score(MALL)["segment"].tolist()
    assert not app.error


def test_many_rows_go_part_by_part(open_app, monkeypatch, texts):
    """Rows that are scored in parts of thirty give the same counts as all at once."""
    monkeypatch.setattr(file_page, "PART_ROWS", 30)
    app = give(open_app("score"), csv(MALL))
    assert "200 customers: 81 in" in texts(app).replace("*", "")


def test_parts_do_not_decide_how_numbers_are_written(open_app, monkeypatch, downloads):
    """A part where 1,234 could be a thousand is read as the decimal comma of its file."""
    monkeypatch.setattr(file_page, "PART_ROWS", 2)
    rows = "50,125;40\n51,250;41\n52,5;42\nabc;43\n"
    give(open_app("score"), f"{INCOME};{SCORE}\n{rows}".encode())
    found = pd.read_csv(io.BytesIO(downloads["Download as CSV"]()))
    values = [[50.125, 40], [51.25, 41], [52.5, 42]]
    expected = model_of().score(pd.DataFrame(values, columns=[INCOME, SCORE]))
    assert found["distance"][:3].tolist() == pytest.approx(expected["distance"].tolist())


def test_a_file_that_cannot_be_read_changes_nothing(open_app, texts):
    """One sentence; the last file stays."""
    app = give(open_app("score"), csv(MALL))
    give(app, b"", "empty.csv")
    assert "empty.csv" in texts(app)
    assert "200 customers: 81 in" in texts(app).replace("*", "")


def test_the_model_as_a_file_and_back(open_app, downloads, texts):
    """What is downloaded opens here again, and scores the same."""
    open_app("score", k="4")
    data = downloads["Download the model"]()
    assert sg.load_model(data).n_clusters == 4
    assert json.loads(data)["made"]
    app = open_app("score")
    app.selectbox(key="score_model").set_value("file").run()
    assert "Choose a model file" in texts(app)
    app.file_uploader(key="model_upload").upload("mine.json", data, "application/json").run()
    assert (
        app.title[0].value.replace("\\", "") == "Which segment of “mine.json” is a new customer in?"
    )
    assert "4 segments made from 200 customers" in texts(app)


@pytest.mark.parametrize("data", [b"", b"{}", b"\x80\x04", b'{"format": "x"}'])
def test_a_model_file_that_is_none(open_app, texts, data, monkeypatch):
    """A file that is not a model is told in one sentence without an exception, and read once."""
    read = []
    monkeypatch.setattr(
        checking, "read_document", lambda *given: read.append(1) or read_document(*given)
    )
    app = open_app("score")
    app.selectbox(key="score_model").set_value("file").run()
    app.file_uploader(key="model_upload").upload("bad.json", data, "application/json").run()
    assert not app.exception
    assert "bad.json is not a model" in texts(app.run())
    assert len(read) == 1


def test_ward_says_how_its_rule_differs(open_app, texts):
    """For Ward the page says that new customers go by another rule than its segments were made."""
    said = texts(open_app("score", algorithm="Ward hierarchical"))
    assert "New customers go to the segment with the nearest middle" in said


def test_the_statement_runs(open_app, downloads, texts):
    """In the database that is chosen, with the same answer."""
    app = open_app("score")
    app.selectbox(key="sql_dialect").set_value("sqlite").run()
    app.text_input(key="sql_table").set_value("shop").run()
    connection = sqlite3.connect(":memory:")
    MALL.to_sql("shop", connection, index=False)
    found = pd.read_sql(downloads["Download the statement"](), connection)
    connection.close()
    assert found["segment"].tolist() == model_of().score(MALL)["segment"].tolist()
    app.text_input(key="sql_table").set_value("").run()
    assert "is not a table name" in texts(app)
