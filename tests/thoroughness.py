"""How much a test tries: a part of it with `make test`, all of it with `make test-all`."""

_is_quick = False


def leave_slow_out(choice: str) -> None:
    """Take down which tests are chosen, before their files are read."""
    global _is_quick  # noqa: PLW0603 - one choice for the whole run
    _is_quick = choice == "not slow"


def tried(n: int, *, quick: int) -> int:
    """Return so many, or fewer where slow tests are left out."""
    return quick if _is_quick else n
