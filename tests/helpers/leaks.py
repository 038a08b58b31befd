"""A corpus of planted leaks: forms of names × places × artifacts, each a file that names one protected person.

Out: `leaks()`, a list of `Leak`. PDFs are made by WeasyPrint and changed by pikepdf, Word files are zipped by hand from
XML, pictures are made by Pillow. Nobody in it exists.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from report_kit.names.protected import Protected, ProtectedOrganisation, ProtectedPerson
from report_kit.names.secret import SecretText
from tests.helpers.files import (
    DOCUMENT,
    TYPES,
    archive,
    body,
    comment,
    docx,
    jpeg,
    link,
    page,
    part,
    pdf,
    png,
    run,
    runs,
)


def person(identifier: str, name: str, **more: Any) -> ProtectedPerson:
    """A protected person from plain texts."""
    fields = {
        key: tuple(map(SecretText, value)) if isinstance(value, list) else SecretText(value)
        for key, value in more.items()
    }
    return ProtectedPerson(id=identifier, name=SecretText(name), **fields)


PROTECTED = Protected(
    (
        person(
            "P01",
            "Jane Elizabeth Thistlewood",
            emails=["j.thistlewood42@example.org"],
            phones=["020 7946 0123"],
            handles=["@wooden_jane"],
        ),
        person("P02", "Mark Brown", emails=["mark.brown@example.gov.uk"], phones=["+44 7700 900123"]),
        person("P03", "Siân Müller-O’Connor"),
        person("P04", "Jan van der Heijden", name_variants=["Johannes Heyden"]),
        person("P05", "王小明"),
        person("P06", "محمد الأحمد"),
        person("P07", "Theresa May", honorific="Canon"),
        person("P08", "Xanthe Griffiths"),
        person("P09", "Anna Council"),
        person("P10", "Oona O"),
    ),
    (ProtectedOrganisation(id="wrenford", names=(SecretText("Wrenford Housing & Care Ltd"), SecretText("WHCL"))),),
)
"""Who is protected in the corpus."""


@dataclass(frozen=True)
class Leak:
    """One file with one planted name."""

    label: str
    """What is planted, where: 'html: initials and surname'."""
    file: str
    data: bytes
    owner: str
    """Id of the one who is named."""
    secret: str
    """What no message may hold."""


FORMS: dict[str, tuple[str, str, str]] = {
    # what: owner, text, the part that must not be printed
    "full name": ("P01", "The idea came from Jane Thistlewood at the end.", "Thistlewood"),
    "full name with middle name": ("P01", "The idea came from Jane Elizabeth Thistlewood.", "Thistlewood"),
    "full name with middle initial": ("P01", "The idea came from Jane E. Thistlewood.", "Thistlewood"),
    "lower case": ("P01", "the idea came from jane thistlewood at the end", "thistlewood"),
    "capitals": ("P01", "THE IDEA CAME FROM JANE THISTLEWOOD", "THISTLEWOOD"),
    "initial and surname": ("P01", "Cited as J. Thistlewood in the notes.", "Thistlewood"),
    "initials and surname": ("P01", "Cited as J.E. Thistlewood in the notes.", "Thistlewood"),
    "initial without full stop": ("P02", "A note by M Brown was read out.", "Brown"),
    "surname alone": ("P01", "As Thistlewood put it, data is not enough.", "Thistlewood"),
    "possessive": ("P01", "It was Thistlewood’s idea.", "Thistlewood"),
    "possessive of an ordinary word": ("P02", "It was Brown's idea in the first place.", "Brown"),
    "forgotten apostrophe": ("P01", "It was Thistlewoods idea.", "Thistlewood"),
    "rare first name": ("P08", "Then Xanthe showed the dashboard.", "Xanthe"),
    "first name with a verb": ("P02", "At that point Mark said that it would not do.", "Mark"),
    "ordinary surname with a verb": ("P02", "In the end, Brown argued for a pilot.", "Brown"),
    "ordinary surname in a sentence": ("P02", "The best answer came from Brown and it was short.", "Brown"),
    "month with a verb": ("P07", "Nobody spoke until May argued the opposite.", "May argued"),
    "month with a title": ("P07", "A question by Mrs May was left open.", "Mrs May"),
    "unusual title": ("P07", "A question by Canon May was left open.", "Canon May"),
    "institution with a title": ("P09", "Thanks to Ms Council for the room.", "Ms Council"),
    "institution with first name": ("P09", "Thanks to Anna Council for the room.", "Anna Council"),
    "title": ("P02", "Thanks to Dr Brown for the room.", "Brown"),
    "reversed": ("P01", "Thistlewood, Jane: head of data", "Thistlewood"),
    "reversed with initial": ("P02", "Brown, M.: head of data", "Brown"),
    "short first name": ("P02", "Thanks to Marc Brown for the room.", "Brown"),
    "e-mail address": ("P01", "Write to j.thistlewood42@example.org for more.", "thistlewood"),
    "e-mail address spelt out": ("P02", "Write to mark.brown (at) example.gov.uk for more.", "brown"),
    "local part": ("P01", "The file was saved by j.thistlewood42 on Monday.", "thistlewood"),
    "handle": ("P01", "Follow @wooden_jane for more.", "wooden"),
    "phone number": ("P01", "Ring 020 7946 0123 for more.", "7946"),
    "phone number from abroad": ("P02", "Ring +44 (0)7700 900 123 for more.", "7700"),
    "phone number without spaces": ("P01", "Ring 02079460123 for more.", "7946"),
    "without diacritics": ("P03", "Thanks to Sian Muller-O'Connor.", "Muller"),
    "umlaut spelt out": ("P03", "Thanks to Siân Mueller-O’Connor.", "Mueller"),
    "decomposed": ("P03", "Thanks to Sia\u0302n Mu\u0308ller-O’Connor.", "ller-O"),
    "half of a double name": ("P03", "Thanks to Ms Müller for the room.", "Müller"),
    "particles": ("P04", "As van der Heijden put it, no.", "Heijden"),
    "without particles": ("P04", "Thanks to Jan Heijden for the room.", "Heijden"),
    "other spelling": ("P04", "Thanks to Johannes Heyden for the room.", "Heyden"),
    "Chinese": ("P05", "会上王小明先生说", "王小明"),
    "Arabic": ("P06", "قال محمد الأحمد ذلك", "الأحمد"),
    "surname of one letter": ("P10", "Thanks to Oona O and to nobody else.", "Oona O"),
    "soft hyphens": ("P01", "Thanks to Ja\u00adne Thistle\u00adwood.", "Thistle"),
    "zero-width spaces": ("P01", "Thanks to Ja\u200bne\u00a0Thistle\u200bwood.", "Thistle"),
    "no-break space": ("P02", "Thanks to Mark\u202fBrown.", "Brown"),
    "letter-spaced": ("P01", "Thanks to J a n e  T h i s t l e w o o d.", "T h i s"),
    "letter-spaced surname": ("P01", "Thanks to T h i s t l e w o o d.", "T h i s"),
    "ligatures": ("P08", "Thanks to Xanthe Griﬃths.", "Gri"),
    "full-width letters": ("P01", "Thanks to Ｊａｎｅ Ｔｈｉｓｔｌｅｗｏｏｄ.", "Ｔｈｉ"),
    "organisation": ("wrenford", "The figures are from Wrenford Housing and Care.", "Housing"),
    "organisation's short name": ("wrenford", "The figures are from WHCL.", "WHCL"),
}
"""Forms, each in a sentence."""


def leaks() -> list[Leak]:
    """The whole corpus."""
    return [*_forms_everywhere(), *_html_places(), *_pdf_places(), *_docx_places(), *_other_places()]


NAME, SECRET = "Jane Thistlewood", "Thistlewood"
"""What is planted where the place matters, not the form."""


def _forms_everywhere() -> Iterator[Leak]:
    for what, (owner, text, secret) in FORMS.items():
        yield Leak(f"text: {what}", "notes.txt", f"One.\n\n{text}\n".encode(), owner, secret)
        yield Leak(f"html: {what}", "report.html", page(f"<p>One.</p><p>{text}</p>"), owner, secret)
        yield Leak(f"docx: {what}", "report.docx", docx({"word/document.xml": body(runs(text))}), owner, secret)
        yield Leak(f"pdf: {what}", "report.pdf", pdf(f"<p>One.</p><p>{text}</p>"), owner, secret)


# HTML


def _html_places() -> Iterator[Leak]:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg'><text>{NAME}</text></svg>"
    pages = {
        "across inline tags": page("<p>By J<b>an</b>e <i>Thistle</i>wo<span class=x>od</span>.</p>"),
        "across a line break with a hyphen": page("<p>By Jane Thistle-<br>wood.</p>"),
        "across a wrapped source line": page("<p>By Jane\n      Thistlewood.</p>"),
        "in two cells": page("<table><tr><td>Jane</td><td>Thistlewood</td></tr></table>"),
        "title": page("", f"<title>{NAME}</title>"),
        "meta description": page("", f'<meta name="description" content="With {NAME}">'),
        "meta author": page("", '<meta name="author" content="thistlewood">'),
        "alternative text": page(f'<img alt="{NAME} at the table" src="a.png">'),
        "title attribute": page(f'<abbr title="{NAME}">JT</abbr>'),
        "accessible name": page(f'<nav aria-label="{NAME}"></nav>'),
        "data attribute": page(f'<p data-speaker="{NAME}">x</p>'),
        "id": page('<p id="jane-thistlewood">x</p>'),
        "id in camel case": page('<p id="quoteThistlewoodTwo">x</p>'),
        "class": page('<p class="speaker_thistlewood">x</p>'),
        "comment": page(f"<!-- ask {NAME} --><p>x</p>"),
        "comment before the page": b"<!-- by Jane Thistlewood -->" + page("x"),
        "style": page("", f"<style>p::before {{ content: '{NAME}' }}</style>"),
        "script": page("", f'<script type="application/ld+json">{{"name": "{NAME}"}}</script>'),
        "script with escapes": page("", '<script>var a = "Jane Thistl\\u0065wood"</script>'),
        "link, percent-encoded": page('<a href="/people/Jane%20Thistlew%6Fod">x</a>'),
        "link, mail": page('<a href="mailto:j.thistlewood42%40example.org">x</a>'),
        "entities": page("<p>By J&#97;ne Thistlew&#x6f;od</p>"),
        "doubly encoded entities": page("<p>By J&amp;#97;ne Thistlew&amp;#x6f;od</p>"),
        "hidden": page(f"<p hidden>{NAME}</p>"),
        "noscript": page(f"<noscript>{NAME}</noscript>"),
        "template": page(f"<template><p>{NAME}</p></template>"),
        "text area": page(f"<textarea>{NAME}</textarea>"),
        "drawing's title": page(f"<svg><title>{NAME}</title></svg>"),
        "drawing's text in pieces": page("<svg><text><tspan>Jane Thistle</tspan><tspan>wood</tspan></text></svg>"),
        "frame": page('<iframe srcdoc="&lt;p&gt;Jane &lt;b&gt;Thistle&lt;/b&gt;wood"></iframe>'),
        "data URI of text": page(f'<a href="data:text/plain;base64,{_base64(NAME.encode())}">x</a>'),
        "data URI of a drawing": page(f'<img alt="" src="data:image/svg+xml;base64,{_base64(svg.encode())}">'),
        "data URI, percent-encoded": page(f'<img alt="" src="data:image/svg+xml,{quote(svg)}">'),
        "data URI in a style": page(
            f"<p style='background:url(data:image/svg+xml;base64,{_base64(svg.encode())})'>x</p>"
        ),
        "data URI of a photograph": page(f'<img alt="" src="data:image/jpeg;base64,{_base64(jpeg(0x013B, NAME))}">'),
        "after the end": page("x") + b"<p>Jane Thistlewood</p>",
        "in UTF-16": page(f"<p>{NAME}</p>").decode().encode("utf-16"),
    }
    for where, data in pages.items():
        yield Leak(f"html, place: {where}", "report.html", data, "P01", SECRET)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


# PDF


def _changed(change: Callable[[Any, Any], None]) -> bytes:
    """A PDF changed by pikepdf."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf("<h1>One</h1><p>Two.</p>"))) as document:
        change(document, pikepdf)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _pdf_places() -> Iterator[Leak]:
    long = "<p>" + "word " * 60 + "</p>"
    foot = "@page { @top-center { content: 'Running head' } @bottom-center { content: 'Foot ' counter(page) } }"
    narrow = "p { width: 22mm; hyphens: manual }"
    pages = {
        "bookmark and heading": pdf(f"<h1>{NAME}</h1>"),
        "running head": pdf(long, f"@page {{ @top-left {{ content: '{NAME}' }} }}"),
        "across lines with a hyphen": pdf("<p>By Jane Thistle&shy;wood then.</p>", narrow),
        "across lines": pdf("<p>spoken by Jane Thistlewood</p>", "p { width: 20mm }"),
        "across pages": pdf('<p>By Jane</p><p style="break-before: page">Thistlewood.</p>', foot),
        "across pages with a hyphen": pdf('<p>By Jane Thistle-</p><p style="break-before: page">wood said</p>', foot),
        "letter-spaced by style": pdf(f'<p style="letter-spacing: 2mm">{NAME}</p>'),
        "ligature of the font": pdf("<p>By Xanthe Griffiths.</p>"),
        "invisible": pdf(f'<p style="color: white; font-size: 1pt">{NAME}</p>'),
        "link": pdf('<p><a href="https://example.org/Jane%20Thistlewood">x</a></p>'),
        "named destination": pdf('<p id="jane-thistlewood">x</p><a href="#jane-thistlewood">y</a>'),
        "author": pdf("x", head=f'<meta name="author" content="{NAME}">'),
        "keywords": pdf("x", head=f'<meta name="keywords" content="{NAME}">'),
        "alternative text": pdf(f'<img alt="{NAME}" src="data:image/png;base64,{_base64(png({}))}">'),
        "picture": _changed(_set_picture),
        "creator": _changed(lambda d, p: d.docinfo.__setitem__("/Creator", p.String(NAME))),
        "own property, UTF-16": _changed(lambda d, p: d.docinfo.__setitem__("/Saal", p.String(f"{NAME} ✓"))),
        "XMP": _changed(_set_xmp),
        "annotation": _changed(lambda d, p: _annotate(d, p, Contents=f"Ask {NAME}")),
        "annotation's author": _changed(lambda d, p: _annotate(d, p, T="thistlewood")),
        "attachment": _changed(lambda d, p: _attach(d, p, "notes.txt", NAME.encode())),
        "attachment's name": _changed(lambda d, p: _attach(d, p, "jane_thistlewood.txt", b"x")),
        "attachment in an attachment": _changed(lambda d, p: _attach(d, p, "a.zip", archive({"b.txt": NAME.encode()}))),
        "Word file attached": _changed(
            lambda d, p: _attach(d, p, "a.docx", docx({"word/document.xml": body(runs(NAME))}))
        ),
        "form field": _changed(_field),
        "script": _changed(_set_script),
        "layer": _changed(_set_layer),
        "page label": _changed(_set_labels),
        "text for screen readers": _changed(_set_actual_text),
        "private data of a program": _changed(_set_private_data),
        "earlier version": _with_earlier_version(),
    }
    for where, data in pages.items():
        owner, secret = ("P08", "Griffiths") if "ligature" in where else ("P01", SECRET)
        yield Leak(f"pdf, place: {where}", "report.pdf", data, owner, secret)


def _set_xmp(document: Any, _pikepdf: Any) -> None:
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:contributor"] = {NAME}


def _annotate(document: Any, pikepdf: Any, **entries: str) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 10, 10])
    for key, value in entries.items():
        note[f"/{key}"] = pikepdf.String(value)
    document.pages[0].obj["/Annots"] = pikepdf.Array([document.make_indirect(note)])


def _attach(document: Any, pikepdf: Any, name: str, data: bytes) -> None:
    document.attachments[name] = pikepdf.AttachedFileSpec(document, data, filename=name)


def _field(document: Any, pikepdf: Any) -> None:
    field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("who"), V=pikepdf.String(NAME))
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([document.make_indirect(field)]))


def _set_script(document: Any, pikepdf: Any) -> None:
    script = document.make_stream(f"app.alert('{NAME}')".encode())
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=script)


def _set_layer(document: Any, pikepdf: Any) -> None:
    layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String(NAME)))
    document.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary())


def _set_labels(document: Any, pikepdf: Any) -> None:
    label = pikepdf.Dictionary(S=pikepdf.Name.D, P=pikepdf.String(NAME))
    document.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, label]))


def _set_actual_text(document: Any, _pikepdf: Any) -> None:
    document.pages[0].contents_add(f"/Span <</ActualText ({NAME})>> BDC EMC".encode())


def _set_picture(document: Any, pikepdf: Any) -> None:
    # WeasyPrint takes the metadata out of the pictures that it embeds; other programs do not.
    picture = document.make_stream(jpeg(0x013B, NAME), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    picture.Filter = pikepdf.Name.DCTDecode
    document.pages[0].obj.Resources["/XObject"] = pikepdf.Dictionary(Im1=picture)


def _set_private_data(document: Any, pikepdf: Any) -> None:
    stream = document.make_stream(b"%AI 1\n(Created by Jane Thistlewood)\n")
    document.Root.PieceInfo = pikepdf.Dictionary(Sketch=pikepdf.Dictionary(Private=stream))


def _with_earlier_version() -> bytes:
    """A file whose author was taken out by appending a new version of the properties, as editors do."""
    first = pdf("x", head=f'<meta name="author" content="{NAME}">')
    start = int(first[first.rfind(b"startxref") + 9 :].split()[0])
    info = first[first.rfind(b"/Info") + 5 :].split()[0].decode()
    root = first[first.rfind(b"/Root") + 5 :].split()[0].decode()
    size = first[first.rfind(b"/Size") + 5 :].split()[0].split(b"/")[0].decode()
    entry = f"{info} 0 obj\n<</Title (Report)>>\nendobj\n".encode()
    table = len(first) + len(entry)
    trailer = (
        f"xref\n{info} 1\n{len(first):010} 00000 n \ntrailer\n"
        f"<</Size {size} /Root {root} 0 R /Info {info} 0 R /Prev {start}>>\nstartxref\n{table}\n%%EOF\n"
    )
    return first + entry + trailer.encode()


# Word


def _docx_places() -> Iterator[Leak]:
    core = '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc">{}</cp:coreProperties>'
    tracked = "<w:p><w:r><w:t>Jane Thistle</w:t></w:r>{}<w:r><w:t>wood</w:t></w:r></w:p>"
    files: dict[str, dict[str, str | bytes]] = {
        "split over runs": {DOCUMENT: body(runs("Ja", "ne This", "tlewo", "od"))},
        "across paragraphs": {DOCUMENT: body(runs("Jane") + runs("Thistlewood"))},
        "broken by a soft hyphen": {DOCUMENT: body(run("<w:t>Jane Thistle</w:t><w:softHyphen/><w:t>wood</w:t>"))},
        "header": {"word/header1.xml": part("hdr", runs(NAME))},
        "footer": {"word/footer1.xml": part("ftr", runs(NAME))},
        "footnote": {"word/footnotes.xml": part("footnotes", f'<w:footnote w:id="1">{runs(NAME)}</w:footnote>')},
        "endnote": {"word/endnotes.xml": part("endnotes", f'<w:endnote w:id="1">{runs(NAME)}</w:endnote>')},
        "comment": {"word/comments.xml": comment("x", NAME)},
        "comment's author": {"word/comments.xml": comment("thistlewood", "x")},
        "insertion": {DOCUMENT: body(f"<w:p><w:ins w:author='x'><w:r><w:t>{NAME}</w:t></w:r></w:ins></w:p>")},
        "insertion's author": {DOCUMENT: body(f"<w:p><w:ins w:author='{NAME}'><w:r><w:t>x</w:t></w:r></w:ins></w:p>")},
        "deletion": {DOCUMENT: body(f"<w:p><w:del><w:r><w:delText>{NAME}</w:delText></w:r></w:del></w:p>")},
        "whole once changes are accepted": {
            DOCUMENT: body(tracked.format("<w:del><w:r><w:delText>x y z</w:delText></w:r></w:del>"))
        },
        "whole once changes are rejected": {
            DOCUMENT: body(tracked.format("<w:ins><w:r><w:t>x y z</w:t></w:r></w:ins>"))
        },
        "creator": {"docProps/core.xml": core.format("<dc:creator>thistlewood</dc:creator>")},
        "last modified by": {
            "docProps/core.xml": core.format(f"<cp:lastModifiedBy>{NAME}</cp:lastModifiedBy>")
        },
        "manager": {"docProps/app.xml": f"<Properties><Manager>{NAME}</Manager></Properties>"},
        "custom property": {"docProps/custom.xml": f"<Properties><property><v>{NAME}</v></property></Properties>"},
        "custom XML": {"customXml/item1.xml": "<who><given>Jane</given><family>Thistlewood</family></who>"},
        "people": {"word/people.xml": part("people", f'<w15:person w15:author="{NAME}"/>')},
        "document variable": {"word/settings.xml": part("settings", f'<w:docVar w:name="a" w:val="{NAME}"/>')},
        "link target": {
            "word/_rels/document.xml.rels": link("https://x.org/Jane%20Thistlewood")
        },
        "template's path": {
            "word/_rels/settings.xml.rels": link("file:///C:\\Users\\jthistlewood\\a.dotx")
        },
        "field code": {DOCUMENT: body(run("<w:instrText>HYPERLINK mailto:j.thistlewood42@example.org</w:instrText>"))},
        "alternative text": {DOCUMENT: body(run(f'<wp:docPr xmlns:wp="urn:wp" descr="{NAME}"/>'))},
        "text box": {DOCUMENT: body(run(f"<w:txbxContent>{runs('Jane Thistle', 'wood')}</w:txbxContent>"))},
        "bookmark": {DOCUMENT: body('<w:p><w:bookmarkStart w:id="1" w:name="Jane_Thistlewood"/></w:p>')},
        "content control": {DOCUMENT: body(f'<w:sdt><w:sdtPr><w:alias w:val="{NAME}"/></w:sdtPr></w:sdt>')},
        "picture": {"word/media/image1.jpeg": jpeg(0x013B, NAME)},
        "picture's name": {"word/media/jane_thistlewood.png": png({})},
        "workbook inside": {
            "word/embeddings/a.xlsx": archive(
                {
                    "[Content_Types].xml": TYPES,
                    "xl/sharedStrings.xml": "<sst><si><t>Jane This</t><t>tlewood</t></si></sst>",
                }
            )
        },
        "XML comment": {DOCUMENT: body(f"<!-- {NAME} -->{runs('x')}")},
        "part of no known kind": {"word/printerSettings/a.bin": b"\x00\x01" + NAME.encode("utf-16-le") + b"\x00\xff"},
    }  # fmt: skip
    for where, parts in files.items():
        yield Leak(f"docx, place: {where}", "report.docx", docx(parts), "P01", SECRET)


# Pictures and the rest


def _webp(xmp: str) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "WEBP", xmp=xmp.encode())
    return out.getvalue()


def _jpeg_with(marker: int, content: bytes) -> bytes:
    plain = jpeg(0x010E, "x")
    return plain[:2] + bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content + plain[2:]


def _other_places() -> Iterator[Leak]:
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:dc="urn:dc"><dc:creator>{NAME}</dc:creator></x:xmpmeta>'
    iptc = b"\x1c\x02\x50" + len(NAME).to_bytes(2, "big") + NAME.encode()
    files = {
        "file name": ("jane_thistlewood.css", b"p { color: red }"),
        "file name in camel case": ("NotesThistlewood.css", b"p { color: red }"),
        "CSV": ("a.csv", b"id;given;family\r\n1;Jane;Thistlewood\r\n"),
        "JSON": ("a.json", json.dumps({"given": "Jane", "family": "Thistlewood"}).encode()),
        "JSON with escapes": ("a.json", b'{"name": "Jane Thistl\\u0065wood"}'),
        "YAML": ("a.yaml", b"speaker: jane thistlewood\n"),
        "Markdown": ("a.md", b"By J*an*e **Thistle**wood.\n"),
        "Markdown with tags": ("a.md", b"By Jane <b>Thistle</b>wood.\n"),
        "style sheet": ("a.css", b'p::after { content: "Jane Thistl\\65 wood" }'),
        "torn by a hyphen": ("a.txt", b"so said Jane Thistle-\n   wood at once\n"),
        "surname torn by a hyphen": ("a.txt", b"so said Thistle-\nwood at once\n"),
        "address torn between lines": ("a.txt", b"write to j.thistlewood42@exam\nple.org\n"),
        "UTF-16": ("a.txt", NAME.encode("utf-16")),
        "UTF-16 without its mark": ("a.txt", f"By {NAME}, who knows.".encode("utf-16-be")),
        "Windows-1252": ("a.txt", f"By {NAME} – caf\xe9.".encode("cp1252")),
        "mail": ("a.eml", b"Subject: x\n\nBy Jane Thist=\nlewood and J=61ne Thistlewood\n"),
        "binary": ("a.bin", b"\x00\x01\x02\xff" * 40 + NAME.encode() + b"\x00\xfe"),
        "zip": ("a.zip", archive({"b/c.txt": NAME})),
        "zip in a zip": ("a.zip", archive({"b.zip": archive({"c.txt": NAME})})),
        "name in a zip": ("a.zip", archive({"thistlewood/c.txt": "x"})),
        "gzip": ("a.json.gz", gzip.compress(NAME.encode(), mtime=0)),
        "drawing": ("a.svg", b"<svg><text>Jane <tspan>Thistle</tspan>wood</text></svg>"),
        "drawing's comment": ("a.svg", f"<svg><!-- {NAME} --></svg>".encode()),
        "drawing's metadata": ("a.svg", f"<svg><metadata>{xmp}</metadata></svg>".encode()),
        "PNG text": ("a.png", png({"Comment": f"by {NAME}"})),
        "PNG text, packed": ("a.png", png({"Comment": f"by {NAME}" * 9}, packed=True)),
        "PNG author": ("a.png", png({"Author": "thistlewood"})),
        "after the end of a PNG": ("a.png", png({}) + NAME.encode()),
        "EXIF artist": ("a.jpg", jpeg(0x013B, NAME)),
        "EXIF, Windows' author": ("a.jpg", jpeg(0x9C9D, NAME.encode("utf-16-le"))),
        "EXIF description": ("a.jpg", jpeg(0x010E, f"{NAME} speaking")),
        "IPTC by-line": ("a.jpg", _jpeg_with(0xED, b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x20" + iptc)),
        "XMP in a JPEG": ("a.jpg", _jpeg_with(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + xmp.encode())),
        "JPEG comment": ("a.jpg", _jpeg_with(0xFE, NAME.encode())),
        "XMP in a WebP": ("a.webp", _webp(xmp)),
    }  # fmt: skip
    for where, (file, data) in files.items():
        yield Leak(f"file: {where}", file, data, "P01", SECRET)
