"""Planted leaks in any number: names of many shapes × the ways to write a name × places in artifacts of every kind.

In: an `Owner`, a way, an artifact. Out: the files that name the person. All names are made up.
"""

from __future__ import annotations

import base64
import json
import quopri
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from report_kit.names.protected import ProtectedPerson
from tests.helpers.files import TYPES, archive, body, comment, compound, docx, page, pdf, runs
from tests.helpers.leaks import person


@dataclass(frozen=True)
class Owner:
    """Somebody who is protected."""

    given: str
    family: str
    middle: str = ""
    word: bool = False
    """Whether the surname is a word too, which takes more than the surname alone."""
    term: bool = False
    """Whether it also stands in brackets for other reasons: '(Page)'."""

    @property
    def full(self) -> str:
        """First name and surname."""
        return f"{self.given} {self.family}"

    @property
    def declared(self) -> ProtectedPerson:
        """As the private list has it."""
        return person(
            "P01",
            " ".join(filter(None, (self.given, self.middle, self.family))),
            family=self.family,
            emails=["contact.4711@post.example.org"],
            phones=["+44 (0)1632 960 147"],
            handles=["@quoll_0815"],
        )


OWNERS: tuple[Owner, ...] = (
    Owner("Ottoline", "Frithenby"),
    Owner("Araminta", "Goldthorpe", "Rosalind"),
    Owner("Sarah", "Thistlewood-Umberley"),
    Owner("Anne-Marie", "Quillfeather"),
    Owner("Jan", "van der Heijden"),
    Owner("Ludwig", "von Zitzewitz"),
    Owner("Carlos", "de la Fuente Ibáñez"),
    Owner("Siân", "Llwydgoed"),
    Owner("Søren", "Kjærgård"),
    Owner("Jürgen", "Weißmüller"),
    Owner("Łukasz", "Wiśniewski"),
    Owner("Dominic", "O’Shaughnessy"),
    Owner("Ruaridh", "MacGillivray"),
    Owner("Ngozi", "Okonjo-Iweala"),
    Owner("Nguyễn", "Văntrường"),
    Owner("Đorđe", "Šćepanović"),
    Owner("J. R.", "Featherstonehaugh"),
    Owner("Priya", "Venkataraghavan"),
    Owner("Helena", "Bonhamly Carterly"),
    Owner("Жанна", "Дубровская"),
    Owner("Ελένη", "Παπαδοπούλου"),
    Owner("ليلى", "حداد"),
    Owner("Mark", "Brown", word=True),
    Owner("Simon", "Day", word=True),
    Owner("Rose", "Field", word=True, term=True),
    Owner("Hope", "Price", word=True),
    Owner("Will", "Young", word=True),
    Owner("Grant", "Page", word=True, term=True),
)
"""Names of many shapes."""


def _initial(owner: Owner) -> str:
    return f"{owner.given[0]}."


WAYS: dict[str, Callable[[Owner], str]] = {
    # names of any kind
    "full name": lambda o: f"Then {o.full} said so.",
    "reversed": lambda o: f"{o.family}, {o.given}; and others",
    "initial": lambda o: f"as {_initial(o)} {o.family} said",
    "initial after": lambda o: f"{o.family} {o.given[0]}, Zubrowski T",
    "initial after comma": lambda o: f"as {o.family}, {_initial(o)} said",
    "title": lambda o: f"then Dr {o.family} left",
    "speaks": lambda o: f"We were late. {o.family} said so at once.",
    "possessive": lambda o: f"it was {o.family}’s view that",
    "capitals": lambda o: f"so {o.full.upper()} said",
    "no-break space": lambda o: f"by {o.given}\N{NO-BREAK SPACE}{o.family} then",
    "decomposed": lambda o: unicodedata.normalize("NFD", f"by {o.full} then"),
    "label": lambda o: f"{o.family}: we need more time for this",
    "present": lambda o: f"Present: Zubrowski, {o.family}, Quennell.",
    "chair": lambda o: f"Chair: {o.full}",
    "in brackets": lambda o: f"We need more time ({o.family}).",
    "couple": lambda o: f"then {o.given} and Mary {o.family} came",
    "with a middle initial": lambda o: f"by {o.given} Q. {o.family}",
    "role after": lambda o: f"{o.family}, the director of housing, said",
    "file name": lambda o: f"see {o.given}_{o.family}_notes.docx".replace(" ", "_"),
    # contacts
    "e-mail": lambda _: "write to contact.4711@post.example.org today",
    "e-mail spelt out": lambda _: "write to contact.4711 at post dot example dot org",
    "phone": lambda _: "ring 01632 960147 today",
    "phone abroad": lambda _: "ring 0044 1632 960 147 today",
    "handle": lambda _: "follow @quoll_0815 there",
    "handle in address": lambda _: "see https://social.example/quoll_0815/posts",
}
"""What is written."""

ALSO_WITHOUT_WORDS: dict[str, Callable[[Owner], str]] = {
    "surname": lambda o: f"and {o.family} was there",
    "small letters": lambda o: f"so {o.family.lower()} was there",
    "account": lambda o: f"saved by {_letters(o.given[0] + o.family)} then",
    "account turned round": lambda o: f"saved by {_letters(o.family + o.given[0])} then",
    "torn": lambda o: f"said {o.family[:4]}-\n{o.family[4:]} then",
}
"""Likewise, of those whose surname is no word."""


def _letters(text: str) -> str:
    """`text` as the name of an account."""
    return re.sub(r"[\s'’-]", "", text).lower()


def ways(owner: Owner) -> list[str]:
    """The ways in which `owner` may be named so that it can be derived."""
    found = [*WAYS, *(() if owner.word else ALSO_WITHOUT_WORDS)]
    if "." in owner.given:  # letters only: there is no first name
        found = [one for one in found if one not in {"couple", "file name", "with a middle initial"}]
    if owner.term:
        found.remove("in brackets")
    if not owner.family.isascii():
        found = [one for one in found if not one.startswith("account")]
    if (
        "’" in owner.family
        or owner.family[:4].strip(" -’") != owner.family[:4]
        or len(owner.family.split()) > 1
        or "-" in owner.family
    ):
        found = [one for one in found if one != "torn"]
    return found


def text_of(owner: Owner, way: str) -> str:
    """What is written of `owner`."""
    return {**WAYS, **ALSO_WITHOUT_WORDS}[way](owner)


# Artifacts


def _halves(text: str) -> tuple[str, str]:
    return text[: len(text) // 2], text[len(text) // 2 :]


def _emphasised(text: str) -> str:
    """Markdown with its longest word broken by emphasis."""
    word = max(re.findall(r"[^\W\d_]{5,}", text), key=len, default="")
    return text.replace(word, f"**{word[:3]}**{word[3:]}", 1) if word else text


def _tex(text: str) -> str:
    """Accents as TeX writes them."""
    marks = {"\u0301": "'", "\u0300": "`", "\u0308": '"', "\u0303": "~", "\u0302": "^", "\u030c": "v ", "\u0327": "c "}
    out = ""
    for letter in unicodedata.normalize("NFD", text):
        if letter in marks and out[-1:].isascii() and out:
            mark = marks[letter]
            out = f"{out[:-1]}\\{mark.strip()}{{{out[-1]}}}"
        else:
            out += {"ß": "\\ss{}", "ø": "\\o{}", "å": "\\aa{}", "æ": "\\ae{}", "ł": "\\l{}", "Ł": "\\L{}"}.get(
                letter, letter
            )
    return out


def _sheet(text: str) -> bytes:
    cells = "<row><c t='s'><v>1</v></c><c t='s'><v>0</v></c></row>"
    strings = f"<sst><si><t>{escape(text)}</t></si><si><t>x</t></si></sst>"
    sheet = f"<worksheet><sheetData>{cells}</sheetData></worksheet>"
    return archive({"[Content_Types].xml": TYPES, "xl/sharedStrings.xml": strings, "xl/worksheets/sheet1.xml": sheet})


def _slide(text: str) -> bytes:
    a, b = map(escape, _halves(text))
    content = f"<a:p><a:r><a:t>{a}</a:t></a:r><a:r><a:t>{b}</a:t></a:r></a:p>"
    slide = f"<p:sld xmlns:p='p' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>{content}</p:sld>"
    return archive({"[Content_Types].xml": TYPES, "ppt/slides/slide1.xml": slide})


def _odt(text: str) -> bytes:
    a, b = map(escape, _halves(text))
    t = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    content = f"<o:document-content xmlns:o='o' xmlns:t='{t}'><t:p>{a}<t:span>{b}</t:span></t:p></o:document-content>"
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def _mail(text: str, encoding: str) -> bytes:
    data = text.encode()
    coded = base64.encodebytes(data) if encoding == "base64" else quopri.encodestring(data)
    head = f"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n"
    return f"From: a@example.org\n{head}\n".encode() + coded


def _message(text: str) -> bytes:
    attached = archive({"notes.txt": f"{'x ' * 300}\n\n{text}"})
    return compound(
        {
            "__substg1.0_1000001F": b"\0" + "Please see the file.".encode("utf-16-le"),
            "__attach_version1.0_#00000000/__substg1.0_37010102": attached,
            "__attach_version1.0_#00000000/__substg1.0_3707001F": "notes.zip\0".encode("utf-16-le"),
        }
    )


def _deep(text: str) -> bytes:
    return archive({"a/mail.eml": _mail(text, "base64"), "b.zip": archive({"c.txt": "Nothing."})})


def _svg(text: str) -> bytes:
    a, b = map(escape, _halves(text))
    return f"<svg xmlns='http://www.w3.org/2000/svg'><text>{a}<tspan>{b}</tspan></text></svg>".encode()


def _svg_letters(text: str) -> bytes:
    letters = "".join(f"<text>{escape(one)}</text>" for one in text)
    return f"<svg xmlns='http://www.w3.org/2000/svg'>{letters}</svg>".encode()


def _html(text: str) -> bytes:
    a, b = map(escape, _halves(text))
    return page(f"<p>{a}<b>{b}</b></p>")


ARTIFACTS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "html": ("a.html", _html),
    "html attribute": ("a.html", lambda text: page(f'<img src="a.png" alt="{escape(text)}">')),
    "html entities": ("a.html", lambda text: page("<p>" + "".join(f"&#{ord(one)};" for one in text) + "</p>")),
    "pdf": ("a.pdf", lambda text: pdf(f"<p>{escape(text)}</p>", "body { font: 10pt 'Noto Sans', sans-serif }")),
    "docx": ("a.docx", lambda text: docx({"word/document.xml": body(runs(*map(escape, _halves(text))))})),
    "docx comment": ("a.docx", lambda text: docx({"word/comments.xml": comment("x", escape(text))})),
    "xlsx": ("a.xlsx", _sheet),
    "pptx": ("a.pptx", _slide),
    "odt": ("a.odt", _odt),
    "eml, base64": ("a.eml", lambda text: _mail(text, "base64")),
    "eml, quoted-printable": ("a.eml", lambda text: _mail(text, "quoted-printable")),
    "msg": ("a.msg", lambda text: compound({"__substg1.0_1000001F": text.encode("utf-16-le")})),
    "msg, attachment": ("a.msg", _message),
    "zip in zip": ("a.zip", _deep),
    "svg": ("a.svg", _svg),
    "bib": ("a.bib", lambda text: f"@misc{{x1,\n note = {{{_tex(text)}}}\n}}\n".encode()),
    "tex": ("a.tex", lambda text: f"\\section{{X}}\n{_tex(text)}\n".encode()),
    "json": ("a.json", lambda text: json.dumps({"a": f"x\n{text}\nx"}).encode()),
    "csv": ("a.csv", lambda text: f'id,text\n1,"{text}"\n'.encode()),
    "md": ("a.md", lambda text: f"# X\n\n{_emphasised(text)}\n".encode()),
    "md quote": ("a.md", lambda text: ("> " + text.replace(", ", ",\n> ") + "\n").encode()),
    "yaml": ("a.yaml", lambda text: f"- id: x\n  text: {json.dumps(text, ensure_ascii=False)}\n".encode()),
    "txt, utf-16": ("a.txt", lambda text: text.encode("utf-16")),
}
"""By kind of place: the name of the file, and how it is made."""


def planted(owner: Owner, way: str, artifact: str) -> tuple[str, bytes]:
    """A file that names `owner`."""
    file, make = ARTIFACTS[artifact]
    return file, make(text_of(owner, way))


def found(owner: Owner, file: str, data: bytes) -> bool:
    """Whether the scan finds `owner` in `data`."""
    from report_kit.confidentiality import scan
    from report_kit.names.protected import Protected

    return bool(scan({file: data}, Protected((owner.declared,))).hits)
