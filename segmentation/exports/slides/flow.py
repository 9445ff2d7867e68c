"""Parts of a section, one below the other; what does not fit goes on the next slide."""

from collections.abc import Sequence

from segmentation.charts.wording import one_line
from segmentation.exports.report.story import Fact
from segmentation.exports.slides import fitting, words
from segmentation.exports.slides.boxes import Box
from segmentation.exports.slides.deck import Deck, Page
from segmentation.exports.slides.native.grids import draw
from segmentation.exports.slides.native.laying import MOST_IN_ALL, by_columns, lay
from segmentation.exports.slides.native.sheets import Sheet
from segmentation.exports.slides.writing import Said, fitted, write

TEXT_SIZES, LEAST_TEXT = (16, 15, 14, 13, 12), 60.0
TILE, TILES, GAP = 62.0, 4, 14.0
VALUE_SIZES, LABEL_SIZE, LABEL_ROOM = (24, 20, 17, 14, 12), 12, 20.0
LONGEST_VALUE = 60
"""Letters of a figure that is shown large; longer ones make a table."""

LEAST_TABLE = 90.0


class Flow:
    """The slides of a section.

    Parameters
    ----------
    deck : Deck
    title : str
        Of its slides; from the second on it says that it goes on.
    """

    def __init__(self, deck: Deck, title: str) -> None:
        self.deck, self.title = deck, title
        self._page: Page | None = None
        self.room = deck.area

    @property
    def page(self) -> Page:
        """The slide at hand."""
        return self._page if self._page is not None else self.open()

    @property
    def is_fresh(self) -> bool:
        """Whether nothing stands on the slide at hand."""
        return self._page is None or self.room == self.deck.area

    def open(self) -> Page:
        """Begin the next slide, unless the one at hand is empty.

        Returns
        -------
        Page
        """
        if self._page is None or not self.is_fresh:
            again = self._page is not None
            title = words.CONTINUED.format(title=self.title) if again else self.title
            self._page, self.room = self.deck.page(title), self.deck.area
        return self._page

    def take(self, height: float, least: float) -> Box:
        """Take room, on the next slide where less is left.

        Parameters
        ----------
        height, least : float
            Points: wanted, and needed.

        Returns
        -------
        Box
        """
        page = self.page
        if self.room.height < least and not self.is_fresh:
            page = self.open()
        upper, self.room = self.room.rows(height, GAP)
        self._page = page
        return upper

    def texts(self, parts: Sequence[Said], sizes: tuple[float, ...] = TEXT_SIZES) -> None:
        """Write paragraphs, on several slides where they are many.

        Parameters
        ----------
        parts : sequence of Said
        sizes : tuple of float
            Of letters, the largest first.
        """
        rest = list(parts)
        while rest:
            page = self.page
            if self.room.height < LEAST_TEXT and not self.is_fresh:
                page = self.open()
            width, height = self.room.width, self.room.height
            size, kept, left = fitted(rest, (width, height), sizes, self.deck.factor)
            used = sum(part.height(width, size, self.deck.factor) for part in kept)
            write(page.slide, self.take(used, 0), kept, size)
            page.notes += [part.text for part in rest[: len(kept)]]
            rest = left
            if rest:
                self.open()

    def facts(self, facts: Sequence[Fact]) -> None:
        """Show figures side by side; long ones as a table.

        Parameters
        ----------
        facts : sequence of Fact
        """
        pairs = [(one_line(fact.label), one_line(fact.value)) for fact in facts]
        if max((len(value) for _, value in pairs), default=0) > LONGEST_VALUE:
            self.table(Sheet(heads=(), rows=tuple(pairs), right=(False, False), alt=self.title))
            return
        for start in range(0, len(pairs), TILES):
            row = pairs[start : start + TILES]
            box = self.take(TILE, TILE)  # on the next slide where there is no room
            tiles(self.page, box, row, self.deck.factor)
            self.page.notes += [f"{label}: {value}" for label, value in row]

    def table(self, sheet: Sheet) -> None:
        """Draw a table, on several slides where it is long or wide.

        Parameters
        ----------
        sheet : Sheet
        """
        n_columns = len(sheet.right) - 1
        for part in by_columns(sheet, self.deck.area.width, self.deck.factor):
            self._rows(part)
        if n_columns > MOST_IN_ALL:
            said = words.PAGES_OF_COLUMNS.format(shown=MOST_IN_ALL, all=n_columns)
            self.texts([Said(text=said, quiet=True)], (12,))

    def _rows(self, sheet: Sheet) -> None:
        rest = sheet
        while rest.rows:
            page = self.page
            if self.room.height < LEAST_TABLE and not self.is_fresh:
                page = self.open()
            laid = lay(rest, (self.room.width, self.room.height), self.deck.factor)
            if laid.n_rows < len(rest.rows) and not self.is_fresh:
                whole = lay(rest, (self.deck.area.width, self.deck.area.height), self.deck.factor)
                if laid.n_rows == 0 or whole.n_rows == len(rest.rows):
                    self.open()  # there it fits
                    continue
            if laid.n_rows == 0:
                laid = lay(rest.part(0, 1), (self.room.width, 1e9), self.deck.factor, (9,))
            shown, rest = rest.part(0, laid.n_rows), rest.part(laid.n_rows, len(rest.rows))
            draw(page.slide, self.take(laid.height, 0), shown, laid)
            page.notes += shown.notes
            if rest.rows:
                self.open()


def tiles(page: Page, box: Box, pairs: Sequence[tuple[str, str]], factor: float) -> None:
    """Show a few figures side by side, large.

    Parameters
    ----------
    page : Page
    box : Box
    pairs : sequence of (str, str)
        What it is, and the figure.
    factor : float
        By which letters may be wider than reckoned.
    """
    width = (box.width - GAP * (len(pairs) - 1)) / len(pairs)
    values = tuple(value for _, value in pairs)
    room = (width / (factor * fitting.BOLD), box.height - LABEL_ROOM)
    size = next(
        (
            s
            for s in VALUE_SIZES
            if all(fitting.height_of((v,), room[0], s) <= room[1] for v in values)
        ),
        VALUE_SIZES[-1],
    )
    for at, (label, value) in enumerate(pairs):
        left = box.left + at * (width + GAP)
        own = Box(left=left, top=box.top, width=width, height=box.height)
        text = fitting.cut(value, room[0], size, max(1, int(room[1] / (size * fitting.LINE))))
        upper, lower = own.rows(LABEL_ROOM, 0)
        short = fitting.cut(label, width / factor, LABEL_SIZE, 1)
        write(page.slide, upper, [Said(text=short, quiet=True)], LABEL_SIZE)
        write(page.slide, lower, [Said(text=text, bold=True)], size)
