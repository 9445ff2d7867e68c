"""The forms of a card's sentence, each with a reader that computes it again from the raw data."""

import re

import numpy as np
import pandas as pd

from segmentation.segments.describing.claims.sentences import SHAPE_FROM, cohens_h
from segmentation.tables.number_format import format_number, format_share

N = r"(−?[\d.,]+(?:e-?\d+)?)"
SHARE = r"([<>]?\d+%|[Aa]ll)"
KNOWN = r"(?:; a value is known of ([\d,]+) of ([\d,]+))?"
RANGE = rf"\((all|[<>]?\d+%) of them: {N}(?: to {N})?\)"


def number(text):
    """Read a number as it is shown."""
    return float(text.replace("−", "-").replace(",", ""))


class Case:
    """The raw data behind a card."""

    def __init__(self, frame, labels, segment):
        """Keep them."""
        self.frame, self.members = frame, labels == segment

    def values(self, label, *, others=False):
        """Return the values of a column without gaps."""
        column = next(c for c in self.frame if c.lower() == label.lower())
        rows = ~self.members if others else self.members
        return self.frame.loc[rows, column].dropna()

    def everybody(self, label):
        """Return those of all customers."""
        return pd.concat([self.values(label), self.values(label, others=True)])

    def check_known(self, known, of, label):
        """Say the base where, and only where, it is not the whole segment."""
        n = len(self.values(label))
        said = (None, None) if n == self.members.sum() else (f"{n:,}", f"{self.members.sum():,}")
        assert (known, of) == said

    def check_range(self, share, low, high, own):
        """Count the customers inside the very bounds that are shown."""
        low, high = number(low), number(high or low)
        inside = own.astype(float).map(lambda v: low <= v <= high or shown(v) in {low, high})
        exact = own.between(low, high).mean()
        assert format_share(exact).replace("100%", "all") == share or inside.mean() >= exact
        assert format_share(exact).replace("100%", "all") == share


def shown(value):
    """Return what a value reads as."""
    return number(format_number(value))


def mean_form(case, label, value, away, side, *rest):
    """Check the mean and its distance to that of all."""
    own, all_ = case.values(label), case.everybody(label)
    assert value == format_number(own.mean())
    assert away == format_number(abs(own.mean() - all_.mean()))
    assert (own.mean() > all_.mean()) == (side == "above")
    assert len(own) >= 5
    case.check_range(*rest[:3], own)
    case.check_known(*rest[3:], label)


def close_form(case, label, value, of_all, *rest):
    """Close to the average: by less than .35 deviations of a column without a tail."""
    own, all_ = case.values(label), case.everybody(label)
    assert (value, of_all) == (format_number(own.mean()), format_number(all_.mean()))
    assert abs(own.mean() - all_.mean()) < 0.35 * all_.std(ddof=0) or all_.min() == all_.max()
    assert not abs(((all_ - all_.mean()) / max(all_.std(ddof=0), 1e-300)).pow(3).mean()) > 1
    case.check_range(*rest[:3], own)
    case.check_known(*rest[3:], label)


def median_form(case, label, value, side, of_all, *rest):
    """Check the medians, and which is more."""
    own, all_ = case.values(label), case.everybody(label)
    assert (value, of_all) == (format_number(own.median()), format_number(all_.median()))
    assert {"more than": 1, "less than": -1}[side] == np.sign(own.median() - all_.median())
    case.check_range(*rest[:3], own)
    case.check_known(*rest[3:], label)


def median_close_form(case, label, value, of_all, *rest):
    """Close only where the medians are within a fifth."""
    own, all_ = case.values(label).median(), case.everybody(label).median()
    assert (value, of_all) == (format_number(own), format_number(all_))
    assert abs(own - all_) <= 0.2 * max(abs(own), abs(all_))
    case.check_range(*rest[:3], case.values(label))
    case.check_known(*rest[3:], label)


def median_equal_form(case, label, value, *rest):
    """Both medians read the same."""
    own, all_ = case.values(label).median(), case.everybody(label).median()
    assert value == format_number(own) == format_number(all_)
    case.check_range(*rest[:3], case.values(label))
    case.check_known(*rest[3:], label)


def few_form(case, label, low, high, what, middle, *known):
    """One to four customers: the values themselves, and on which side of all others."""
    own, all_ = case.values(label), case.everybody(label)
    assert len(own) < 5
    assert (number(low), number(high or low)) == (shown(own.min()), shown(own.max()))
    typical = all_.median() if "median" in what else all_.mean()
    assert middle == format_number(typical)
    if "above" in what:
        assert own.min() > typical
    if "below" in what:
        assert own.max() < typical
    assert (high is not None) or shown(own.min()) == shown(own.max())
    case.check_known(*known, label)


def shares_of(case, label, holds):
    """Return the shares of both sides for which something holds."""
    return [holds(case.values(label, others=side)).mean() for side in (False, True)]


def check_shape(case, label, share, beside, holds, known):
    """Both shares as shown, and far enough apart to be worth a sentence."""
    own, others = shares_of(case, label, holds)
    assert (share.lower(), beside) == (
        "all" if own == 1 else format_share(own),
        format_share(others),
    )
    assert own > others
    assert cohens_h(own, others) >= SHAPE_FROM
    assert len(case.values(label)) >= 5
    case.check_known(*known, label)


def between_form(case, share, label, low, high, beside, *known):
    """Closer together."""
    low, high = number(low), number(high)
    check_shape(case, label, share, beside, lambda v: v.between(low, high), known)


def outside_form(case, share, label, low, high, beside, *known):
    """Further apart."""
    low, high = number(low), number(high)
    check_shape(case, label, share, beside, lambda v: (v < low) | (v > high), known)


def side_form(case, share, label, side, cut, beside, *known):
    """Elsewhere."""
    at = number(cut)
    below = side == "at most"
    check_shape(case, label, share, beside, lambda v: (v <= at) if below else (v > at), known)


def same_form(case, share, label, value, beside, *known):
    """All at one value."""
    at = number(value)
    check_shape(case, label, share, beside, lambda v: v == at, known)


def level_form(case, *found):
    """Check the share of a level, beside that of all, of those with a value."""
    label, share, level, more, of_all, base, *known = found
    own, all_ = case.values(label) == level, case.everybody(label) == level
    said = "all" if own.all() else format_share(own.mean())
    assert (share.lower(), of_all) == (said, format_share(all_.mean()))
    assert (own.mean() > all_.mean()) == (more == "more")
    gaps = case.frame[next(c for c in case.frame if c.lower() == label.lower())].isna().any()
    assert base == ("all with a value" if gaps else "all customers")
    case.check_known(*known, label)


def number_level_form(case, share, label, level, *rest):
    """Check the same of a level that is a number."""
    level_form(case, label, share, type(case.everybody(label).iloc[0])(level), *rest)


def score_form(case, share, rank, measure, *rest):
    """Check the same of a score, called by its rank; 5 is the top."""
    column = {"spending": "monetary_score"}.get(measure, f"{measure}_score")
    ranks = ("bottom", "second lowest", "middle", "second highest", "top")
    level = type(case.everybody(column).iloc[0])(ranks.index(rank) + 1)
    level_form(case, column, share, level, *rest)


def only_form(case, n):
    """Fewer than five."""
    assert int(n) == case.members.sum() < 5


def names_in(case, names):
    """Columns that are named are there."""
    if "other columns" not in names:
        for name in re.split(r", | and ", names):
            case.everybody(name)


def looked_form(case, names, n, *_):
    """Check that the columns are there and the customers counted."""
    names_in(case, names)
    assert number(n) == case.members.sum()


def little_form(case, names):
    """Check that the columns are there."""
    names_in(case, names)


def no_form(case):
    """`test_no_other_column_is_not_said_where_it_would_be_missed` holds it."""
    assert case.members.sum() >= 5


LABEL = r"(\w+)"
FORMS = {
    rf"{LABEL} {N}, {N} (above|below) average {RANGE}{KNOWN}\.": mean_form,
    rf"{LABEL} {N}, close to the average of {N} {RANGE}{KNOWN}\.": close_form,
    rf"{LABEL} typically {N}, (more than|less than) the {N} of all customers {RANGE}{KNOWN}\.": (
        median_form
    ),
    rf"{LABEL} typically {N}, close to the {N} of all customers {RANGE}{KNOWN}\.": (
        median_close_form
    ),
    rf"{LABEL} typically {N}, as of all customers {RANGE}{KNOWN}\.": median_equal_form,
    rf"{LABEL} {N}(?: to {N})?[,;] ((?:all )?(?:above |below )?the (?:median|average) of all "
    rf"customers)(?: is|,) {N}{KNOWN}\.": few_form,
    rf"{SHARE} have {LABEL} between {N} and {N}; of the others {SHARE}{KNOWN}\.": between_form,
    rf"{SHARE} have {LABEL} under {N} or over {N}; of the others {SHARE}{KNOWN}\.": outside_form,
    rf"{SHARE} have {LABEL} (at most|more than) {N}; of the others {SHARE}{KNOWN}\.": side_form,
    rf"{SHARE} have {LABEL} {N}; of the others {SHARE}{KNOWN}\.": same_form,
    rf"{LABEL}: {SHARE} (\w+), (more|less) than the {SHARE} of (all customers|all with a value)"
    rf"{KNOWN}\.": level_form,
    rf"{SHARE} have {LABEL} {N}, (more|less) than the {SHARE} of (all customers|all with a value)"
    rf"{KNOWN}\.": number_level_form,
    rf"{SHARE} are in the ([\w ]+) (recency|frequency|spending) group, (more|less) than the "
    rf"{SHARE} of (all customers|all with a value){KNOWN}\.": score_form,
    r"Only (\d+) customers?: too few to speak of averages\.": only_form,
    r"Looked at ([\w, ]+): with ([\d,]+) customers (only a large difference would show|even a "
    r"large difference may not show)\.": looked_form,
    r"They differ only a little in ([\w, ]+?)(?:, and no other column sets them apart)?\.": (
        little_form
    ),
    r"No other column sets them apart\.": no_form,
}


def check(sentence, case):
    """Read a sentence by the one form that fits, compute it again, and return the form."""
    fits = [(f, m) for f, m in ((f, re.fullmatch(f, sentence)) for f in FORMS) if m]
    assert len(fits) == 1, (sentence, [form for form, _ in fits])
    form, found = fits[0]
    FORMS[form](case, *found.groups())
    return FORMS[form].__name__
