"""The forms of an e-mail address, a handle, a phone number."""

from __future__ import annotations

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
        yield Form(owner, kind, words, titled=all(word in lower_case_words() for word in words))


def of_handle(owner: Owner, handle: SecretText) -> Iterator[Form]:
    """The name of an account, without its `@` or address; after these signs only, where it may be a word."""
    words = alphanumeric(handle.reveal().strip().rstrip("/").rpartition("/")[2])
    joined = b"".join(words)
    if not joined:
        return
    weak = len(joined) < 5 or caution_of(joined, surname=False) > Caution.COMMON or joined in _GENERIC_LOCAL_PARTS
    yield Form(owner, "handle", words, only_after=b"@/" if weak else b"")


def of_phone(owner: Owner, phone: SecretText) -> Iterator[Form]:
    """The number without the codes before it."""
    digits = bytes(c for c in b"".join(alphanumeric(phone.reveal())) if c in b"0123456789")
    for prefix in (b"00440", b"0044", b"440", b"44", b"00", b"0"):
        if digits.startswith(prefix) and len(digits) - len(prefix) >= 7:
            digits = digits[len(prefix) :]
            break
    if len(digits) >= 7:
        yield Form(owner, "phone number", (digits,))
