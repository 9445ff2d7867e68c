"""E-mail addresses and phone numbers as platforms want them before they are hashed.

Whatever cannot be brought into the form is left out: a number without its country could be
somebody else's.

References
----------
Google (2026). Data Manager API, Format user data.
    developers.google.com/data-manager/api/devguides/concepts/formatting, read 26 November 2026.
Meta (2026). Conversions API, Customer Information Parameters.
    developers.facebook.com/documentation/ads-commerce/conversions-api/parameters/
    customer-information-parameters, updated 9 January 2026, read 26 November 2026.
"""

import hashlib
import re

from segmentation.tables.columns.personal import AN_EMAIL, VALUES

FORMULA = ("=", "+", "-", "@")
GMAIL = ("gmail.com", "googlemail.com")
E164 = re.compile(r"\+[1-9]\d{6,14}")
BETWEEN = re.compile(r"\(0\)|[\s().\-/]")


def google_email(text: str) -> str:
    """Return an address as Google hashes it.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        In small letters without spaces; of Gmail without dots and without what follows a plus
        (Data Manager API, Format user data, read 26 November 2026). Empty where it is no address.

    Examples
    --------
    >>> google_email(" cloudy.sanfrancisco+shopping@gmail.com ")
    'cloudysanfrancisco@gmail.com'
    >>> google_email("user.name+NYC@Example.com")
    'user.name+nyc@example.com'
    """
    address = "".join(text.split()).lower()
    if not VALUES[AN_EMAIL].fullmatch(address):
        return ""
    name, domain = address.rsplit("@", 1)
    if domain not in GMAIL:
        return address
    name = name.split("+", 1)[0].replace(".", "")
    return f"{name}@{domain}" if name else ""


def meta_email(text: str) -> str:
    """Return an address as Meta hashes it.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Trimmed, in small letters (Customer Information Parameters, updated 9 January 2026). Empty
        where it is no address.

    Examples
    --------
    >>> meta_email(" John_Smith@gmail.com")
    'john_smith@gmail.com'
    """
    address = text.strip().lower()
    return address if VALUES[AN_EMAIL].fullmatch(address) else ""


def plain_email(text: str) -> str:
    """Return an address as mail tools take it, neither hashed nor changed but for its ends.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Empty where it is no address, and where a program for tables would take it for a formula:
        in such a file nothing may be put before it.

    Examples
    --------
    >>> plain_email(" Ann.Lee+Shop@Example.com"), plain_email("=cmd|x@example.com")
    ('Ann.Lee+Shop@Example.com', '')
    """
    address = text.strip()
    is_one = VALUES[AN_EMAIL].fullmatch(address) and not address.startswith(FORMULA)
    return address if is_one else ""


def mailchimp_email(text: str) -> str:
    """Return an address as Mailchimp takes it.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Empty where letters outside of ASCII stand before the @ (Format Guidelines for Your Import
        File, read 27 November 2026).

    Examples
    --------
    >>> mailchimp_email("muñoz@example.com"), mailchimp_email("info@exámple.com")
    ('', 'info@exámple.com')
    """
    address = plain_email(text)
    return address if address.partition("@")[0].isascii() else ""


def google_phone(text: str) -> str:
    """Return a number as Google hashes it.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        In the form E.164: a plus, the country and digits (Data Manager API, Format user data, read
        26 November 2026). Empty where it does not say its country.

    Examples
    --------
    >>> google_phone("+1 (800) 555-0100"), google_phone("0049 30 123456"), google_phone("030 12345")
    ('+18005550100', '+4930123456', '')
    """
    close = BETWEEN.sub("", text.strip())
    close = f"+{close[2:]}" if close.startswith("00") else close
    return close if E164.fullmatch(close) else ""


def plain_phone(text: str) -> str:
    """Return a number with a plus and its country, in digits; empty where it does not say that."""
    return google_phone(text)


def meta_phone(text: str) -> str:
    """Return a number as Meta hashes it.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Digits with the country, without symbols and leading zeros (Customer Information
        Parameters, updated 9 January 2026). Empty where it does not say its country.

    Examples
    --------
    >>> meta_phone("+1 (650) 555-1212")
    '16505551212'
    """
    return google_phone(text).removeprefix("+")


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in hexadecimal digits; of nothing, nothing.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    return hashlib.sha256(text.encode()).hexdigest() if text else ""
