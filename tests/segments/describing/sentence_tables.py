"""Made tables with their segments: skewed, with outliers, ties and gaps, few, one each."""

import numpy as np
import pandas as pd


def tables():
    """Make tables of many kinds with their segments, by name."""
    random = np.random.default_rng(7)

    def gaps(values, share):
        return np.where(random.random(len(values)) < share, np.nan, values)

    made = {}
    for n in (40, 400):
        label = np.repeat([0, 1, 2, 3], n // 4)
        shift = label * 2.0
        made[f"mixed {n}"] = (
            pd.DataFrame(
                {
                    "spend": random.normal(shift, 1),
                    "wealth": random.lognormal(shift / 2, 1.2),
                    "tail": random.pareto(1.2, n) + 1,
                    "age": np.where(
                        label == 1, random.uniform(30, 40, n), random.uniform(18, 70, n)
                    ),
                    "wide": random.normal(0, np.where(label == 2, 6, 1)),
                    "orders": random.poisson(np.where(label == 3, 3, 0.4)),
                    "visits": gaps(random.normal(shift, 2), 0.4),
                    "plan": np.where(label == 0, "gold", random.choice(["iron", "tin"], n)),
                    "team": np.where(random.random(n) < 0.6, None, random.choice(["aa", "bb"], n)),
                    "vip": np.where(random.random(n) < 0.5, None, np.where(label > 1, "yes", "no")),
                }
            ),
            label,
            ("spend", "wealth"),
        )
    for n in (3, 4, 7, 12, 20, 30):
        label = np.minimum(np.arange(n) // max(1, n // 3), 2)
        made[f"few {n}"] = (
            pd.DataFrame(
                {
                    "spend": random.normal(label * 5.0, 1),
                    "far": np.r_[random.normal(10, 1, n - 1), 9e5],
                    "ties": random.integers(0, 2, n),
                    "plan": random.choice(["aa", "bb"], n),
                }
            ),
            label,
            ("spend", "far"),
        )
    n = 900
    label = (np.arange(n) >= 450).astype(int)
    made["a little"] = (
        pd.DataFrame(
            {"spend": random.normal(label * 9.0, 1), "visits": random.normal(label * 0.45, 1)}
        ),
        label,
        ("spend",),
    )
    alone = pd.DataFrame({"spend": [1.0, 5, 900], "b": [1, 1, 2]})
    made["one each"] = (alone, np.arange(3), ("spend",))
    made["noise"] = (
        pd.DataFrame({"spend": random.normal(label * 9.0, 1), "b": random.normal(size=n)}),
        label,
        ("spend",),
    )
    made["rare"] = (
        pd.DataFrame({"spend": random.normal(label * 9.0, 1), "b": random.random(n) < 0.03}).astype(
            float
        ),
        label,
        ("spend",),
    )
    even = np.linspace(0, 100, 450)
    for name, own in {
        "closer": np.linspace(40, 60, 450),
        "elsewhere": np.r_[np.linspace(40, 49, 300), np.linspace(60, 90, 150)],
        "at one place": np.full(450, 50.0),
    }.items():
        made[name] = (
            pd.DataFrame({"spend": random.normal(label * 9.0, 1), "age": np.r_[own, even]}),
            label,
            ("spend",),
        )
    wide = np.r_[random.normal(0, 1, 450), np.full(300, 5.0), random.normal(0, 1, 150)]
    made["peak"] = (
        pd.DataFrame({"spend": random.normal(label * 9.0, 1), "same": wide}),
        label,
        ("spend",),
    )
    return made
