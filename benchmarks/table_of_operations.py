"""What of the table tells of an operator's matters: a first day, and a machine that stops."""


def deploy_line(found: dict) -> str:
    """Say how long the docs take who follows them."""
    seconds = found["seconds"]
    return (
        f"From `git clone` to the first page of who has logged in behind nginx, by the commands of "
        f"`docs/deploy.md` alone, in a new environment: {seconds['login'] / 60:.1f} minutes, "
        f"{seconds['program'] / 60:.1f} of them for the clone and the packages of Python "
        f"({found['processor_s']} s of processor time, {found['cores']} cores, load "
        f"{found['load']}; packages of the system were there)."
    )


def kill_lines(kinds: dict[str, dict[str, int]]) -> list[str]:
    """Make the table of programs that were killed while they saved."""
    rows = [f"| {kind} | {n['kills']} | {n['said']:,} | {n['lost']} |" for kind, n in kinds.items()]
    return [
        "| programs killed while they save | kills | saves said to be done | lost, half or left |",
        "|---|---:|---:|---:|",
        *rows,
    ]
