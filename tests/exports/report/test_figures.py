"""A campaign's money in a report: by segment, and nothing of a few."""

from dataclasses import replace

from segmentation.exports.report import words
from segmentation.exports.report.figures import Campaign, Spending, campaign_section
from segmentation.exports.report.sections import tell
from segmentation.exports.report.story import Grid, Picture

CAMPAIGN = Campaign(title="Mailing, spring", currency="$", hold_out=0.1, in_short="In short.")


def spendings(*contacts: int) -> tuple[Spending, ...]:
    """Return a segment's plan for each number of contacts."""
    return tuple(
        Spending(
            n_contacts=n,
            cost=2.0 * n,
            profit=3.0 * n,
            low=-1.0,
            high=9.0,
            pays_from="2%",
            spent=1.5 * n,
            even=10.0,
            expected=1.0,
        )
        for n in contacts
    )


def money(amount: float) -> str:
    """Write an amount."""
    return f"${amount:.0f}"


def test_every_segment_has_its_figures(mall):
    """As they were given, in the lasting order, with the totals."""
    result, given = mall.result, spendings(70, 35, 31, 20, 19)
    section = campaign_section(result, CAMPAIGN, given, money)
    assert section.sentences == (
        "The campaign: Mailing, spring.",
        "10% of each segment are randomly held out as a control group.",
        "In short.",
    )
    grid, picture = section.blocks
    first = result.by_slot[0]
    n = given[first].n_contacts
    assert grid.rows[0] == (result.names[first], n, 2.0 * n, 3.0 * n, "$-1 to $9", "2%", 1.5 * n)
    assert isinstance(picture, Picture)
    assert list(picture.data.spent) == [1.5 * given[s].n_contacts for s in result.by_slot]


def test_a_handful_of_contacts_has_no_figures_and_no_totals(mall):
    """The difference of a total and the others would give them away."""
    section = campaign_section(mall.result, CAMPAIGN, spendings(70, 3, 31, 20, 19), money)
    grid = next(block for block in section.blocks if isinstance(block, Grid))
    assert mall.result.names[1] not in [row[0] for row in grid.rows]
    assert len(grid.rows) == 4
    assert "In short." not in section.sentences
    assert any("fewer than 5 customers to contact" in said for said in section.sentences)


def test_small_segments_have_none(lonely):
    """They are told together only."""
    section = campaign_section(lonely.result, CAMPAIGN, spendings(40, 30, 3), money)
    grid = next(block for block in section.blocks if isinstance(block, Grid))
    assert len(grid.rows) == 1


def test_the_plan_tells_money_only_where_it_is_given(mall):
    """Else it says that there is none."""
    assert tell(mall).section("plan").sentences == (words.NO_MONEY,)
    section = campaign_section(mall.result, CAMPAIGN, spendings(70, 35, 31, 20, 19), money)
    told = tell(replace(mall, plan=replace(mall.plan, figures=(section,)))).section("plan")
    assert words.NO_MONEY not in told.sentences
    assert "In short." in told.sentences
    assert [block.key for block in told.blocks] == ["targets", "money", "budget"]
