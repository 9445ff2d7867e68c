"""People as a trusted proxy names them, for pages that are run without one."""

from segmentation.access import identity

LISTS = {
    "SEGMENTATION_PROXY_HEADER": "X-Forwarded-Email",
    "SEGMENTATION_PROXY_ADDRESSES": "127.0.0.1",
    "FORWARDED_ALLOW_IPS": "",
    "SEGMENTATION_ADMINS": "dee@a.example",
    "SEGMENTATION_EDITORS": "*@a.example",
    "SEGMENTATION_VIEWERS": "*@b.example",
}


def looked_at_by(who: str | None) -> dict[str, str]:
    """Return the headers that a page reads once the proxy has named somebody."""
    if who is None:
        return {}
    return {identity.OURS.decode(): f"{identity._SECRET.decode()} {who}"}
