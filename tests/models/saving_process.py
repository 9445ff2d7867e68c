"""A program that saves without end and says each save that is done, to be killed in one of them."""

import sys

from made_models import mall_model

from segmentation.models.library import Library


def save_without_end(url: str) -> None:
    """Save again and again, and say each id."""
    library, model = Library(url), mall_model()
    plan = {f"note {at}": "x" * 50 for at in range(2_000)}
    number = 0
    while True:
        number += 1
        saved = library.save(f"Number {number}", model, plan=plan, note="y" * 1_000)
        print(saved, flush=True)  # noqa: T201 - its parent listens


if __name__ == "__main__":
    save_without_end(sys.argv[1])
