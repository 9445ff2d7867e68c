"""Tables of how often the verdict and the read-out of campaigns are right."""


def readout_lines(found: dict) -> list[str]:
    """Say what was found of the read-out of campaigns."""
    cells = found["cells"]

    def most(name: str) -> str:
        return f"{max(cell[name] for cell in cells):.1%}"

    return [
        (
            f"Read-outs of {len(cells)} cells of base rate, held-out and addressed customers, "
            f"{found['campaigns_each']:,} campaigns each ({found['campaigns_at_10000']:,} at "
            f"10,000 held out): at most {most('worked')} of campaigns without an effect are said "
            f"to have worked and {most('harm')} to have done harm in any cell (a plain test of two "
            f"shares: {most('plain_worked')} and {most('plain_harm')}; 2.5% is the level of each "
            f"side). Verdict and interval contradict each other in "
            f"{sum(cell['contradictions'] for cell in cells)} (the plain test and its interval in "
            f"up to {most('plain_contradictions')})."
        ),
    ]


def verdict_lines(found: dict) -> list[str]:
    """Make the table of the verdict."""
    kinds, pooled = found["kinds"], found["pooled"]
    sizes = sorted({int(size) for row in kinds.values() for size in row})
    lines = [
        f"| kind (\\* never looked at before) | {' | '.join(f'{size:,}' for size in sizes)} |",
        f"|---|{'---:|' * len(sizes)}",
    ]
    for kind, row in kinds.items():
        cells = [_verdict_cell(row[str(size)]) if str(size) in row else "" for size in sizes]
        star = "\\*" if next(iter(row.values()))["unseen"] else ""
        lines.append(f"| {kind}{star} | {' | '.join(cells)} |")
    without = "; ".join(
        f"{name} {each['false groups']:.2%} of {each['of']:,} (95%: {each['interval'][0]:.1%} to "
        f"{each['interval'][1]:.1%})"
        for name, each in pooled.items()
    )
    return [
        *lines,
        "",
        (
            f"Without groups: the share told “separate groups”, of so many seeds; in all: "
            f"{without}. With groups: the share with the right number, and the adjusted Rand index "
            f"of the verdict, the silhouette's peak, the gap statistic and the BIC of a mixture."
        ),
    ]


def _verdict_cell(row: dict) -> str:
    if "false groups" in row:
        return f"{row['false groups']:.0%} of {row['of']}"
    ways = " / ".join(f"{value:.2f}" for value in row["ari"].values())
    return f"{row['right number']:.0%} of {row['of']}; {ways}"
