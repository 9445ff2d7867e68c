"""Make the fonts in static/fonts/ that are sent for two of Streamlit's.

Its font of icons holds some 4,000, a fifth of all that a first visitor fetches; ours holds those
that the app or Streamlit names. It is Google's Material Symbols (Apache License 2.0, beside it).
Its font for text is fetched before the theme arrives, which writes in the system's font; ours is
empty.
"""

import hashlib
import re
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from source import ROOT

STREAMLIT = Path(find_spec("streamlit").origin).parent
OURS = ROOT / "static" / "fonts"
NAMED = re.compile(r":material/([a-z_0-9]+)")
LETTERS = "abcdefghijklmnopqrstuvwxyz_0123456789"
ICONS, TEXT = "MaterialSymbols-Rounded", "SourceSansVF-Upright"
SUBSTITUTION, EXTENSION, LIGATURES = "GSUB", 7, 4


def streamlits(name: str) -> Path:
    """Return a font of Streamlit's by how its name begins."""
    return next((STREAMLIT / "static/static/media").glob(f"{name}*.woff2"))


def named() -> set[str]:
    """Return the icons that sources name, ours and Streamlit's, its scripts too."""
    files = [ROOT / "app.py", *(STREAMLIT / "static/static/js").glob("*.js")]
    for folder in (ROOT / "pages", ROOT / "segmentation", STREAMLIT):
        files += folder.rglob("*.py")
    texts = (file.read_text("utf-8", errors="ignore") for file in files)
    return {name for text in texts for name in NAMED.findall(text)}


def glyphs(font: TTFont) -> dict[str, str]:
    """Return which glyph is drawn for which icon: the font writes an icon by its name."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    tables = [
        table for each in font[SUBSTITUTION].table.LookupList.Lookup for table in each.SubTable
    ]
    found = {}
    for table in (each.ExtSubTable if each.LookupType == EXTENSION else each for each in tables):
        if table.LookupType != LIGATURES:
            continue
        for first, ligatures in table.ligatures.items():
            for each in ligatures:
                name = "".join(letters.get(glyph, " ") for glyph in (first, *each.Component))
                found[name] = each.LigGlyph
    return found


def make_icons() -> None:
    """Write the icons in use, and their names."""
    font = TTFont(streamlits(ICONS))
    known = glyphs(font)
    names = sorted(named() & known.keys())
    options = subset.Options(flavor="woff2", layout_features=["*"], layout_closure=False)
    options.drop_tables += ["STAT"]
    maker = subset.Subsetter(options)
    maker.populate(glyphs=[known[name] for name in names], text=LETTERS)
    maker.subset(font)
    font.flavor = "woff2"
    font.save(OURS / "icons.woff2")
    (OURS / "names.txt").write_text("\n".join(names) + "\n", encoding="utf-8")


def make_empty() -> None:
    """Write a font of a space: every letter is left to the next font of the page's list."""
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "space"])
    builder.setupCharacterMap({ord(" "): "space"})
    builder.setupGlyf(dict.fromkeys((".notdef", "space"), TTGlyphPen(None).glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "space"), (250, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Empty", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.font.flavor = "woff2"
    builder.save(OURS / "empty.woff2")


def main() -> None:
    """Write both, and the hashes of what they stand for."""
    make_icons()
    make_empty()
    lines = []
    for begins, ours in ((ICONS, "icons.woff2"), (TEXT, "empty.woff2")):
        whole = streamlits(begins)
        lines.append(f"{hashlib.sha256(whole.read_bytes()).hexdigest()} media/{whole.name} {ours}")
    (OURS / "STANDS_FOR").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
