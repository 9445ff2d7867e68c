"""The tables that come with the studio."""

from dataclasses import dataclass
from pathlib import Path

from segmentation.errors import DataError
from segmentation.tables.reading import read_trusted
from segmentation.tables.table import Table

FOLDER = Path(__file__).parents[2] / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The card of a built-in table.

    Attributes
    ----------
    name : str
        What `load_sample` and links call it.
    title, description, source : str
        For the screen.
    file : str
        In the data folder.
    sha256 : str
        Of that file, so that a changed figure is noticed.
    made : bool
        Whether its figures are invented.
    """

    name: str
    title: str
    description: str
    source: str
    file: str
    sha256: str
    made: bool = False


SAMPLES = (
    Sample(
        name="mall_customers",
        title="Mall Customers",
        description=(
            "200 customers of a mall: gender, age, income and spending score. Well-known teaching "
            "data."
        ),
        source="Kaggle, vjchoudhary7/customer-segmentation-tutorial-in-python",
        file="mall_customers.csv",
        sha256="194975e1f84d29ee7a99ca72bc14dcd55af355384f35171ef7e9e053ac7f6612",
    ),
    Sample(
        name="shop_transactions",
        title="Shop transactions",
        description=(
            "A year of sales, line by line, with returns and guests. Customers can be made from it."
        ),
        source="Invented for this studio; no real shop.",
        file="shop_transactions.csv.gz",
        sha256="55e4de3f5bca11231e1f41a4fbeb78e3eb609d2345870b5d3be45867594a0195",
        made=True,
    ),
    Sample(
        name="b2b_accounts",
        title="B2B accounts",
        description=("400 business customers of a supplier: who they are and what they buy."),
        source="Invented for this studio; no real firms.",
        file="b2b_accounts.csv",
        sha256="0e3543197ec2958560400a7bf6f8b4fd20327458db685727f1747c55347ef2eb",
        made=True,
    ),
    Sample(
        name="web_events",
        title="Web events",
        description=(
            "Eight weeks on the site of a shop, event by event: what 600 visitors looked at, put "
            "in the cart and bought. Visitors are made from it."
        ),
        source="Invented for this studio; no real site.",
        file="web_events.csv.gz",
        sha256="788d601321df09aff317d1f8b3a1be7e5c2159dad1764e2a7d2fc4d93c2b110e",
        made=True,
    ),
    Sample(
        name="attitudes_survey",
        title="Attitudes survey",
        description=(
            "500 customers of a shop: what they think, from 1 to 5, who they are, how often they "
            "come and what they spend."
        ),
        source="Invented for this studio; nobody was asked.",
        file="attitudes_survey.csv",
        sha256="0ed99a038341f5098dc763637474a8f73877c4537da692d4b26837ee2a00e0b5",
        made=True,
    ),
)


def sample_names() -> tuple[str, ...]:
    """Return the names that `load_sample` takes, the default first.

    Returns
    -------
    tuple of str
    """
    return tuple(sample.name for sample in SAMPLES)


def sample_card(name: str) -> Sample:
    """Return what is known of a built-in table.

    Parameters
    ----------
    name : str
        One of `sample_names`.

    Returns
    -------
    Sample

    Raises
    ------
    DataError
        If there is no such sample.
    """
    for sample in SAMPLES:
        if sample.name == name:
            return sample
    raise DataError(f"There is no sample “{name}”. Choose one of: {', '.join(sample_names())}.")


def sample_bytes(name: str) -> bytes:
    """Return the file of a built-in table.

    Parameters
    ----------
    name : str
        One of `sample_names`.

    Returns
    -------
    bytes

    Raises
    ------
    DataError
        If there is no such sample.
    """
    return (FOLDER / sample_card(name).file).read_bytes()


def load_sample(name: str) -> Table:
    """Load a built-in table.

    Parameters
    ----------
    name : str
        One of `sample_names`.

    Returns
    -------
    Table

    Raises
    ------
    DataError
        If there is no such sample.
    """
    return read_trusted(sample_bytes(name), sample_card(name).title)
