"""Cells that stand for no value, in the words of many languages, and codes that look like them."""

import re

import numpy as np
import pandas as pd

from segmentation.errors import counted
from segmentation.tables.values.patterns import are_few

MISSING = frozenset(
    {"", "na", "n/a", "nan", "null", "#n/a", "#na", "<na>", r"\n", "<null>", "(null)", "[null]"}
    | {"(blank)", "(leer)", "(empty)", "(vide)", "(en blanco)", "(vuoto)", "(leeg)"}
)
"""Cells, in lower case, that stand for no value in any column."""

SILENT_NUMBER = (
    MISSING
    | {"-", "--", "–", "?", ".", "none", "nil", "n.a.", "nat", "0000-00-00", "0000-00-00 00:00:00"}
    | {"00.00.0000", "00/00/0000", "00-00-0000"}
    | {"#div/0!", "#value!", "#ref!", "#num!", "#name?", "#null!"}
)
WORDS = (
    frozenset({"—", "―", "---", "—-", "...", "…", "??", "n.a", "n. a.", "(none)", "no data", "n/d"})
    | {"unknown", "missing", "not available", "not applicable", "not specified", "not provided"}
    | {"unspecified", "undefined", "blank", "empty", "n/k", "tbd", "tba", "no value", "(unknown)"}
    | {"k.a.", "k. a.", "k.a", "k/a", "keine angabe", "n.v.", "n. v.", "nicht verfügbar", "leer"}
    | {"unbekannt", "fehlt", "ohne angabe", "o.a.", "entfällt"}
    | {"s/d", "s.d.", "s/i", "n.d.", "n. d.", "nd", "sin dato", "sin datos", "desconocido"}
    | {"no disponible", "sin información", "no consta", "inconnu", "inconnue", "nc"}
    | {"n.c.", "non renseigné", "non disponible", "non communiqué", "vide"}
    | {"sconosciuto", "non disponibile", "vuoto", "desconhecido", "não informado"}
    | {"sem dados", "não disponível", "onbekend", "leeg", "n.b.", "niet bekend", "nvt"}
    | {"n.v.t.", "okänd", "saknas", "ukendt", "ukjent", "mangler", "tuntematon", "ei tietoa"}
    | {"puuttuu", "b.d.", "bd", "brak danych", "nieznany", "nieznane", "neznámý"}
    | {"neznámé", "nezadáno", "není", "ismeretlen", "nincs adat", "necunoscut", "lipsă"}
    | {"bilinmiyor", "неизвестно", "неизвестен", "нет данных", "н/д", "н.д."}
    | {"невідомо", "άγνωστο", "δ/υ", "不明", "未知", "空", "暂无"}
    | {"미상", "غير معروف", "לא ידוע", "tidak diketahui"}
)
MISSING_NUMBER = SILENT_NUMBER | WORDS
"""Cells that stand for no value where every other cell is a number or a date."""

MISSING_TEXT = frozenset(
    {"—", "―", "---", "k.A.", "k. A.", "k.a.", "Keine Angabe", "keine Angabe", "s/d", "n/d", "S/D"}
    | {"N/D", "b.d.", "н/д", "Н/Д", "n.v.", "n. v.", "sin dato", "brak danych", "нет данных"}
    | {"non renseigné", "Non renseigné", "não informado", "Não informado", "ohne Angabe"}
)
"""Cells, as they are written, that stand for no value among texts as well."""

COUNTRIES = frozenset(
    re.findall(
        r"\w+",
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN "
        "BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ "
        "DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL "
        "GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM "
        "JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME "
        "MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NC NE NF NG NI NL NO NP NR "
        "NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE "
        "SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR "
        "TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW UK EU XK",
    )
)
REGIONS = frozenset(
    re.findall(
        r"\w+",
        "EMEA APAC LATAM AMER AMERICAS ANZ MENA MEA DACH NORDICS CEE ROW EU AS AF SA OC AN",
    )
)
STATES = frozenset(
    re.findall(
        r"\w+",
        "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV "
        "NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY",
    )
)
OF_COUNTRIES = ("countr", "land", "pays", "pais", "país", "paese", "nation", "iso", "region")
OF_COUNTRIES += ("market", "geo", "territor", "continent", "kraj", "страна", "国", "herkunft")


def without(texts: pd.Series, words: frozenset[str]) -> pd.Series:
    """Leave out texts that are one of some words in lower case.

    Parameters
    ----------
    texts : pandas.Series of str or object
    words : frozenset of str

    Returns
    -------
    pandas.Series
    """
    if not are_few(texts):
        return texts[~texts.str.lower().isin(words)]
    kept = np.array([text.lower() not in words for text in texts.tolist()], dtype=bool)
    return texts if kept.all() else texts[kept]


def masked(values: pd.Series) -> tuple[pd.Series, str | None]:
    """Leave out of a column of texts what stands for no value.

    Parameters
    ----------
    values : pandas.Series of str or object, shape (n_values,)
        The different texts of a column.

    Returns
    -------
    pandas.Series, shape (n_values,)
        Missing where a text stands for no value.
    str or None
        What was left out, or kept, beyond the usual.

    Examples
    --------
    >>> column = pd.Series(["NA", "DE", "ZA"], name="country", dtype=object)
    >>> masked(column)[0].tolist()
    ['NA', 'DE', 'ZA']
    """
    gone = _stand_for_nothing(values)
    if not gone.any():
        return values, None
    texts = values.tolist()
    said = taken_as_missing(values.name, [text for text in texts if text in MISSING_TEXT])
    if _na_is_a_code(values[~gone], values[gone], values.name):
        gone &= ~values.isin({"NA", "na"}).to_numpy()
        said = f"“{values.name}”: “NA” is kept as a code, not taken as missing."
    kept = np.where(gone, None, np.array(texts, dtype=object))
    return pd.Series(kept, index=values.index, name=values.name, dtype=values.dtype), said


def _stand_for_nothing(values: pd.Series) -> np.ndarray:
    if not are_few(values):
        return (values.str.lower().isin(MISSING) | values.isin(MISSING_TEXT)).to_numpy(dtype=bool)
    texts = values.tolist()
    return np.array([text.lower() in MISSING or text in MISSING_TEXT for text in texts], dtype=bool)


def taken_as_missing(name: object, words: list[str]) -> str | None:
    """Say which words were taken for no value.

    Parameters
    ----------
    name : object
        Of the column.
    words : list of str

    Returns
    -------
    str or None
        None for no words.
    """
    if not words:
        return None
    shown = ", ".join(f"“{word}”" for word in words[:3])
    more = f" and {counted(len(words) - 3, 'other word')}" if len(words) > 3 else ""
    return f"“{name}”: {shown}{more} stands for a missing value."


def _na_is_a_code(others: pd.Series, gone: pd.Series, name: object) -> bool:
    """Return whether NA is Namibia, or North America, among codes of countries or regions."""
    if not gone.isin({"NA", "na"}).any():
        return False
    codes = {str(code) for code in others}
    if not codes or len({code.isupper() for code in codes}) > 1:
        return False
    codes = {code.upper() for code in codes}
    if not codes <= COUNTRIES | REGIONS:
        return False
    named = any(word in str(name).lower() for word in OF_COUNTRIES)
    return named or (len(codes) > 1 and not codes <= STATES)
