"""What the box of audience files says."""

from segmentation.errors import counted
from segmentation.exports.audience.files import ALONE, AS_COLUMN, LEFT_OUT
from segmentation.exports.audience.layouts import Layout
from segmentation.exports.lists import ListCounts

FOR_PLATFORMS, AS_FILE = "For ads and mail tools", "File for {platform}"
CONTROL_FILE = "Control group for {platform}"
CONTROL = "The control group"
CONTROL_HELP = (
    "Those who are held out at random. An ad platform leaves them alone where you exclude a file "
    "of them there; a mail tool where you write to one group only."
)
CHOICES = {
    LEFT_OUT: "in no file",
    ALONE: "in a file of its own",
    AS_COLUMN: "in a column",
}
LEAVING = "From your table leave {columns}, {how}, and nothing else."
HASHED, PLAIN = "hashed (SHA-256)", "as they can be read"
NO_COUNTRY = "Numbers without a country code stay empty."
HEADERS = "Headers and forms: {page}."
NO_COLUMN = "Its files have no column for the control group, which is in none."


def in_files(counts: ListCounts, control: str) -> str:
    """Say how many a file holds at most, and where the control group is.

    Parameters
    ----------
    counts : ListCounts
    control : str

    Returns
    -------
    str
    """
    listed, held = (counted(n, "customer") for n in (counts.n_listed, counts.n_held_out))
    where = {
        LEFT_OUT: f"The control group of {held} is in no file.",
        ALONE: f"The control group of {held} is in a file of its own: exclude it there.",
        AS_COLUMN: (
            f"The control group of {held} is in the same file, told apart by the column “group”: "
            f"write to those “to contact” only."
        ),
    }
    most = "Whoever has no address that a platform takes is in no file."
    return f"To contact: {listed}. {where[control]} {most}"


def about(layout: Layout, columns: str, control: str, *, has_numbers: bool) -> str:
    """Say what leaves the table for a platform, and what of its rules is not verified.

    Parameters
    ----------
    layout : Layout
    columns : str
        Those that leave, in words.
    control : str
        Where the control group is to be.
    has_numbers : bool
        Whether phone numbers are among them.

    Returns
    -------
    str
    """
    told = LEAVING.format(columns=columns, how=HASHED if layout.is_hashed else PLAIN)
    no_column = NO_COLUMN if control == AS_COLUMN and not layout.takes_columns else ""
    parts = (
        told,
        NO_COUNTRY if has_numbers else "",
        no_column,
        layout.rules,
        layout.open_points,
        HEADERS.format(page=layout.page),
    )
    return " ".join(filter(None, parts))
