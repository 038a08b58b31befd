"""Dollars, tildes, carets and asterisks are printed as they were typed, unless they are what they look like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.diagnostics import Span
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.inlines import Inline
from report_kit.model.walk import inlines_of, walk_blocks, walk_inlines
from report_kit.sourcefiles.typed_signs import shield
from tests.helpers.markdown import line, theme

MONEY = (
    "Savings of $5m–$10m a year.",
    "US$5/US$10 a head.",
    "Between $20k-$30k, or $1bn–$2bn.",
    "It costs ($5/$10) each.",
    "A budget of A$400m and C$20m; then US$3m.",
    "The $home and $path variables.",
    "A 5$ note and a 10$ note.",
    "$5, $10 and $15.",
    "Cheap ($5) and dear ($50).",
    "$5–10 and $7–12.",
    "From $5m and US$x to C$y.",
    "It was $5m/yr ($m) then.",
    "Prices in $m, $k.",
    "Of $5 a head, and C$a more.",
    "Then $$5m and $$6m.",
    "Then $$$5m and $$$x.",
    "Figures in US$, A$ and C$ are rounded.",
    "It cost 5$-6$ a head, or 10$, 12$ later.",
    "It cost 5m$–6m$, or 1.5bn$ (US$) then.",
    "In NZ$/A$ terms, US$–A$, or R$ and HK$/S$.",
    "In M$, I$ and G$; in $/head and €/$.",
    "Of $7, C$ more; of $5/US$.",
    "Set $PATH/$HOME, $a/$b, $a:$b, $x-$y, $x+$y, $k=$v and $HOME$PATH.",
    "Set ${HOME}${PATH}, $MY_A/$MY_B, $A,$B.",
    "A $-denominated/US$-based fund, $-terms/$-values.",
    "Of $.50/$.60, and -$5/-$6.",
    "Of A$x$B and 5$x$.",
    "In $bn/£bn$, or $/€$.",
)
ABOUT = (
    "Cost ~£5m and ~£10m; about ~5% to ~10%.",
    "Between ~5%–~10% and ~5%~10%.",
    "Some ~5 km ~ 6 km.",
    "See example.org/~ann/b~c/ for more.",
    "Of 5~10/20~30 each.",
    "Reached 10^3 and 2^10 or so.",
    "And ^^this^^ too.",
    "So ^_^ they smile ^_^ and ^o^ laugh ^-^.",
    "It is 5*3*2 and 2 * 3 * 4.",
)


def words(content: tuple[Inline, ...]) -> str:
    """The letters of one line; marks in the middle of it show as brackets."""
    styles = {"superscript": "^", "subscript": "~", "emphasis": "*", "strong": "**", "strikeout": "~~"}
    found = []
    for inline in content:
        match inline:
            case i.Text():
                found.append(inline.text)
            case i.Math():
                found.append(f"⟨{inline.tex}⟩")
            case i.Styled():
                found.append(f"⟨{styles[inline.style]}{words(inline.content)}⟩")
            case i.Code():
                found.append(f"⟨`{inline.text}⟩")
            case i.Link():
                found.append(f"⟨{words(inline.content)}→{inline.url}⟩")
            case _:
                raise AssertionError(inline)
    return "".join(found)


@pytest.mark.parametrize("typed", [*MONEY, *ABOUT])
@pytest.mark.parametrize("around", ["{}", "## {}", "> {}", "- {}", "| a |\n|---|\n| {} |", "::: {{.callout}}\n{}\n:::"])
def test_what_is_no_markup_is_printed_as_typed(typed: str, around: str) -> None:
    blocks = theme(around.format(typed) + "\n")
    printed = [words(inlines_of(block)) for block in walk_blocks(blocks) if inlines_of(block)]
    assert typed in printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("**$5**–**$10**.", "⟨**$5⟩–⟨**$10⟩."),
        ("[$5](https://a.example) to [$10](https://b.example)", "⟨$5→https://a.example⟩ to ⟨$10→https://b.example⟩"),
        ("[x](https://a.example/~b/?p=$1&q=$2^3)", "⟨x→https://a.example/~b/?p=$1&q=$2^3⟩"),
        ("`$5` and $5 and `~5~ ^x y^ 5*3`", "⟨`$5⟩ and $5 and ⟨`~5~ ^x y^ 5*3⟩"),
        ("$5 `a$` b, `$5` or `x$` and ``a` $`` b$, 5$ `c` 6$", "$5 ⟨`a$⟩ b, ⟨`$5⟩ or ⟨`x$⟩ and ⟨`a` $⟩ b$, 5$ ⟨`c⟩ 6$"),
        ("`a` $x$ `b` and `$` $y$ `$`", "⟨`a⟩ ⟨x⟩ ⟨`b⟩ and ⟨`$⟩ ⟨y⟩ ⟨`$⟩"),
        (r"\`$x$\` and ` $y$", "`⟨x⟩` and ` ⟨y⟩"),
        ("**US$** and *A$*; [US$](https://a.example)", "⟨**US$⟩ and ⟨*A$⟩; ⟨US$→https://a.example⟩"),
        ("CO$_2$, H$_2$O, x$^2$, ${}^{14}$C, x$\\alpha$y", "CO⟨_2⟩, H⟨_2⟩O, x⟨^2⟩, ⟨{}^{14}⟩C, x⟨\\alpha⟩y"),
        ("the $n$th, two $x$s, $k$-means, $f$'s, $a$/$b$", "the ⟨n⟩th, two ⟨x⟩s, ⟨k⟩-means, ⟨f⟩’s, ⟨a⟩/⟨b⟩"),
        ("US$5 is $x$ and A$6 is $y$.", "US$5 is ⟨x⟩ and A$6 is ⟨y⟩."),
        ("**$5**/**6$** or **$5** and **6$**", "⟨**$5⟩/⟨**6$⟩ or ⟨**$5⟩ and ⟨**6$⟩"),
        ("*$5* *6$* and _$5_ or _6$_", "⟨*$5⟩ ⟨*6$⟩ and ⟨*$5⟩ or ⟨*6$⟩"),
        ("[$5](https://a.example)/[6$](https://b.example)", "⟨$5→https://a.example⟩/⟨6$→https://b.example⟩"),
        ("x^+^ and y^*^ and N^o^", "x⟨^+⟩ and y⟨^*⟩ and N⟨^o⟩"),
        (r"\$5 and \~x\~ and $10", "$5 and ~x~ and $10"),
        ("a~b~c; H~2~O and CO~2~; **H**~2~", "a⟨~b⟩c; H⟨~2⟩O and CO⟨~2⟩; ⟨**H⟩⟨~2⟩"),
        ("10^3 and x^2^ and 2^10 or 5^th^ and ^14^C", "10^3 and x⟨^2⟩ and 2^10 or 5⟨^th⟩ and ⟨^14⟩C"),
        ("~~gone~~ and ~5% and *this*", "⟨~~gone⟩ and ~5% and ⟨*this⟩"),
    ],
)
def test_what_is_markup_stays_markup(typed: str, printed: str) -> None:
    assert words(line(typed + "\n")) == printed


@pytest.mark.parametrize(
    "tex",
    [
        "a^2 + b^2",
        "x",
        "n - 1",
        "5\\%",
        "f(x)",
        "[0,1)",
        "\\text{cost of a head} \\times 3",
        "savings = cost - benefit",
        "revenue - cost",
        "\\sum_{i} x_i",
        "sin x",
        "a < b",
        "-1",
        "-x",
        "f'",
        "+",
        "a, b",
        "(a, b)",
        "n!",
        "\\alpha,",
        "1 - P",
        "2/A",
        "a * b",
        "a^* b",
        "f[x](y)",
    ],
)
def test_formulas_stay_formulas(tex: str) -> None:
    (before, formula, after) = line(f"From $5m, ${tex}$ is more.\n")
    assert isinstance(before, i.Text)
    assert before.text == "From $5m, "
    assert isinstance(formula, i.Math)
    assert (formula.tex, formula.display) == (tex, False)
    assert formula.mathml
    assert isinstance(after, i.Text)


def test_a_formula_on_its_own_line_stays_one() -> None:
    (block,) = theme("$$\n\\frac{a}{b}\n$$\n")
    (formula,) = inlines_of(block)
    assert isinstance(formula, i.Math)
    assert formula.display


def test_prices_and_formulas_stand_side_by_side_in_a_table() -> None:
    (table,) = theme("| $5 | $x$ |\n|---|---|\n| $x$ | costs $5 |\n| $5 | 5$ |\n")
    assert isinstance(table, b.Table)
    cells = [words(inlines_of(cell.blocks[0])) for row in (*table.head, *table.rows) for cell in row]
    assert cells == ["$5", "⟨x⟩", "⟨x⟩", "costs $5", "$5", "5$"]


def test_footnotes_keep_their_marks() -> None:
    (paragraph,) = theme("Ten^3[^a] and x^2^[^b].\n\n[^a]: $5 or $6.\n\n[^b]: So.\n")
    kinds = [type(inline) for inline in inlines_of(paragraph)]
    assert kinds.count(i.Footnote) == 2


def test_places_stay_where_they_were() -> None:
    (_, link, *_) = line("Of $5m–$10m and ~5% [is](https://a.example) more.\n")
    assert link.span == Span("themes/01-leadership.md", 6, 21, 6, 44)


@given(st.text(alphabet="$~^*\\ ab5(|`[]{}\n£.", max_size=60))
def test_a_shielded_text_is_as_long_and_comes_back(text: str) -> None:
    shielded = shield(text)
    assert len(shielded.text) == len(text)
    assert shielded.restore(shielded.text.encode()).decode() == text


@given(
    st.lists(
        st.sampled_from(["$5m", "A$10", "($5)", "5$", "~5%", "10^3", "and", "to", "–", "$x$", "x^2^"]), max_size=12
    )
)
def test_no_sign_is_lost_on_the_way(pieces: list[str]) -> None:
    """Whatever stands beside what: each sign is printed, or is one of a pair that means something."""
    typed = " ".join(["Of", *pieces]) + "."
    printed = words(line(typed + "\n"))
    formulas, raised = printed.count("⟨x⟩"), printed.count("⟨^2⟩")
    assert printed.count("$") + 2 * formulas == typed.count("$")
    assert printed.replace("⟨^2⟩", "").count("^") + 2 * raised == typed.count("^")
    assert printed.count("~") == typed.count("~")
    assert all(
        type(inline) is not i.Styled or inline.style == "superscript" for inline in walk_inlines(line(typed + "\n"))
    )


def test_long_texts_are_read_in_linear_time() -> None:
    """A hundred thousand signs, in one paragraph or in one word, come back at once."""
    for text in (
        "$x " * 100_000,
        "$" * 100_000,
        "x^2" * 100_000,
        "(~5" * 100_000,
        "a" * 300_000 + "$x$",
        "`$x` " * 100_000,
        "`$``$" * 50_000,
    ):
        assert len(shield(text).text) == len(text)
