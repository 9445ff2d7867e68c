"""Days that are not read are told as such, and other texts are not."""

import pandas as pd
import pytest

import segmentation as sg

THAI = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค."]
GEORGIAN = ["იანვარი", "თებერვალი", "მარტი", "აპრილი", "მაისი"]
ARMENIAN = ["հունվար", "փետրվար", "մարտ", "ապրիլ", "մայիս"]
ENGLISH = ["January", "February", "March", "April", "May"]
N = range(30)

SAID = {
    "thai": ([f"{at % 28 + 1} {THAI[at % 5]} 2567" for at in N], "“ม.ค” is not a known month name"),
    "georgian": ([f"{GEORGIAN[at % 5]} 2024" for at in N], "is not a known month name"),
    "armenian": (
        [f"2024 {ARMENIAN[at % 5]} {at % 28 + 1}" for at in N],
        "“հունվար” is not a known",
    ),
    "vietnamese": ([f"{at % 28 + 1} tháng {at % 12 + 1}, 2024" for at in N], "“tháng 1” is no"),
    "day and month": ([f"{at % 28 + 1:02d}.{at % 12 + 1:02d}." for at in N], "days without a year"),
    "month by name": ([f"{ENGLISH[at % 5]} {at % 28 + 1}" for at in N], "days without a year"),
    "one odd": ([f"{at % 28 + 1}/{at % 12 + 1}" if at != 7 else "soon" for at in N], "row 8 holds"),
    "middle dots": ([f"{at + 1}·234·{at:03d}" for at in N], "“·” in or behind them"),
    "a word of thousands": ([f"{at + 1},5 พัน" for at in N], "“พัน” in or behind them"),
    "two words": ([f"{at + 1}.2 {('elf', 'mil')[at % 2]}" for at in N], "in or behind them"),
}
SILENT = {
    "products": [f"Windows {2000 + at}" for at in N],
    "fractions": [f"{at % 5 + 1}/{at % 7 + 2}" for at in N],
    "streets": [f"Main Road {at} a" for at in N],
    "codes": [f"SKU-{at}-{2000 + at}" for at in N],
    "sizes": [f"{at + 1}x{at + 2}" for at in N],
    "houses": [f"{at + 1} {chr(65 + at % 26)}venue {chr(97 + at % 26)}" for at in N],
    "scores": [f"{at}-{at + 31}" for at in N],
}


def warnings(texts: list[str]) -> str:
    """Return what is said of a column beside an identifier."""
    frame = pd.DataFrame({"id": [f"K{at}" for at in range(len(texts))], "x": texts})
    data = frame.to_csv(index=False, sep="\t").encode()
    return " ".join(sg.read_table(data).report.warnings)


@pytest.mark.parametrize("kind", SAID)
def test_what_looks_like_days_or_numbers_is_said(kind):
    """With the first cell or the word that keeps it from being read."""
    texts, said = SAID[kind]
    assert said in warnings(texts)


@pytest.mark.parametrize("kind", SILENT)
def test_other_texts_are_silent(kind):
    """Products, streets, sizes and scores are no days."""
    assert not warnings(SILENT[kind])


@pytest.mark.parametrize("n_odd", [2, 8])
def test_nine_in_ten(n_odd):
    """Fewer are a column of texts."""
    texts = [f"{at % 28 + 1:02d}.{at % 12 + 1:02d}." for at in N]
    texts[3 : 3 + 3 * n_odd : 3] = [f"word {at}" for at in range(n_odd)]
    assert bool(warnings(texts)) == (n_odd == 2)
