"""Whether a host is this machine, told from its exact name or address."""

import re
from ipaddress import IPv6Address, ip_address

NAME = "localhost"
WRITTEN = re.compile(r"(?:\[(?P<bracketed>[^\[\]]*)\]|(?P<plain>[^:\[\]]*))(?::\d*)?")


def host_of(authority: str) -> str:
    """Return the host of an address, or of the header of that name, without its port.

    Parameters
    ----------
    authority : str
        What stands between ``//`` and the path.

    Returns
    -------
    str
        Empty where it is not written as RFC 3986, section 3.2, has it, or names somebody.

    Examples
    --------
    >>> [host_of(text) for text in ("shop.example:8501", "[::1]:80", "[::1].evil.example", "a@b")]
    ['shop.example', '::1', '', '']
    """
    found = None if "@" in authority else WRITTEN.fullmatch(authority)
    return (found["bracketed"] or found["plain"] or "") if found else ""


def is_this_machine(host: str) -> bool:
    """Tell whether a host is the machine that asks.

    Parameters
    ----------
    host : str
        A name or an address without brackets and port, as `host_of` returns it.

    Returns
    -------
    bool
        Of ``localhost`` and the addresses that never leave a machine (127.0.0.0/8 and ::1, also
        127.0.0.0/8 written in IPv6); of nothing that only begins or ends like one of them, since
        anybody may own such a name.

    References
    ----------
    RFC 1122, section 3.2.1.3; RFC 4291, sections 2.5.3 and 2.5.5.2; RFC 6761, section 6.3.

    Examples
    --------
    >>> [is_this_machine(host) for host in ("127.0.0.1", "::1", "localhost", "localhost.evil")]
    [True, True, True, False]
    """
    try:
        address = ip_address(host)
    except ValueError:
        return host.lower() == NAME
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return False
        address = address.ipv4_mapped or address
    return address.is_loopback
