"""check_works: fields, types and dates of a bibliography in YAML that citation styles do not know.

In: the nodes of the works. Out: a warning for each that would be left out of the reference list without a word. Names
are those of CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV).
"""

from __future__ import annotations

from collections.abc import Iterable

from report_kit.diagnostics import Sink, Span, did_you_mean
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import reference_rules
from report_kit.sourcefiles.yaml_reader import Node, shown


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


TYPES = _names(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage"""
)
DATES = _names("accessed available-date event-date issued original-date submitted")
FIELDS = DATES | _names(
    """id type abstract annote archive archive_collection archive-place archive_location author authority call-number
    categories chair chapter-number citation-key citation-label citation-number collection-editor collection-number
    collection-title compiler composer container-author container-title container-title-short contributor curator custom
    dimensions director division DOI edition editor editorial-director editortranslator editor-translator event
    event-place event-title executive-producer first-reference-note-number genre guest host illustrator interviewer ISBN
    ISSN issue journalAbbreviation jurisdiction keyword language license locator medium narrator note number
    number-of-pages number-of-volumes organizer original-author original-publisher original-publisher-place
    original-title page page-first part-number part-title performer PMCID PMID printing-number producer publisher
    publisher-place recipient references reviewed-author reviewed-genre reviewed-title scale script-writer section
    series-creator shortTitle source status supplement-number title title-short container-title-short translator URL
    version volume volume-title volume-title-short year-suffix url doi isbn issn"""
)

_NAMES = _names(
    """author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director editortranslator editor-translator executive-producer guest host illustrator interviewer narrator
    organizer original-author performer producer recipient reviewed-author script-writer series-creator translator"""
)
"""Fields that hold names."""
_PERSON = pattern(
    r"(?:[A-Z]\.?-?){1,3}(?: (?:[A-Z]\.?){1,3})* [^\W\d_a-z][\w’'-]+"
    r"|[^\W\d_a-z][\w’'-]+(?: (?:[A-Z]\.?|[^\W\d_a-z][\w’'-]+)){1,2}"
)
"""Two or three words that each begin with a capital, or initials and a word."""
_BODIES = pattern(
    r"(?i)\b(?:agency|association|authority|board|borough|bureau|centre|center|charity|college|commission|committee|"
    r"company|council|data|department|directorate|foundation|forum|fund|government|group|house|institute|institution|"
    r"labs?|limited|ltd|library|ministry|network|office|organi[sz]ation|partners(?:hip)?|plc|press|research|review|"
    r"school|service|services|society|team|trust|union|university)\b"
)
"""Words in the names of organisations."""

_YEAR = pattern(r"-?\d{1,4}")
_DAY = pattern(r"-?\d{4}(?:-(?:0?[1-9]|1[0-2]|2[1-4])(?:-(?:0?[1-9]|[12]\d|3[01]))?)?[?~%]?")
"""A date of the Extended Date/Time Format, level 1 (https://www.loc.gov/standards/datetime/); 21 to 24 are seasons."""
_DATE_KEYS = frozenset(("date-parts", "year", "month", "day", "season", "circa", "literal", "raw"))


def check_works(works: Iterable[Node], sink: Sink) -> None:
    """Report the fields of `works` that are of no use."""
    for work in works:
        for name, (name_node, value) in (work.keys or {}).items():
            if name not in FIELDS:
                hint = did_you_mean(name, FIELDS) or "see the variables of CSL 1.0.2, or write it under 'note'"
                _report(
                    sink, name_node.span, f"no citation style knows a field '{shown(name)}': it is not printed", hint
                )
            elif name == "type" and value.text not in TYPES:
                hint = did_you_mean(value.text or "", TYPES) or "write book, report, article-journal, webpage …"
                _report(sink, value.span, f"'{shown(value.text or '')}' is no type of work that styles know", hint)
            elif name in _NAMES and (person := _person_in_one(value)) is not None:
                _report(sink, person.span, *_in_one(person.text or ""))
            elif name in DATES and not _is_date(value):
                said = f"'{shown(value.text)}'" if value.text is not None else "this"
                _report(
                    sink, value.span, f"{said} is no date, so that none is printed", "write 2017, 2017-10 or 2017-10-16"
                )


def _in_one(person: str) -> tuple[str, str]:
    """Message and hint for a person's name that is not parted."""
    *given, family = person.split()
    return (
        f"'{shown(person)}' is taken for the name of an organisation, and listed under {person.lstrip()[0]}",
        f"write 'family: {family}' and 'given: {' '.join(given)}', or 'literal: …' for an organisation",
    )


def _person_in_one(value: Node) -> Node | None:
    """The first name that looks like a person's and is not parted into `family` and `given`."""
    for one in [value] if value.items is None else value.items:
        text = one.text or ""
        if one.text is not None and _PERSON.fullmatch(text.strip()) and not _BODIES.search(text):
            return one
    return None


def _is_date(value: Node) -> bool:
    if value.items is not None:
        return bool(value.items) and len(value.items) <= 2 and all(_is_parts(one) for one in value.items)
    if value.keys is not None:
        parts = value.child("date-parts")
        return set(value.keys) <= _DATE_KEYS and (parts is None or parts.items is not None)
    text = (value.text or "").strip()
    return _YEAR.fullmatch(text) is not None or all(_DAY.fullmatch(one) for one in text.split("/", 1))


def _is_parts(value: Node) -> bool:
    """One date of a range, as `year: 2017`, `month: 10`, or as `[2017, 10]`."""
    if value.keys is not None:
        return set(value.keys) <= _DATE_KEYS
    return value.items is not None or _YEAR.fullmatch(value.text or "") is not None


def _report(sink: Sink, span: Span, message: str, hint: str) -> None:
    sink.add(reference_rules.UNUSABLE_FIELD.at(span, message, hint))
