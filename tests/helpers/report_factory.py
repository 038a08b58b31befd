"""Reports made by hand, for tests of what prints them: `rich_report()` has every kind of block, in three themes.

Every block gets a span and an anchor of its own. The words are invented; the pictures are drawn here.
"""

# ruff: noqa: A002 - `id` is what authors write; the house style is our own file

from __future__ import annotations

import datetime as dt
import io
import itertools
from collections.abc import Iterable, Mapping
from functools import cache

from PIL import Image

from report_kit.diagnostics import Sink, Span
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.entities import (
    Author,
    Event,
    GlossaryTerm,
    NotesHead,
    Organisation,
    ReportMeta,
    SectionHead,
    ThemeHead,
)
from report_kit.model.merge import merge
from report_kit.model.report import Report
from report_kit.model.sources import Asset, HouseStyle, Note, NotesSource, Reference, Section, Sources, ThemeSource
from report_kit.sourcefiles.house_style import package_style
from tests.helpers.workspace import MemoryCache

_lines = itertools.count(1)


def span(file: str = "themes/01-test.md") -> Span:
    """A place that no other call returns."""
    return Span(file, next(_lines), 1)


def anchor() -> str:
    """An anchor that nobody wrote."""
    return f"b_{next(_lines)}"


# Inlines


def text(words: str) -> i.Text:
    return i.Text(span=span(), text=words)


def styled(style: str, *content: str | i.Inline) -> i.Styled:
    return i.Styled(span=span(), style=style, content=line(*content))


def link(url: str, *content: str | i.Inline, title: str = "") -> i.Link:
    return i.Link(span=span(), url=url, content=line(*content), title=title)


def cite(*ids: str | i.CitationItem, relation: str = "") -> i.Citation:
    items = tuple(i.CitationItem(id=item, span=span()) if isinstance(item, str) else item for item in ids)
    return i.Citation(span=span(), items=items, relation=relation)


def item(identifier: str, prefix: str = "", suffix: str = "") -> i.CitationItem:
    return i.CitationItem(id=identifier, span=span(), prefix=prefix, suffix=suffix)


def footnote(*content: str | i.Inline | b.Block) -> i.Footnote:
    blocks = tuple(part if isinstance(part, b.Block) else para(part) for part in content)
    return i.Footnote(span=span(), anchor=anchor(), blocks=blocks)


def line(*content: str | i.Inline) -> tuple[i.Inline, ...]:
    """Line content; bare strings become text."""
    return tuple(text(part) if isinstance(part, str) else part for part in content)


# Blocks


def para(*content: str | i.Inline, language: str = "") -> b.Paragraph:
    return b.Paragraph(span=span(), anchor=anchor(), content=line(*content), language=language)


def heading(level: int, *content: str | i.Inline, id: str = "") -> b.Heading:
    return b.Heading(span=span(), anchor=id or anchor(), level=level, content=line(*content))


def _blocks(content: Iterable[str | b.Block]) -> tuple[b.Block, ...]:
    return tuple(para(part) if isinstance(part, str) else part for part in content)


def entry(*content: str | b.Block) -> b.ListItem:
    return b.ListItem(span=span(), anchor=anchor(), blocks=_blocks(content))


def bullets(*items: str | b.ListItem) -> b.BulletList:
    return b.BulletList(
        span=span(), anchor=anchor(), items=tuple(x if isinstance(x, b.ListItem) else entry(x) for x in items)
    )


def numbers(*items: str | b.ListItem, start: int = 1, style: str = "decimal") -> b.OrderedList:
    entries = tuple(x if isinstance(x, b.ListItem) else entry(x) for x in items)
    return b.OrderedList(span=span(), anchor=anchor(), items=entries, start=start, style=style)


def definitions(**terms: str) -> b.DefinitionList:
    return b.DefinitionList(
        span=span(),
        anchor=anchor(),
        items=tuple(
            b.Definition(span=span(), anchor=anchor(), term=line(term), meanings=((para(meaning),),))
            for term, meaning in terms.items()
        ),
    )


def cell(*content: str | b.Block, alignment: str = "", header: bool = False) -> b.Cell:
    return b.Cell(span=span(), anchor=anchor(), blocks=_blocks(content), alignment=alignment, header=header)


def table(
    head: Iterable[str],
    rows: Iterable[Iterable[str | b.Cell]],
    caption: str = "",
    *,
    id: str = "",
    align: str = "",
    numbered: bool = True,
    label: str = "",
) -> b.Table:
    """`align` has a letter for each column: l, r, c or a dot."""
    ways = [{"l": "left", "r": "right", "c": "center"}.get(letter, "") for letter in align]
    ways += [""] * 20
    return b.Table(
        span=span(),
        anchor=id or anchor(),
        head=(tuple(cell(words, alignment=way, header=True) for words, way in zip(head, ways, strict=False)),),
        rows=tuple(
            tuple(x if isinstance(x, b.Cell) else cell(x, alignment=way) for x, way in zip(row, ways, strict=False))
            for row in rows
        ),
        caption=line(caption) if caption else (),
        numbered=numbered,
        label=label,
    )


def figure(source: str, alt: str, *caption: str | i.Inline, id: str = "", decorative: bool = False) -> b.Figure:
    return b.Figure(
        span=span(), anchor=id or anchor(), source=source, alt=alt, caption=line(*caption), decorative=decorative
    )


def finding(id: str, *content: str | b.Block, confidence: str = "", relation: str = "supports") -> b.Finding:
    return b.Finding(span=span(), anchor=id, id=id, blocks=_blocks(content), confidence=confidence, relation=relation)


def quote(of: str, *content: str | b.Block, id: str = "", pull: bool = False) -> b.Quote:
    return b.Quote(span=span(), anchor=id or anchor(), of=of, of_span=span(), id=id, blocks=_blocks(content), pull=pull)


def case_study(id: str, title: str, organisation: str, *content: str | b.Block, provenance: str = "") -> b.CaseStudy:
    return b.CaseStudy(
        span=span(),
        anchor=id,
        id=id,
        title=title,
        organisation=organisation,
        provenance=provenance,
        blocks=_blocks(content),
    )


def recommendation(
    id: str, *content: str | b.Block, to: str = "", by: str = "", findings: str = ""
) -> b.Recommendation:
    return b.Recommendation(
        span=span(), anchor=id, id=id, blocks=_blocks(content), to=to, by=by, findings=tuple(findings.split())
    )


def callout(title: str, *content: str | b.Block) -> b.Callout:
    return b.Callout(span=span(), anchor=anchor(), title=title, blocks=_blocks(content))


def key_figure(value: str, *content: str | b.Block) -> b.KeyFigure:
    return b.KeyFigure(span=span(), anchor=anchor(), value=value, blocks=_blocks(content))


def note(id: str, *content: str | b.Block, recorded_as: str = "paraphrase", event: str = "table") -> Note:
    return Note(id=id, event=event, recorded_as=recorded_as, blocks=_blocks(content), span=span("sources/notes/t.md"))


# Pictures and style


def png(width: int = 240, height: int = 120, colour: str = "#00616b") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "PNG")
    return buffer.getvalue()


CHART = """<svg xmlns="http://www.w3.org/2000/svg" width="640" height="260" viewBox="0 0 640 260">
<g fill="#00616b"><rect x="20" y="120" width="90" height="110"/><rect x="150" y="80" width="90" height="150"/>
<rect x="280" y="40" width="90" height="190"/><rect x="410" y="150" width="90" height="80"/></g>
<g font-family="Source Sans 3, sans-serif" font-size="16" fill="#1d2730"><text x="20" y="250">Leaders</text>
<text x="150" y="250">Services</text><text x="280" y="250">Governance</text><text x="410" y="250">Support</text></g>
<path d="M10 230H520" stroke="#1d2730"/></svg>"""


def assets() -> dict[str, Asset]:
    """A chart (SVG), a photograph (PNG) and a logo."""
    made = (
        Asset(path="figures/chart.svg", media_type="image/svg+xml", data=CHART.encode(), width=640, height=260),
        Asset(path="figures/a photo.png", media_type="image/png", data=png(), width=240, height=120),
        Asset(path="logos/north.png", media_type="image/png", data=png(200, 60, "#b3261e"), width=200, height=60),
    )
    return {asset.path: asset for asset in made}


@cache
def plain_style() -> HouseStyle:
    """The house style that comes with the toolkit."""
    return package_style("plain", MemoryCache())


# Reports


def meta(**changes: object) -> ReportMeta:
    values: dict[str, object] = {
        "title": "What the table said about data",
        "subtitle": "Seven councils, one question, and what follows from the answers",
        "date": dt.date(2018, 3, 8),
        "version": "1.0",
        "status": "draft",
        "publishers": ("north", "kite"),
        "authors": (
            Author(name="Ada Quill", affiliation="north", orcid="0000-0002-1825-0097", role="Writing – original draft"),
            Author(name="Ben Ōta", affiliation="kite"),
        ),
        "attribution_rule": "chatham_house_rule",
        "licence": "CC-BY-4.0",
        "doi": "10.5555/12345678",
        "isbn": "978-3-16-148410-0",
        "contact": "reports@example.org",
        "alternative_formats": "For large print or Braille, write to reports@example.org.",
        "description": "What senior officers said about data, and what they want done.",
        "keywords": ("data", "local government"),
    }
    return ReportMeta(**(values | changes))  # type: ignore[arg-type]


def sources(
    *,
    themes: Iterable[ThemeSource] = (),
    sections: Iterable[Section] = (),
    notes: Iterable[Note] = (),
    citations: Mapping[Span, tuple[i.Inline, ...]] | None = None,
    references: Iterable[Reference] = (),
    glossary: Iterable[GlossaryTerm] = (),
    report: ReportMeta | None = None,
) -> Sources:
    """Sources with two publishers and an event, ready to merge."""
    return Sources(
        meta=report or meta(),
        events=(
            Event(id="table", title="The table", date=dt.date(2017, 10, 16), attribution_rule="chatham_house_rule"),
        ),
        organisations=(
            Organisation(
                id="north",
                name="North Institute for Public Evidence",
                short_name="NIPE",
                logo="logos/north.png",
                url="https://north.example.org/",
                about="The institute studies how evidence reaches decisions.",
                represented=True,
                list_consent="yes",
            ),
            Organisation(
                id="kite",
                name="Kite & Co",
                about="Kite builds tools for public bodies.",
                represented=True,
                list_consent="yes",
            ),
            Organisation(id="camden", name="Borough of Camford", represented=True, list_consent="yes"),
        ),
        notes=(
            NotesSource(
                file="sources/notes/t.md",
                head=NotesHead(event="table", recorded_as="paraphrase"),
                notes=tuple(notes),
            ),
        ),
        sections=tuple(sections),
        themes=tuple(themes),
        glossary=tuple(glossary),
        references=tuple(references),
        citations=citations or {},
        assets=assets(),
        house_style=plain_style(),
    )


def theme(id: str, title: str, summary: str, *content: str | b.Block) -> ThemeSource:
    return ThemeSource(
        file=f"themes/{id}.md", head=ThemeHead(id=id, title=title, summary=summary), blocks=_blocks(content)
    )


def section(id: str, title: str, *content: str | b.Block, placement: str = "front") -> Section:
    head = SectionHead(id=id, title=title, placement=placement)  # type: ignore[arg-type]
    return Section(file=f"sources/sections/{id}.md", head=head, blocks=_blocks(content))


def report_with(*content: str | b.Block, notes: Iterable[Note] = (), **changes: object) -> Report:
    """A report whose only theme holds `content`; `changes` are fields of report.yaml."""
    return merge(
        sources(
            themes=[theme("only", "The only theme", "All there is.", *content)],
            notes=notes,
            report=meta(**changes),
        ),
        Sink(),
    )


LONG = (
    "Budgets are tight and demand for services grows, so that every department looks for ways to do more with what "
    "it already knows. Leaders who once left data to a team in the basement now ask for it before they decide, and "
    "they ask sooner when somebody they trust has shown them a saving. "
)


def rich_report(**changes: object) -> Report:
    """Three themes, front and back sections, every kind of block and inline."""
    work, again = cite("smith2017"), cite("smith2017")
    page = cite(item("smith2017", prefix="see", suffix="p. 3"), "jones2016")
    citations = {
        work.span: line("(Smith, 2017)"),
        again.span: line("(Smith, 2017)"),
        page.span: line("(see ", link("#smith2017", "Smith, 2017"), ", p. 3; ", link("#jones2016", "Jones, 2016"), ")"),
    }
    references = (
        Reference(
            id="jones2016",
            content=line("Jones, R. (2016) ", styled("emphasis", "Counting what counts"), ". London: Table Press."),
            span=span("sources/references.bib"),
        ),
        Reference(
            id="smith2017",
            content=line(
                "Smith, A. (2017) ‘Data at the table’. Available at: ",
                link(
                    "https://example.org/a-very-long-address/that/does/not/break/easily/anywhere.html",
                    "https://example.org/a-very-long-address/that/does/not/break/easily/anywhere.html",
                ),
            ),
            span=span("sources/references.bib"),
        ),
    )
    notes = [
        note("N1", "Chief executives ask for the data before they ask for an opinion."),
        note(
            "N2", "Data used to be a dirty word here; now it is the first thing on the agenda.", recorded_as="verbatim"
        ),
        note("N3", "Not every department has the same skills."),
        note(
            "N4",
            "Good examples move people more than arguments do.",
            "A second paragraph of the same note.",
            recorded_as="near_verbatim",
        ),
        note("N5", "Fear of a breach makes every conversation harder."),
    ]
    leadership = theme(
        "leadership",
        "Leaders ask for data before they ask for an opinion",
        "Chief executives read, question and use data far more than they did; capability still differs widely.",
        para(
            LONG,
            "It shows in ",
            styled("emphasis", "how"),
            " they ask ",
            cite("N1", "N4"),
            ", and the literature agrees ",
            work,
            ".",
        ),
        finding(
            "F1",
            para(
                "Chief executives now ask for evidence first ",
                cite("N1", "N2"),
                ", though not in every department ",
                cite("N3", relation="qualifies"),
                ".",
            ),
            confidence="moderate",
        ),
        heading(2, "What moves leaders", id="what-moves-leaders"),
        para(
            LONG,
            footnote(
                para(
                    "A note with ", styled("emphasis", "emphasis"), " and a ", link("https://example.org/", "link"), "."
                )
            ),
            " ",
            styled("strong", "Strong words"),
            ", ",
            i.Code(span=span(), text="council.csv"),
            ", H",
            styled("subscript", "2"),
            "O, x",
            styled("superscript", "2"),
            ", ",
            styled("strikeout", "gone"),
            ", ",
            styled("small_caps", "Small Caps"),
            ", ",
            styled("underline", "under"),
            ", ",
            styled("mark", "marked"),
            ", a ",
            i.Phrase(span=span(), content=line("mot juste"), language="fr"),
            ", and ",
            i.AssertedCount(span=span(), content=line("fifteen"), of="participants"),
            " people.",
        ),
        quote("N2"),
        heading(3, "A smaller heading"),
        bullets(
            "The need to transform services",
            "Good examples of impact, shown by somebody whom the room already trusts and who has made the mistakes",
            entry("An item with", bullets("a nested one", "and another")),
        ),
        numbers("First this", "then that", start=3),
        numbers("by letter", "and so on", style="lower-alpha"),
        key_figure("£3 billion", para("of additional revenue since 2008, from linked records ", page, ".")),
        figure(
            "figures/chart.svg",
            "Bar chart: governance was mentioned most often.",
            "Mentions by theme, of all notes",
            id="fig-mentions",
        ),
        para(
            "As ",
            cite("fig-mentions"),
            " and ",
            cite("tbl-costs"),
            " show, and ",
            cite("F2"),
            " confirms, counting is not weighing. ",
            LONG,
        ),
        case_study(
            "CS1",
            "One index for every resident",
            "camden",
            para("The borough matches its records automatically. ", again),
            para("In housing alone it expects to save £3.4 million."),
            provenance="public_source",
        ),
    )
    money = theme(
        "money",
        "Data already saves money and improves services",
        "From rubbish collection to fraud, projects pay for themselves; the largest join several authorities.",
        para(LONG + LONG),
        quote("N1"),
        table(
            ["Service", "Saving", "Since"],
            [
                ["Rubbish collection", "£120,000", "2014"],
                ["Fraud prevention", "£3.4 million", "2015"],
                [cell("Housing", header=True), "£90,500", "2016"],
            ],
            "Savings that the councils reported",
            id="tbl-costs",
            align="lrc",
        ),
        callout(
            "What a saving is",
            para(
                "A saving counts here when the budget holder has ",
                styled("strong", "taken it out"),
                " of next year's budget.",
            ),
            bullets("not an estimate", "not a benefit in kind"),
        ),
        finding(
            "F2",
            "Savings are real but small so far.",
            para("They grow where several authorities join. ", cite("N4")),
            confidence="low",
        ),
        recommendation(
            "R1",
            "Publish the cost and the saving of every data project, whatever came of it.",
            to="chief executives and their finance directors",
            by="2018-06",
            findings="F1 F2",
        ),
        recommendation("R2", "Pay for the second user of a tool, not only for the first.", to="Government departments"),
        quote("N4", "Good examples move people more than arguments do.", pull=True),
        heading(2, "A long table"),
        table(
            ["Council", "Project", "Year", "Cost"],
            [
                [f"Council {n}", f"Project number {n} with a name", str(1990 + n // 2), f"£{n * 1250:,}"]
                for n in range(1, 61)
            ],
            "Sixty projects in the order in which they were named",
            align="llrr",
        ),
        para(LONG),
    )
    governance = theme(
        "governance",
        "Governance is where good projects slow down",
        "Fear of bad news turns data into something to contain; looking at outcomes first restores the balance.",
        para(
            LONG,
            footnote(
                para("The first paragraph of a longer note."),
                para("Its second paragraph, with a list:"),
                bullets("one", "two"),
            ),
        ),
        b.BlockQuote(
            span=span(),
            anchor=anchor(),
            blocks=(
                para("Words from elsewhere, quoted in the ordinary way, and long enough to fill more than one line."),
            ),
        ),
        b.CodeBlock(
            span=span(),
            anchor=anchor(),
            text="SELECT name, saving\n  FROM projects\n WHERE saving > 0;",
            language="sql",
        ),
        definitions(Outcome="what changes for residents", Risk="what may go wrong, and for whom"),
        para(
            "Inline ",
            i.Math(
                span=span(),
                tex="x^2 + y",
                display=False,
                mathml='<math display="inline"><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mi>y</mi></math>',
            ),
            " and on its own line ",
            i.Math(
                span=span(),
                tex=r"\frac{a}{b}",
                display=True,
                mathml='<math display="block"><mfrac><mi>a</mi><mi>b</mi></mfrac></math>',
            ),
        ),
        b.ThematicBreak(span=span(), anchor=anchor()),
        para(
            "A line",
            i.LineBreak(span=span()),
            "broken by hand, with a picture ",
            i.Picture(span=span(), source="figures/a photo.png", alt="a small square"),
            " in it, Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft included.",
        ),
        figure("figures/a photo.png", "", id="fig-decor", decorative=True),
        finding(
            "F3",
            para(
                "Fear of a breach outweighs the promise of a benefit ",
                cite("N5"),
                cite("N2", relation="contradicts"),
                ".",
            ),
            confidence="high",
        ),
        b.Group(
            span=span(),
            anchor=anchor(),
            blocks=(para("A paragraph in a group of French words.", language="fr"),),
            language="fr",
        ),
        para(LONG),
    )
    report = sources(
        themes=[leadership, money, governance],
        sections=[
            section("foreword", "Foreword", para(LONG), para("A. Reader")),
            section(
                "introduction", "Introduction", para(LONG + LONG), heading(2, "How to read this report"), para(LONG)
            ),
            section(
                "methodology", "Methodology", para(LONG, cite("leadership"), cite("methodology")), placement="back"
            ),
        ],
        notes=notes,
        citations=citations,
        references=references,
        glossary=[
            GlossaryTerm(
                term="General Data Protection Regulation",
                abbreviation="GDPR",
                definition="European law on personal data.",
                source="smith2017",
            ),
            GlossaryTerm(term="Open source", definition="Software whose source anyone may read, use and change."),
        ],
        report=meta(**changes),
    )
    return merge(report, Sink())
