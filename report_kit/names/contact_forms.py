"""The forms of an e-mail address, a handle, a phone number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.names.caution import Caution, caution_of
from report_kit.names.forms import Form, Kind, Owner
from report_kit.names.normalise import alphanumeric
from report_kit.names.secret import SecretText
from report_kit.names.words import lower_case_words

_GENERIC_LOCAL_PARTS = frozenset(
    b"info contact enquiries enquiry admin office hello mail email post press media team support help web webmaster "
    b"noreply feedback events data research policy communications comms reception secretary chair ceo".split()
)


def core_of_email(email: SecretText) -> bytes:
    """Letters and digits that all forms of `email` have."""
    local, at, domain = email.reveal().strip().partition("@")
    joined = b"".join(alphanumeric(local))
    host = alphanumeric(domain) if at else ()
    return host[0] if host and (not joined or joined in _GENERIC_LOCAL_PARTS) else joined


def of_email(owner: Owner, email: SecretText) -> Iterator[Form]:
    """The address, also spelt out (`jane at example dot org`), and its local part."""
    local, at, domain = email.reveal().strip().partition("@")
    words, host = alphanumeric(local), alphanumeric(domain)
    if at and host:
        yield Form(owner, "e-mail address", (*words, *host))
        yield Form(owner, "e-mail address", (*words, b"at", *host))
        dotted = tuple(word for part in host for word in (part, b"dot"))[:-1]
        yield Form(owner, "e-mail address", (*words, b"at", *dotted))
    joined = b"".join(words)
    if not joined or joined in _GENERIC_LOCAL_PARTS:
        return
    kind: Kind = "part of an e-mail address"
    if len(words) == 1 and (len(joined) < 4 or caution_of(joined, surname=False) > Caution.COMMON):
        yield Form(owner, kind, words, only_before=b"@")
    else:
        plain = all(word in lower_case_words() or len(word) == 1 for word in words)
        yield Form(owner, kind, words, titled=plain)  # s.day@: "the person's day" is no part of it


def words_of_handle(handle: SecretText) -> tuple[bytes, ...]:
    """The words of the name of an account."""
    return alphanumeric(handle.reveal().strip().rstrip("/").rpartition("/")[2])


def of_handle(owner: Owner, handle: SecretText) -> Iterator[Form]:
    """The name of an account, without its `@` or address; after these signs only, where it may be a word."""
    words = words_of_handle(handle)
    joined = b"".join(words)
    if not joined:
        return
    weak = len(joined) < 5 or caution_of(joined, surname=False) > Caution.COMMON or joined in _GENERIC_LOCAL_PARTS
    yield Form(owner, "handle", words, only_after=b"@/" if weak else b"")


def digits_of_phone(phone: SecretText) -> bytes:
    """The digits of the number without the codes before it."""
    digits = re.sub(rb"[^0-9]", b"", b"".join(alphanumeric(phone.reveal())))
    for prefix in (b"00440", b"0044", b"440", b"44", b"00", b"0"):
        if digits.startswith(prefix) and len(digits) - len(prefix) >= 7:
            return digits[len(prefix) :]
    return digits


def of_phone(owner: Owner, phone: SecretText) -> Iterator[Form]:
    """The number without the codes before it."""
    digits = digits_of_phone(phone)
    if len(digits) >= 7:
        yield Form(owner, "phone number", (digits,))
