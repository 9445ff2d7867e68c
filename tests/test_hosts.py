"""Which hosts are this machine: exact names and addresses, nothing that looks like one."""

from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.hosts import host_of, is_this_machine

HERE = ("localhost", "LOCALHOST", "127.0.0.1", "127.255.0.9", "::1", "::ffff:127.0.0.1")
ELSEWHERE = (
    "",
    " localhost",
    "localhost.evil",
    "evil.localhost.example",
    "127.0.0.1.evil.example",
    "[::1].evil.example",
    "[::1]",
    "::1%eth0",
    "127.0.0.1:80",
    "128.0.0.1",
    "10.0.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "0.0.0.0",  # noqa: S104 - a name, nothing is bound to it
    "::",
    "::2",
    "::ffff:10.0.0.1",
    "2130706433",
    "0x7f000001",
    "127.1",
)


@pytest.mark.parametrize("host", HERE)
def test_names_and_addresses_of_this_machine(host):
    """RFC 1122, RFC 4291 and RFC 6761."""
    assert is_this_machine(host)


@pytest.mark.parametrize("host", ELSEWHERE)
def test_what_only_looks_like_this_machine(host):
    """A name that begins or ends like one of ours may be anybody's; other forms are refused."""
    assert not is_this_machine(host)


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_an_address_is_this_machine_by_its_first_byte(address):
    """In both ways of writing it."""
    is_here = str(address).startswith("127.")
    assert is_this_machine(str(address)) is is_here
    assert is_this_machine(f"::ffff:{address}") is is_here


@given(st.sampled_from(HERE), st.text("abcz09-", min_size=1, max_size=8))
def test_what_is_hung_on_makes_another_host(host, tail):
    """Before it or behind it."""
    assert not is_this_machine(f"{host}.{tail}.example")
    assert not is_this_machine(f"{tail}.{host}.example")


@pytest.mark.parametrize(
    ("authority", "host"),
    [
        ("localhost", "localhost"),
        ("127.0.0.1:8501", "127.0.0.1"),
        ("[::1]:8501", "::1"),
        ("[::1].evil.example", ""),
        ("[::1]evil.example:8501", ""),
        ("localhost:8501.evil", ""),
        ("localhost@evil.example", ""),
        ("::1", ""),
        ("[]", ""),
        ("", ""),
    ],
)
def test_a_host_is_read_whole_or_not_at_all(authority, host):
    """What follows a bracket or a port makes it no host."""
    assert host_of(authority) == host
