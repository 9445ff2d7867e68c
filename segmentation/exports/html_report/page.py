"""The page: the story from its title to its limits, with style, charts and script inside."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from segmentation.charts.drawing import Drawing
from segmentation.charts.palette import DARK, LIGHT, Theme
from segmentation.exports.html_report import blocks, drawings, words
from segmentation.exports.html_report.scripts import script_hash, scripts_of
from segmentation.exports.qr_code import qr_png
from segmentation.exports.report.logo import checked_logo, kind_of_picture
from segmentation.exports.report.story import Block, Grid, Picture, Portrait, Section, Story

Numbered = Iterator[tuple[int, Drawing]]
HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src {scripts}; "
    "base-uri 'none'; form-action 'none'"
)
"""The browser loads nothing and runs our own scripts only, whatever a name holds."""

MOST_PARAGRAPHS = 2
INKS = ("text", "muted", "grid", "surface", "neutral", "accent", "positive", "negative")


def html_report(story: Story, *, present: bool = False) -> bytes:
    """Write a report as one HTML file with live charts.

    Parameters
    ----------
    story : Story
    present : bool
        Whether it begins as a presentation, one part at a time; its own button does so too.

    Returns
    -------
    bytes
        HTML in UTF-8. It loads nothing, follows the light or dark look of the reader's device, and
        prints in the light one.

    Raises
    ------
    DataError
        If the logo is no PNG or JPEG, or too large.

    Notes
    -----
    Charts are held in both looks, so that their data are in the file twice; the chart library is in
    it once, and only where there is a chart.
    """
    pictures = [b for section in story.sections for b in section.blocks if isinstance(b, Picture)]
    scripts = scripts_of(pictures=bool(pictures))
    looks = [drawings.drawn_twice(picture) for picture in pictures]
    data = drawings.inside_script(
        [drawings.figures(two, p.height) for two, p in zip(looks, pictures, strict=True)]
    )
    numbered = enumerate(light for light, _ in looks)
    sections = "".join(
        _section(section, numbered, story.lead if at == 0 else "")
        for at, section in enumerate(story.sections)
    )
    drawn = [f'<script type="application/json" id="figures">{data}</script>'] if pictures else []
    drawn += [f"<script>{script}</script>" for script in scripts]
    body = f"{_head(story)}{_contents(story)}<main>{sections}</main>{_foot(story)}{_steps()}"
    opened = '<body class="presenting">' if present else "<body>"
    return f"{_top(story, scripts)}{opened}{body}{''.join(drawn)}</body></html>\n".encode()


def _top(story: Story, scripts: Iterable[str]) -> str:
    hashes = (script_hash(script.encode()) for script in scripts)
    policy = POLICY.format(scripts=" ".join(hashes))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(story.title)}</title><style>{_colors()}{_look()}</style></head>\n"
    )


def _look() -> str:
    return (HERE / "look.css").read_text(encoding="utf-8")


def _colors() -> str:
    """Return the colours of both looks; paper has the light one."""
    tints = "".join(f".s{i}{{--tint:var(--s{i})}}" for i in range(len(LIGHT.segments)))
    return (
        f":root{{{_inks(LIGHT)}}}@media screen and (prefers-color-scheme:dark)"
        f"{{:root{{{_inks(DARK)}}}}}{tints}"
    )


def _inks(look: Theme) -> str:
    inks = "".join(f"--{name}:{getattr(look, name)};" for name in INKS)
    return inks + "".join(f"--s{i}:{color};" for i, color in enumerate(look.segments))


def _head(story: Story) -> str:
    logo = ""
    if story.logo is not None:
        kind, data = kind_of_picture(checked_logo(story.logo)), b64encode(story.logo).decode()
        logo = f'<img class="logo" alt="{words.LOGO}" src="data:{kind};base64,{data}">'
    return (
        f'<header>{logo}<p class="kind">{words.KIND}</p><h1>{escape(story.title)}</h1>'
        f'<p class="lead">{escape(story.lead)}</p>'
        f'<p class="note">{escape(story.subject)}</p></header>'
    )


def _contents(story: Story) -> str:
    items = "".join(
        f'<li><a href="#{section.key}">{escape(section.title)}</a></li>'
        for section in story.sections
    )
    present = f'<button type="button" class="present">{words.PRESENT}</button>'
    return f'<nav aria-label="{words.CONTENTS}"><ol>{items}</ol>{present}</nav>'


def _steps() -> str:
    """Return what leads through a presentation."""
    buttons = (("back", "‹", words.BACK), ("on", "›", words.ON), ("end", "×", words.END))
    drawn = "".join(
        f'<button type="button" class="{name}" aria-label="{said}">{sign}</button>'
        for name, sign, said in buttons
    )
    return f'<div class="steps"><span class="count" aria-live="polite"></span>{drawn}</div>'


def _section(section: Section, numbered: Numbered, told: str) -> str:
    """Return a section; what has just been told in the lead is not told again."""
    sentences = [sentence for sentence in section.sentences if sentence not in told]
    tag = "p" if len(sentences) <= MOST_PARAGRAPHS else "li"
    said = "".join(f"<{tag}>{escape(sentence)}</{tag}>" for sentence in sentences)
    said = said if tag == "p" else f"<ul>{said}</ul>"
    shown = list(section.blocks)
    is_short = shown and not isinstance(shown[0], Grid | Portrait)
    first = _block(shown.pop(0), numbered) if is_short else ""  # on the same sheet as its title
    parts = [f'<div class="together"><h2>{escape(section.title)}</h2>{said}{first}</div>']
    for is_card, group in groupby(shown, lambda block: isinstance(block, Portrait)):
        inside = "".join(_block(block, numbered) for block in group)
        parts.append(f'<div class="cards">{inside}</div>' if is_card else inside)
    kind = ' class="people"' if shown and isinstance(shown[0], Portrait) else ""
    return f'<section id="{section.key}"{kind}>{"".join(parts)}</section>'


def _block(block: Block, numbered: Numbered) -> str:
    if isinstance(block, Portrait):
        return blocks.portrait(block)
    if isinstance(block, Picture):
        number, drawn = next(numbered)
        return drawings.place(drawn, block.height, number)
    return blocks.table(block) if isinstance(block, Grid) else blocks.facts(block)


def _foot(story: Story) -> str:
    parts = []
    if story.withheld:
        said = "".join(f"<li>{escape(sentence)}</li>" for sentence in story.withheld)
        parts.append(f"<footer><h2>{words.PROTECTED}</h2><ul>{said}</ul></footer>")
    if story.link:
        code = b64encode(qr_png(story.link, 6)).decode()
        parts.append(
            f'<footer class="link"><h2>{words.OPEN}</h2>'
            f'<img alt="{words.SCAN}" src="data:image/png;base64,{code}">'
            f'<p><a href="{escape(story.link)}">{escape(story.link)}</a></p></footer>'
        )
    return "".join(parts)
