"""What the Plan page says, in one place: sentences, titles and helps, whole and never in pieces."""

from segmentation.errors import counted
from segmentation.exports.lists import ListCounts
from segmentation.tables.contacts.columns import Contacts

WHO_FIRST = "Who to target first"
CAMPAIGN, BEHIND = "The campaign", "Behind the plan"
CARDS, CARDS_BY_SIZE = "Your segments, best target first", "Your segments, largest first"
CARDS_BY_GOALS = "Your segments, in the order of the goals"
WHY_THIS_ORDER = "Why this order"
ALL_FIGURES = "All figures in tables"
SPLIT = "How to split the budget"
PROOF = "How to prove that it worked"
WHO_BRINGS = "Who brings the money"
TAKE_IT = "Take it with you"
MATCH_COLUMNS = "Match columns"

NAME, SEASON, CURRENCY = "Campaign name", "Season or dates", "Currency"
SEASON_EXAMPLE = "Such as spring"
HELD_OUT = "Control group, %"
HELD_OUT_HELP = (
    "Customers of each segment who are left alone, picked at random. Comparing the others with "
    "them shows what the campaign itself has brought."
)
COST, RESPONSE = "Cost of a contact", "Response rate, %"
MARGIN, MARGIN_SHARE, BUDGET = "Response margin", "Order margin, %", "Budget"
COST_HELP = "A letter, a call, a click; for every segment that has none of its own."
RESPONSE_HELP = (
    "Of the customers contacted. The low case starts at a third of it, the high case at twice as "
    "much; both can be changed in the tables below."
)
MARGIN_HELP = "What one response earns, before the contacts are paid."
MARGIN_SHARE_HELP = "What is earned of an order before the contacts are paid."
BUDGET_HELP = (
    "What may be spent on contacts in all. Empty: half of what it costs to contact everybody once."
)
CURRENCY_HELP = (
    "Of every amount on this page. It starts at the currency of your columns, if one is named."
)

MINE = "These figures are mine"
MINE_HELP = "Until then the figures count as an example, and the plan cannot be downloaded."
NOT_YET = (
    "First give the costs, responses and margins, and confirm that they are yours: an example is "
    "no plan."
)
EXAMPLE_BADGE = ":gray-badge[example]"
EXAMPLE_SHORT = " (example, replace with yours)"
NO_SPLIT = (
    "No split of the budget is advised yet: it would rest on figures that nobody has given, and "
    "with one cost and one response for everybody it would follow the sizes of the segments more "
    "than their worth."
)
SAME_FIGURES = " All segments have the same figures, so the split follows their sizes alone."
CURVE = "How more money works"
CURVE_HELP = (
    "Saturating: response = best possible · (1 − e^(−budget / (cost · customers))). Linear: in "
    "proportion, until everybody has been contacted once."
)
CURVES = {
    "saturating": "Each further contact wins less",
    "linear": "Every contact wins as much",
}
NO_GOALS = (
    "No column says what customers spend, so nothing ranks the segments; they stand in the order "
    "of their size. Match such a column under “Why this order”."
)
NO_GOALS_FOLDED = (
    "No column says what customers spend, so nothing ranks the segments. Match such a column here."
)
RANKING_NOTE = (
    "In standard deviations of all customers: 0 is the average customer. A goal names a segment "
    "only where its sentence is true of most of its customers, counted one by one."
)
EVERYBODY_ONCE = "If everybody to be contacted is contacted once"
TARGET_FIRST = ":green-badge[target first]"
FIGURES_NOTE = (
    "One row per segment. What you change here, or under “Change this card”, holds for that "
    "segment alone."
)

PROFIT, MEASURE = "Expected profit", "Measure"
CHANGE, CHANGE_HELP = "Change this card", "Own words and own figures for this segment."
LABELS = {"who": "Who", "offer": "Offer", "channel": "Channel", "message": "Message"}
OWN = {
    "offer": "Own offer",
    "channel": "Own channel",
    "message": "Own message",
    "owner": "Owner",
    "notes": "Notes",
}
OWN_FIGURES = {
    "cost": "Own cost of a contact",
    "response": "Own response rate, %",
    "margin": "Own margin of a response",
}


def headline(first: str | None, todo: str, largest: str | None, n_segments: int) -> str:
    """Say who to target first and how; and who gets the largest part, if another does.

    Parameters
    ----------
    first : str or None
        The segment's name; None where no goal names one.
    todo : str
        “keep them”.
    largest : str or None
        The segment with the largest part of the budget; None where no split is advised.
    n_segments : int

    Returns
    -------
    str
    """
    if first is None:
        return f"A plan for {counted(n_segments, 'segment')}"
    if largest is None or largest == first:
        return f"Target “{first}” first: {todo}"
    return f"Target “{first}” first; “{largest}” get the largest part of the budget"


NOTHING_PAYS = "With these figures no segment pays for its contacts"


def example(cost: str, response: str, margin: str, kinds: tuple[str, ...]) -> str:
    """Say once that figures are an example, which they are, and what to do.

    Parameters
    ----------
    cost, response, margin : str
        Of the example, with currency and sign.
    kinds : tuple of str
        Which of them still are an example; none where only the tick is missing.

    Returns
    -------
    str
    """
    if not kinds:
        return "These figures count as an example until you tick the box above."
    said = {"cost": f"{cost} a contact", "response": f"{response} respond", "margin": margin}
    return (
        f"Example figures, replace with yours: {', '.join(said[kind] for kind in kinds)}, for "
        f"every segment without figures of its own. Nobody has measured them. Give yours, "
        f"then tick the box; until then the plan is not exported."
    )


def earns(margin: str, *, of_orders: bool) -> str:
    """Say what a response earns in the example: an amount, or a share of each segment's orders."""
    return "30% of an order is margin" if of_orders else f"{margin} a response"


def own_orders(source: str) -> str:
    """Say where each segment's margin comes from."""
    return f"Each segment's margin starts from its own orders ({source})."


def ticked_too_soon(kinds: tuple[str, ...]) -> str:
    """Say what is still an example although the box is ticked.

    Parameters
    ----------
    kinds : tuple of str
        One or more of cost, response and margin.

    Returns
    -------
    str
    """
    *others, last = kinds
    told = f"{', '.join(others)} and {last} are" if others else f"{last} is"
    return (
        f"Example figures, replace with yours: the box is ticked, but {told} still our example for "
        f"some segment. Give your own above or on each card; until then the plan is not exported."
    )


def best_split(profit: str, gain: str) -> str:
    """Say what the best split earns, and how much more than equal parts."""
    return f"The best split is expected to earn {profit}, {gain} more than equal parts."


def unspent(left: str) -> str:
    """Say what is better not spent."""
    return f" Leave {left} unspent: it would not earn itself back."


def too_few(n_contacts: int) -> str:
    """Say why a card has no figures."""
    if n_contacts == 0:
        return "No campaign: nobody here can be contacted."
    people = "one person" if n_contacts == 1 else f"{n_contacts} people"
    return f"No campaign for {people}: speak with them yourself."


def cost_of(n_contacts: int) -> str:
    """Return the title of a card's cost."""
    return f"Cost of {counted(n_contacts, 'contact')}"


def profit_range(low: str, high: str, break_even: str) -> str:
    """Say how far the profit may lie, and from which response it pays."""
    return f"In nine of ten cases {low} to {high}. Pays from a response rate of {break_even}."


def not_judged(titles: tuple[str, ...]) -> str:
    """Say which goals have no column."""
    return f"Not judged, because no column tells of it: {', '.join(titles)}."


def size_of(n_customers: str, share: str) -> str:
    """Say how large a segment is."""
    return f"{n_customers}, {share} of all"


NO_SENDING = "You may look, not send lists. Ask an administrator for the role of an editor."
SEND, SEND_TO = "Send", "Send to {name}"
SENDING = "{rows} of the list leave this server, with {columns}."
WAS_SENT = "“{title}”: {rows} sent to {name}. Sent again, they count once."
GET_LIST = "Get the list"
GET_LIST_HELP = (
    "A CSV file for a mail tool: the identifier, e-mail, phone, name and consent as far as the "
    "table has them. The control group stands at the end, marked and without addresses."
)


def on_list(counts: ListCounts) -> str:
    """Say how many are on a list, and how many are not, by reason.

    Parameters
    ----------
    counts : ListCounts

    Returns
    -------
    str
    """
    said = f"{counts.n_listed:,} to contact"
    if counts.n_held_out:
        said += f", {counts.n_held_out:,} randomly held out as a control group"
    if counts.left_out:
        reasons = ", ".join(f"{number:,} {reason}" for reason, number in counts.left_out)
        said += f". Left out: {reasons}"
    return f"{said}."


def from_columns(contacts: Contacts) -> str:
    """Say which columns the lists are made from, and whose agreement is not known.

    Parameters
    ----------
    contacts : Contacts

    Returns
    -------
    str
    """
    addresses = [f"“{name}”" for name in (contacts.email, contacts.phone) if name]
    said = (
        f"Lists: addresses from {' and '.join(addresses)}."
        if addresses
        else "Lists: no column holds an e-mail address or a phone number; they hold identifiers."
    )
    agreed = ", ".join(f"“{name}”" for name in (*contacts.consents, *contacts.refusals))
    said += (
        f" Only customers who agreed, by {agreed}."
        if agreed
        else " No column says who agreed to be contacted: check that before you write to anybody."
    )
    return f"{said} Wrong? Correct a column on the Data page."


def customers_of(n_customers: int, table: str) -> str:
    """Say of whom the plan is."""
    return f"{counted(n_customers, 'customer')} of {table}."


def control_group(share: float) -> str:
    """Say who is held out."""
    return f"{share:.0%} of each segment are randomly held out as a control group."


def needed(n_each: int) -> str:
    """Say how many customers it takes."""
    return f"To detect the improvement that matters, two equal groups of {n_each:,} are needed."


def split_in_short(budget: str, best: str, even: str) -> str:
    """Say what a budget is expected to earn, split best and in equal parts."""
    return f"Expected profit of {budget}: {best} when split as below, {even} in equal parts."
