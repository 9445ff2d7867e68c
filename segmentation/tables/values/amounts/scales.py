"""Thousands and millions that are written as a word or a letter behind the number."""

from collections.abc import Collection

SCALES = {
    **dict.fromkeys(("k", "K", "Tsd", "Tsd.", "tsd", "tsd.", "thousand", "тыс.", "тыс"), 1e3),
    **dict.fromkeys(
        ("tys.", "tys", "tis.", "mil", "mila", "mille", "千", "천", "тис.", "тис"), 1e3
    ),
    **dict.fromkeys(("M", "m", "MM", "mm", "mn", "Mn", "mln", "Mln", "mln.", "Mln.", "mio"), 1e6),
    **dict.fromkeys(("Mio", "Mio.", "mio.", "MIO", "million", "millions", "Million"), 1e6),
    **dict.fromkeys(("Millionen", "millón", "millones", "milhões", "milioni", "млн", "млн."), 1e6),
    **dict.fromkeys(("mill.", "Mill.", "milj.", "百万", "Millions"), 1e6),
    **dict.fromkeys(("B", "b", "bn", "Bn", "bn.", "BN", "billion", "Billion", "Mrd", "Mrd."), 1e9),
    **dict.fromkeys(("mrd", "mrd.", "mld", "Mld", "mld.", "Md", "md", "Mds", "млрд", "млрд."), 1e9),
    **dict.fromkeys(("хил.", "χιλ.", "tūkst.", "tuh", "rb", "ألف", "हज़ार", "tusen"), 1e3),
    **dict.fromkeys(("mil.", "mi", "εκ.", "jt", "مليون", "milj"), 1e6),
    "लाख": 1e5,
    **dict.fromkeys(("万", "萬", "만"), 1e4),
    **dict.fromkeys(("億", "亿", "억"), 1e8),
    **dict.fromkeys(("lakh", "lakhs", "Lakh", "Lakhs", "lac", "Lac", "L"), 1e5),
    **dict.fromkeys(("cr", "Cr", "Cr.", "crore", "crores", "Crore", "Crores"), 1e7),
}
"""What a number is multiplied with."""

SIZES = frozenset({"m", "mm", "b", "L", "md", "Md", "cr", "Cr", "mi", "rb", "jt"})
"""Units and abbreviations as often as thousands and millions: a currency or a k beside tells."""

LETTERS = frozenset({"M", "B", "MM"})
"""Sizes and classes as often, such as 2B: decimals tell, or two different letters."""

INDIAN = frozenset({"L", "cr", "Cr", "lac", "Lac"})
"""Lakhs and crores: beside a currency only the rupee tells."""

CARATS, KELVINS = 24, 1000
"""14k, 18k and 24k are gold, 2700K and 6500K are light."""

SCALE = "|".join(sorted((s.replace(".", r"\.") for s in SCALES), key=len, reverse=True))
"""Pattern of a word or letter behind a number."""


def are_meant(
    scales: Collection[str], *, currencies: Collection[str], marks: Collection[str], largest: float
) -> bool:
    """Return whether letters behind numbers mean thousands and millions.

    Parameters
    ----------
    scales : collection of str
        The different ones of a column, the empty one left out.
    currencies : collection of str
        Codes that the currencies of the column may have.
    marks : collection of str
        Decimal marks and thousands separators of the numbers with a letter.
    largest : float
        Of the numbers with a letter, before it.

    Returns
    -------
    bool

    Notes
    -----
    B beside a comma is a thousand in Turkish, and a billion elsewhere.

    Examples
    --------
    >>> are_meant({"B"}, currencies=(), marks="", largest=12)
    False
    >>> are_meant({"K", "M"}, currencies=(), marks="", largest=500)
    True
    """
    letters = set(scales)
    if letters & INDIAN and currencies and "INR" not in currencies:
        return False
    if letters & {"B", "b"} and "," in marks:
        return False
    if not letters or currencies:
        return True
    several = len({SCALES[scale] for scale in letters}) > 1
    if SIZES & letters:
        return several and not letters <= SIZES
    if marks or several:
        return True
    return not LETTERS & letters and (not letters <= {"k", "K"} or CARATS < largest < KELVINS)
