"""The encoding of short tables is told, and how sure that is is said truly."""

import pytest

from segmentation.tables.encodings.detection import (
    GUESSED,
    LIKELY,
    PROBED_BYTES,
    SURE,
    Detected,
    detect,
    probed,
    sentence,
)

TABLES = {
    "cp1250": "świeca,źródło,król Władysław,mgła,większość",
    "cp1251": "берёза,Ярославль,скидка,покупатель,Фёдор",
    "koi8-r": "берёза,Ярославль,скидка,покупатель,Фёдор",
    "cp1253": "Κέρκυρα,έκπτωση,Σπύρος,αγορά,Χανιά",
    "cp1254": "yağmur,İskenderun,çiçek,alışveriş,Ümit Kılıç",
    "shift_jis": "名古屋市,山本,クーポン,割引,春の売上",
    "euc_jp": "名古屋市,山本,クーポン,割引,春の売上",
    "gb18030": "深圳,优惠券,周杰,已付款,年度总额",
    "big5": "臺南,優惠券,周杰,已付款,年度總額",
    "euc_kr": "대전,할인권,장보고,결제완료,연간합계",
    "mac_roman": "Zürich,Übermut,Hölderlin,gemäß,Preisnachlässe",
    "cp850": "Zürich,Übermut,Hölderlin,gemäß,Preisnachlässe",
    "cp1252": "Zürich,Übermut,Hölderlin,gemäß,Preisnachlässe",
    "cp852": "świeca,źródło,król Władysław,mgła,większość",
    "cp866": "берёза,Ярославль,скидка,покупатель,Фёдор",
    "cp1255": "ירושלים,לקוח,הנחה,תל אביב,חיפה",
    "cp1256": "القاهرة,عميل,خصم,الرياض,بغداد",
    "cp1257": "Šiauliai,Ąžuolas,Žemaitė,įmonė,Kėdainiai",
    "cp874": "กรุงเทพ,ลูกค้า,ส่วนลด,เชียงใหม่,ภูเก็ต",
}


@pytest.mark.parametrize("encoding", TABLES)
def test_five_words_are_enough(encoding):
    """Words that the reader was not tuned on, one in a row."""
    rows = [f"{at},{word},{at}.5" for at, word in enumerate(TABLES[encoding].split(","))]
    text = "\n".join(["id,what,paid", *rows])
    found = detect(text.encode(encoding))
    assert text.encode(encoding).decode(found.codec) == text
    assert found.n_words >= 5


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_only_lines_that_tell_something_are_looked_at(ending):
    """However many others there are before them."""
    plain = (f"1,plain{ending}" * 60_000).encode()
    telling = f"2,Жанна{ending}3,Юрий{ending}4,Щорс{ending}5,Эмма".encode("cp1251")
    assert detect(plain + telling).codec == "cp1251"
    assert len(probed(plain + telling)) < 2 * PROBED_BYTES


def test_japanese_of_half_width():
    """As banks write it; all its letters are of one byte."""
    data = "ﾅﾏｴ,n\nﾀﾅｶ,1\nｽｽﾞｷ,2\nｻﾄｳ,3\n".encode("cp932")
    assert detect(data).codec == "cp932"


def test_how_sure_it_is():
    """Many words are sure; two that fit twice are a guess that names the other."""
    many = "Müller,Köln,Größe,Übermut,Straße,Zürich,Ärzte,Öfen,süß,gemäß,Bäcker".encode("cp1252")
    assert detect(many).certainty == SURE
    few = detect("naïf".encode("cp1252"))
    assert few.certainty == GUESSED
    assert few.n_words == 1
    signs = detect("5 °C\n7 €".encode("cp1252"))
    assert (signs.certainty, signs.n_words) == (LIKELY, 0)
    assert "characters beyond a to z were read as Windows-1252" in sentence(signs)
    assert "names" not in sentence(signs)


def test_a_letter_cut_off_at_the_end_changes_nothing():
    """A file that ended early is still in its encoding."""
    data = "城市,金额\n深圳,1\n优惠券,2\n已付款,3\n周杰".encode("gb18030")
    assert detect(data[:-1]).codec == "gb18030"


def test_each_sentence_says_what_is_known():
    """Certainty in words; a rival is named only when there is one."""
    known = {"codec": "cp1250", "language": "Polish", "n_words": 3}
    sure = sentence(Detected(certainty=SURE, **known))
    assert sure == (
        "Its letters were read as Windows-1250 (Central Europe), which is almost certainly right."
    )
    assert "which is likely right. If names look wrong" in sentence(
        Detected(certainty=LIKELY, **known)
    )
    guess = sentence(Detected(certainty=GUESSED, **known))
    assert "a guess: 3 words with letters beyond a to z cannot settle it" in guess
    rival = sentence(Detected(certainty=GUESSED, rival="cp1252", **known))
    assert "Windows-1252 (Western Europe) would fit about as well" in rival
    assert "certain" not in guess + rival
