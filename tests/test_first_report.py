"""How long it takes from a first draft, by somebody who writes Word documents, to a report of which nothing is told.

The draft below has slips of many kinds. Its editor does what the messages say, each as it is told and nothing else:
takes over the text that is offered, or writes what the hint says, and where only an author knows more, has an answer.
Round after round the test looks at what is told: a message that would also go away if all others were mended only
follows from them, and says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

import pytest

from report_kit import pipeline
from report_kit.cli.mending import mend
from report_kit.diagnostics import Diagnostic, Edit, Span
from report_kit.outcome import Outcome
from report_kit.sourcefiles.dump import Change
from report_kit.sourcefiles.text import SourceText
from tests.checks.test_hints import PICTURE
from tests.helpers.workspace import MemoryWorkspace

Files = dict[str, str | bytes]

DRAFT: Files = {
    "report.yaml": """\
title: Water at the table
subtitle: “What councils told us”: a first report
date: 2026-12-01
status: Draft
publishers:
  - North Institute
logo: images/logo.png
description: What was said of water.
""",
    "sources/organisations.yaml": """\
- id: north
  name: North Institute
- id: county
  name: Exampleshire County Council
  type: county council
\trepresented: true
  list_consent: yes
""",
    "sources/events.yaml": """\
- id: discovery
  title: Discovery workshop
  date: 12 October 2026
  type: round table
  hosts: [north]
  attended: four
  attribution_rule: chatham_house_rule
""",
    "sources/participants.yaml": "".join(
        f"- id: P0{number}\n  organisation: {organisation}\n  descriptor: a council officer\n"
        f"  consent: {{attribution_level: {level}, list_org: yes}}\n"
        for number, organisation, level in (
            (1, "county", "organisation_type"),
            (2, "Exampleshire County Council", "organisation_type"),
            (3, "county", "organisation type"),
            (4, "county", "organisation_type"),
        )
    ),
    "sources/codes.yaml": "- id: Leaks\n  name: Leaks\n- id: data\n  name: Data\n",
    "sources/references.yaml": """\
references:
  - id: smith-2019
    type: report
    title: What councils spend: a review
    author: Joan Smith
    issued: 2019
""",
    "sources/notes/discovery.md": """\
---
event: Discovery
recorded_as: near verbatim
---

::: {.note #N1 speaker="P01" codes="leaks"}
We lose a fifth of our water and nobody can say where it goes.
:::

::: {.note #N2 speaker="P02" codes="leaks"}
Smart meters found forty leaks in a single street of ours.

::: {.note #N3 speaker="P03" code="data"}
The maps of the pipes are older than the people who read them.
:::

::: {.note #N4 speaker="P04" codes="leaks data"}
Share the map once, and you save ten holes in the road.
:::
""",
    "sources/sections/introduction.md": """\
---
title: Introduction
---

# Introduction

This is ==the first report==, and itâ€™s short. We spoke with [four] people.¹

¹ One of them by telephone.

WHAT WE ASKED

• Where does the water go?
• Who pays for it?

1.2 How to read this report

See Table 9 on page 4 and finding F1. {Tim: ok?} Leaks come ﬁrst, as others found [1].

> [!NOTE]
> This report names nobody.

\\newpage

- [ ] check the numbers
- [x] ask for the logo
""",
    "sources/sections/methodology.md": """\
---
title: Methodology
placement: Back
---

We held [one]{count="events"} workshop, and wrote down [five]{count="notes"} notes.

Service\tPeople\tHours
Waste\t4\t12
Roads\t3\t9

!!! note
    All were there in person.
""",
    "themes/01-leaks.md": """\
---
title: Leaks: nobody sees them
summary: Nobody knows where the water goes.
codes: [leaks]
---

::: {.finding #F1}
Councils do not know where water is lost. [@N1, @N2]
:::

Another said: “Smart meters found forty leaks in a single street of ours.”

Table 2: Leaks by year

| Year | Leaks |
| 2024 | 120 |
| 2025 | 90 |

![Leaks mended in each of two years](images/leaks by year.png "Leaks by year"){#fig-leaks}
The chart shows two years.

## Recommendations

1. Councils should lower the pressure at night.
2. The water company should listen to each street once a year.
""",
    "themes/02-maps.md": """\
---
title: Maps are old
summary: Maps are old and not shared.
codes: [data]
---

::: {.finding #F2 confidence="high"}
Maps are old, and they are not shared. [@N3; @N4]

> The maps of the pipes are older than the people who read them.

::: {.case study #CS1 organisation="county" provenance="public source"}
## One map for all

The county shares its map [@smith2019].
:::

::: {.recommendation #R1 to="Councils" by="Spring 2025" for="F2" priority="very high"}
Share the map.
:::

See Error! Reference source not found. for the costs.
""",
    "sources/images/leaks by year.png": PICTURE,
}

ANSWERS = {
    'to="…"': 'to="Councils"',
    'by="…"': 'by="2027-06"',
    ": …": ": Hours by service {#tbl-services}",
    '"2025-05", with the year that is meant': '"2027-05"',
    "[@smith2017]": "[@smith-2019]",  # the hints name a work that every report may have
    "[@tbl-name]": "[@tbl-services]",
    "[@fig-name]": "[@fig-leaks]",
    'reasons="…"': 'reasons="Adequacy: two remarks of one event."',
    "[^1]: Its words.": "[^1]: One of them by telephone.",
}
"""What the editor writes where the messages leave it open."""

ALSO = {"typed-footnote": ("¹ One of them by telephone.", "[^1]: One of them by telephone.")}
"""What a message tells besides: the words of a footnote stand in a line of their own."""


def test_hardly_a_message_only_follows_from_another_and_all_is_clean_in_a_few_rounds() -> None:
    files, told = dict(DRAFT), []
    while diagnostics := check(files).diagnostics:
        following = [one for one in diagnostics if follows(files, one, diagnostics)]
        assert len(following) <= len(diagnostics) / 3, [str(one.span) + one.message for one in following]
        told.append(len(diagnostics))
        assert len(told) <= ROUNDS, [f"{one.span} {one.rule}: {one.message}" for one in diagnostics]
        files = edited(files, diagnostics)
    assert told[0] > MANY
    assert sum(told[1:]) <= told[0] / 4, told


def test_what_is_mended_by_itself_makes_no_message_that_was_not_there() -> None:
    """But for the words of a caption, for which the same rule asks on."""
    workspace = MemoryWorkspace(dict(DRAFT))
    found = pipeline.check(workspace)
    mended = mend(workspace, found)
    assert len(mended.made) > FEWEST_MENDED
    # A consent that can be read again lets another message speak, which a person should see.
    assert {one.rule for one in mended.refused} <= {"unknown-value"}
    before, after = ({(one.rule, one.message) for one in each.diagnostics} for each in (found, mended.outcome))
    assert after - before <= {("typed-table", "the words of this caption are missing still")}


@pytest.fixture(scope="module")
def clean() -> Files:
    """The report that the draft becomes."""
    files = dict(DRAFT)
    while diagnostics := check(files).diagnostics:
        files = edited(files, diagnostics)
    return files


ONE_SLIP = {
    "a value without a blank": ("report.yaml", "date: 2026", "date:2026"),
    "quotes that are not closed": ("sources/events.yaml", "title: Discovery workshop", 'title: "Discovery workshop'),
    "an organisation with another id": ("sources/organisations.yaml", "- id: county", "- id: conty"),
    "an event with another id": ("sources/events.yaml", "- id: discovery", "- id: workshop"),
    "a participant with another id": ("sources/participants.yaml", "- id: P03", "- id: P9"),
    "a code with another id": ("sources/codes.yaml", "- id: Leaks", "- id: water"),
    "a work with another id": ("sources/references.yaml", "- id: smith-2019", "- id: jones"),
    "a note with another id": ("sources/notes/discovery.md", "#N1 ", "#N77 "),
    "a note without an id": ("sources/notes/discovery.md", "#N1 ", ""),
    "a finding without an id": ("themes/01-leaks.md", ".finding #F1", ".finding"),
    "a finding without a hash": ("themes/01-leaks.md", ".finding #F1", ".finding F1"),
    "a consent with a misspelt name": ("sources/participants.yaml", "attribution_level:", "attribution_levl:"),
    "a misspelt speaker": ("sources/notes/discovery.md", 'speaker="P03"', 'speeker="P03"'),
    "a quote of no note": ("themes/02-maps.md", '.quote of="N3"', '.quote of="N33"'),
    "a recommendation with a misspelt class": ("themes/02-maps.md", ".recommendation", ".recomendation"),
    "a note with a misspelt class": ("sources/notes/discovery.md", "::: {.note #N1", "::: {.nte #N1"),
    "a recommendation without its finding": ("themes/02-maps.md", 'for="F2"', 'for="F9"'),
    "a recommendation that is not closed": ("themes/02-maps.md", "Share the map.\n:::", "Share the map.\n"),
    "a note that is not there": ("themes/01-leaks.md", "[@N1; @N2]", "[@N1; @M2]"),
    "a rule in words": ("sources/events.yaml", "chatham_house_rule", "Chatham House Rule"),
    "a theme without front matter": ("themes/02-maps.md", "---\ntitle: Maps are old\n", "# Maps are old\n"),
}
"""What is changed in the finished report, each alone."""


@pytest.mark.parametrize("slip", ONE_SLIP)
def test_one_slip_is_one_message(slip: str, clean: Files) -> None:
    file, old, new = ONE_SLIP[slip]
    assert old in str(clean[file])
    found = check(clean | {file: str(clean[file]).replace(old, new, 1)}).diagnostics
    assert len(found) == 1, [f"{one.span} {one.rule}: {one.message}" for one in found]


RENAMED = {
    "sources/organisations.yaml": "sources/organizations.yaml",
    "sources/participants.yaml": "sources/Participants.yaml",
    "sources/events.yaml": "sources/events.yml",
    "sources/notes/discovery.md": "sources/discovery.md",
    "themes/01-leaks.md": "themes/01-leaks.md.txt",
}


@pytest.mark.parametrize("right", RENAMED)
def test_a_file_that_is_not_found_is_one_message(right: str, clean: Files) -> None:
    files = {RENAMED[right] if file == right else file: content for file, content in clean.items()}
    (found,) = check(files).diagnostics
    assert found.rule == "misnamed-file"
    assert right in found.hint


def test_a_table_that_is_not_there_is_one_message(clean: Files) -> None:
    for table in ("organisations", "participants"):
        (found,) = check({file: text for file, text in clean.items() if file != f"sources/{table}.yaml"}).diagnostics
        assert found.rule == "unknown-id"


ROUNDS = 3
FEWEST_MENDED = 15
MANY = 45


def check(files: Files) -> Outcome:
    return pipeline.check(MemoryWorkspace(dict(files)))


def follows(files: Files, one: Diagnostic, diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether `one` is told no more once all others are mended."""
    after = check(edited(files, [other for other in diagnostics if other is not one]))
    return (one.rule, one.message) not in {(other.rule, other.message) for other in after.diagnostics}


# The editor -------------------------------------------------------------------------------------------------------


def edited(files: Files, diagnostics: Iterable[Diagnostic]) -> Files:
    """`files` once the editor has done what `diagnostics` say."""
    after = dict(files)
    edits: dict[str, list[Edit]] = {}
    for one in diagnostics:
        for edit in (*(one.fix.edits if one.fix else done(files, one)), *besides(files, one)):
            edits.setdefault(edit.span.file, []).append(edit)
    for file, wanted in edits.items():
        text = str(files[file])
        source = SourceText(file, text, tuple(text.split("\n")))
        after[file] = Change.of(source, [Edit(edit.span, answered(edit.text)) for edit in wanted]).after.text
    return after


def answered(text: str) -> str:
    for open_, answer in ANSWERS.items():
        text = text.replace(open_, answer)
    return text


def besides(files: Files, one: Diagnostic) -> list[Edit]:
    if one.rule not in ALSO or one.span is None:
        return []
    old, new = ALSO[one.rule]
    return [
        Edit(Span(one.span.file, number, 1, number, len(line) + 1), new)
        for number, line in enumerate(str(files[one.span.file]).split("\n"), 1)
        if line == old
    ]


def done(files: Files, one: Diagnostic) -> list[Edit]:
    """The edits that the hint of `one` asks for."""
    assert one.span
    place, hint = one.span, answered(one.hint)
    lines = str(files[place.file]).split("\n")
    if found := re.match(r"did you mean (.+?)\?(?:; the same in .*?: (.+))?$", hint):
        name = ("@" if lines[place.line - 1][place.column - 1] == "@" else "") + found[1]
        return [Edit(one, name) for one in (place, *places(place, found[2] or ""))]
    return OTHERWISE[one.rule](lines, place, hint)


def places(first: Span, told: str) -> list[Span]:
    """The other places that a hint names, each as long as the first."""
    found = re.findall(r"(?:([\w./-]+):)?(\d+):(\d+)", told)
    long = first.end_column - first.column
    return [Span(file or first.file, int(n), int(c), int(n), int(c) + long) for file, n, c in found]


Hand = Callable[[list[str], Span, str], list[Edit]]


def written(lines: list[str], place: Span, hint: str) -> list[Edit]:
    """'write X' in the place that is marked; of a name and its value, the value."""
    text = re.split(r" in place of|,? if | for a source|, in two|, or print| or \.\.|: the number", hint)[0]
    text = re.sub(r"^.*?(?:write|part them:) ", "", text)
    marked = lines[place.line - 1][place.column - 1 : place.end_column - 1]
    value = re.fullmatch(r'[a-z]+="(.*)"', text)
    return [Edit(place, value[1] if value and "=" not in marked else text)]


def line_deleted(lines: list[str], place: Span, hint: str) -> list[Edit]:
    return [Edit(Span(place.file, place.line, 1, place.line + 1, 1), "")]


def closed(lines: list[str], place: Span, hint: str) -> list[Edit]:
    """':::' below the last line of the block."""
    end = lines.index("", place.line)
    return [Edit(Span(place.file, end, len(lines[end - 1]) + 1, end, len(lines[end - 1]) + 1), "\n:::")]


def as_comment(lines: list[str], place: Span, hint: str) -> list[Edit]:
    words = lines[place.line - 1][place.column - 1 : place.end_column - 1].strip("{}")
    return [Edit(place, f"<!-- {words} -->" if hint.startswith("write it as a comment") else "[@fig-leaks]")]


def cited_behind(lines: list[str], place: Span, hint: str) -> list[Edit]:
    end = len(lines[place.line - 1]) + 1
    return [Edit(Span(place.file, place.line, end, place.line, end), f" {hint.split(', ')[1]}")]


def part_of_braces(lines: list[str], place: Span, hint: str) -> list[Edit]:
    at = lines[place.line - 1].rindex("}") + 1
    text = re.match('write (.*?"), best', hint)
    assert text
    return [Edit(Span(place.file, place.line, at, place.line, at), f" {text[1]}")]


def citation_parted(lines: list[str], place: Span, hint: str) -> list[Edit]:
    line = lines[place.line - 1]
    start = line.rindex("[", 0, place.column)
    return [Edit(Span(place.file, place.line, start + 1, place.line, line.index("]", start) + 2), hint.split(": ")[1])]


def family_and_given(lines: list[str], place: Span, hint: str) -> list[Edit]:
    family, given = re.findall(r"'((?:family|given): \w+)'", hint)
    return [Edit(place, f"[{{{family}, {given}}}]")]


def nothing(lines: list[str], place: Span, hint: str) -> list[Edit]:
    """What the hint names is mended where it stands."""
    assert "it is the picture in line" in hint
    return []


OTHERWISE: Mapping[str, Hand] = {
    "dangling-reference": nothing,
    "unknown-key": line_deleted,
    "level-one-heading": line_deleted,
    "unclosed-block": closed,
    "unfinished-text": as_comment,
    "copied-remark": cited_behind,
    "confidence-without-reasons": part_of_braces,
    "bad-citation": citation_parted,
    "unusable-reference-field": family_and_given,
    **dict.fromkeys(
        ("wrong-type", "bracketed-number", "typed-footnote", "typed-reference", "missing-image", "stray-fence",
         "unclear-date", "unclear-priority", "wrong-count", "odd-character"),
        written,
    ),
}  # fmt: skip
"""What is done by hand, by rule."""
