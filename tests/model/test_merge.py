"""Merging: numbers, links, evidence and lists come from the data."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from report_kit.model.slug import slugify
from report_kit.model.walk import blocks_text, plain_text
from tests.helpers.projects import MINIMAL
from tests.helpers.reading import merged, merged_noisily
from tests.helpers.trials import trial

THEME = "---\nid: {0}\ntitle: Theme {0}\nsummary: What was said of {0}.\n---\n{1}\n"


def test_themes_findings_figures_and_tables_are_numbered_in_printing_order() -> None:
    report = merged(
        {
            "themes/01-money.md": THEME.format(
                "money",
                "::: {.finding #F9}\nFirst [@N1].\n:::\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n: One {#tbl-one}\n",
            ),
            "themes/02-people.md": THEME.format(
                "people",
                "::: {.finding #F2}\nSecond [@N1].\n:::\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n: Two {#tbl-two}\n",
            ),
        }
    )
    labels = {identifier: report.targets[identifier].label for identifier in report.targets}
    assert labels["money"] == "Theme 1"
    assert labels["people"] == "Theme 2"
    assert labels["F9"] == "Finding 1"
    assert labels["F2"] == "Finding 2"
    assert labels["tbl-one"] == "Table 1"
    assert labels["tbl-two"] == "Table 2"


def test_order_in_front_matter_decides_before_file_names() -> None:
    report = merged(
        {
            "themes/01-money.md": THEME.replace("title", "order: 2\ntitle").format("money", "One [@N1]."),
            "themes/02-people.md": THEME.replace("title", "order: 1\ntitle").format("people", "Two [@N1]."),
        }
    )
    assert [part.id for part in report.parts if part.kind == "theme"] == ["people", "money"]


def test_a_finding_rests_on_what_it_cites_with_the_relation_written_there() -> None:
    report = merged(
        {
            "sources/notes/table.md": (
                "---\nevent: table\nrecorded_as: paraphrase\n---\n"
                "::: {.note #N1}\nOne.\n:::\n\n::: {.note #N2}\nTwo.\n:::\n"
            ),
            "themes/01-money.md": THEME.format(
                "money", '::: {.finding #F1}\nShort [@N1], though not for all [@N2]{relation="qualifies"}; [@F1].\n:::'
            ),
        }
    )
    assert [(e.target, e.kind, e.relation) for e in report.evidence] == [
        ("N1", "note", "supports"),
        ("N2", "note", "qualifies"),
    ]


def test_a_note_knows_who_cites_it() -> None:
    report = merged()
    (link,) = report.backlinks["N1"]
    assert link.within == "F1"
    assert link.label == "Finding 1"
    assert link.anchor == "c_N1_1"
    assert link.anchor in report.citation_anchors.values()


def test_two_notes_with_one_id_are_reported_at_the_second() -> None:
    _, diagnostics = merged_noisily(
        {"sources/notes/zebra.md": ("---\nevent: table\nrecorded_as: paraphrase\n---\n::: {.note #N1}\nAgain.\n:::\n")}
    )
    (found,) = [d for d in diagnostics if d.rule == "duplicate-id"]
    assert found.span is not None
    assert (found.span.file, found.span.line) == ("sources/notes/zebra.md", 5)
    assert '"N1" is already used at sources/notes/table.md:5' in found.message


def test_organisations_are_listed_only_with_their_consent() -> None:
    report = merged(
        {
            "sources/organisations.yaml": (
                "- {id: north, name: North Institute, represented: true, list_consent: yes}\n"
                "- {id: south, name: South Board, represented: true}\n"
                "- {id: the-east, name: The East Office, represented: true, list_consent: yes}\n"
            )
        }
    )
    (part,) = [part for part in report.parts if part.kind == "organisations"]
    assert blocks_text(part.blocks).split("\n") == ["The East Office", "North Institute"]
    assert report.counts["organisations"] == 2


def test_derived_parts_keep_out_of_the_way_of_authors_ids() -> None:
    report = merged({"themes/01-money.md": THEME.format("notes", "::: {.finding #F1}\nShort [@N1].\n:::")})
    assert [part.id for part in report.parts] == ["notes", "notes-2"]


def test_every_derived_part_can_be_switched_on_and_off() -> None:
    on = (
        "parts: {executive_summary: yes, recommendations: yes, participants: yes, methodology: yes, evidence: yes, "
        "notes: no}\n"
    )
    finding = '::: {.finding #F1}\nShort [@N1].\n:::\n\n::: {.recommendation #R1 to="councils" for="F1"}\nSave.\n:::\n'
    report = merged({"report.yaml": MINIMAL["report.yaml"] + on, "themes/01-money.md": THEME.format("money", finding)})
    kinds = [part.kind for part in report.parts]
    assert kinds == ["executive_summary", "theme", "recommendations", "participants", "methodology", "evidence"]
    summary = blocks_text(report.parts[0].blocks)
    assert "Finding 1: Short." in summary
    assert "Recommendation 1: Save." in summary


def test_footnotes_are_numbered_through_the_whole_report() -> None:
    report = merged(
        {
            "themes/01-money.md": THEME.format("money", "One[^1] [@N1].\n\n[^1]: First."),
            "themes/02-people.md": THEME.format("people", "Two[^1] [@N1].\n\n[^1]: Second."),
        }
    )
    texts = [blocks_text(numbered.note.blocks) for numbered in report.footnotes.values()]
    assert texts == ["First.", "Second."]
    assert [numbered.number for numbered in report.footnotes.values()] == [1, 2]


def test_contents_list_parts_and_their_first_headings() -> None:
    report = merged({"themes/01-money.md": THEME.format("money", "## Why\n\nText [@N1].\n\n### Detail\n\nMore.")})
    assert [(entry.level, entry.title) for entry in report.contents] == [
        (1, "Theme money"),
        (2, "Why"),
        (1, "Source notes"),
    ]


def test_anchors_are_unique_and_fit_into_a_word_bookmark() -> None:
    report = merged()
    anchors = [target.anchor for target in report.targets.values()] + list(report.citation_anchors.values())
    assert len(anchors) == len(set(anchors))
    assert all(len(anchor) <= 40 and anchor[0].isalpha() for anchor in anchors)


@given(st.text(max_size=200))
def test_a_slug_is_a_safe_file_name(title: str) -> None:
    slug = slugify(title)
    assert slug
    assert len(slug) <= 60
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")


@trial(share=25, full=1_000)
@given(names=st.permutations(["apple", "bread", "cheese", "dates"]))
def test_the_order_of_files_changes_nothing_that_order_does_not_say(names: list[str]) -> None:
    themes = {
        f"themes/{file}.md": THEME.replace("title", f"order: {order}\ntitle").format(f"theme{order}", "Text [@N1].")
        for order, file in enumerate(names)
    }
    report = merged({**themes, "themes/01-money.md": THEME.replace("title", "order: 9\ntitle").format("money", "x")})
    assert [part.id for part in report.parts if part.kind == "theme"] == [
        "theme0",
        "theme1",
        "theme2",
        "theme3",
        "money",
    ]
    assert plain_text(()) == ""


def test_an_id_of_any_block_may_stand_once_only() -> None:
    """A group, a list or a paragraph with an id of its own takes it from everything else."""
    for block in ("::: {#N1 .group}\nText.\n:::", "{#F1}\nText.", "::: {.callout #money}\nText.\n:::", "{#north}\n- a"):
        theme = MINIMAL["themes/01-money.md"] + "\n" + block + "\n"
        _, diagnostics = merged_noisily({"themes/01-money.md": theme})
        assert "duplicate-id" in {diagnostic.rule for diagnostic in diagnostics}, block
