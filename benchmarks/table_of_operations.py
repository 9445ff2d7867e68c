"""What of the table tells of an operator's matters: a first day."""


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
