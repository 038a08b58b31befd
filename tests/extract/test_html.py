"""Web pages and drawings: odd places."""

from __future__ import annotations

import base64

import pytest

from tests.helpers.extracted import NAME, found, unread
from tests.helpers.files import page


def test_what_stands_too_deep_in_a_page_is_a_fault_and_searched_as_far_as_can_be() -> None:
    deep = page("<div>" * 5_000 + "Thistle<b>wood</b>")
    assert found("a.html", deep) == {"P01"}
    assert any("too deeply" in one for one in unread("a.html", deep))


@pytest.mark.parametrize(
    "content",
    [
        "<j.thistlewood42@example.org>",
        "<p data-thistlewood>x</p>",
        "<x-thistlewood>x</x-thistlewood>",
        '<meta charset="utf-8" scheme="Thistlewood">',
        "<p>x</p title='Thistlewood'>",
        "<script>let a = 'Thistle\\u003cb\\u003ewood'</script>",
        "<script>let a = '\\u{54}histlewood'</script>",
        f'<a href="DATA:text/plain;BASE64,{base64.b64encode(NAME.encode()).decode()}">x</a>',
    ],
)
def test_odd_places_in_a_page_are_read(content: str) -> None:
    assert found("a.html", page(content)) == {"P01"}


@pytest.mark.parametrize("around", ["<!-- {} --><svg/>", "<svg/><!-- {} -->", "<!DOCTYPE svg [<!-- {} -->]><svg/>"])
def test_comments_around_a_drawing_are_read(around: str) -> None:
    assert found("a.svg", around.format(NAME)) == {"P01"}


def test_a_page_that_declares_the_wrong_encoding_is_read() -> None:
    assert found("a.html", '<html><meta charset="iso-8859-1"><p>Jürgen Müller'.encode()) == {"P03"}
    assert found("a.html", "<html><p>Łukasz Wiśniewski".encode("cp1250")) == {"P02"}
