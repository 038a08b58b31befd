"""Mail: headers and parts are decoded."""

from __future__ import annotations

import base64

import pytest

from tests.helpers.extracted import NAME, found
from tests.helpers.files import archive


def mail(headers: str, content: str = "x") -> str:
    return f"From: x@example.org\r\nMIME-Version: 1.0\r\n{headers}\r\n\r\n{content}"


BASE64 = "Content-Transfer-Encoding: base64"


@pytest.mark.parametrize("file", ["a.eml", "a.txt"])
@pytest.mark.parametrize(
    ("message", "owner"),
    [
        (mail(BASE64, base64.encodebytes(f"Dear all, {NAME} said so.".encode()).decode()), "P01"),
        (mail(f"Subject: =?utf-8?B?{base64.b64encode(NAME.encode()).decode()}?="), "P01"),
        (mail("Subject: =?iso-8859-1?Q?J=FCrgen_M=FCller?="), "P03"),
        (
            mail(
                "Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/plain; charset=iso-8859-2",
                "=A3ukasz Wi=B6niewski",
            ),
            "P02",
        ),
        (
            mail(f"Content-Type: application/zip\r\n{BASE64}", base64.encodebytes(archive({"b.txt": NAME})).decode()),
            "P01",
        ),
        (mail(f"Content-Type: text/html\r\n{BASE64}", base64.b64encode(b"<p>Thistle<b>wood</b></p>").decode()), "P01"),
        (mail("Content-Disposition: attachment; filename*=utf-8''Thistl%65wood.txt"), "P01"),
        (
            mail(
                'Content-Type: multipart/mixed; boundary="b"',
                f"--b\r\n{BASE64}\r\n\r\n{base64.b64encode(NAME.encode()).decode()}\r\n--b--",
            ),
            "P01",
        ),
    ],
)
def test_mail_is_decoded(file: str, message: str, owner: str) -> None:
    assert found(file, message) == {owner}
