"""Our dataclass is the library's in all but the time at which its methods are compiled."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import field
from typing import Any, ClassVar

import pytest

from report_kit.lazy.dataclasses import dataclass as ours

Decorator = Callable[..., Callable[[type], Any]]
DECORATORS = pytest.mark.parametrize("dataclass", [dataclasses.dataclass, ours], ids=["library", "ours"])


def make(dataclass: Decorator, **options: bool) -> Any:
    """A class with every kind of field that we use."""

    class Base:
        __slots__ = ("_place",)
        LIMIT: ClassVar[int] = 3

    @dataclass(**options)
    class Note(Base):
        text: str
        count: int = 1
        codes: tuple[str, ...] = ()
        lines: dict[str, int] = field(default_factory=dict)
        secret: str = field(default="", repr=False)
        aside: str = field(default="", compare=False)
        KIND: ClassVar[str] = "note"

        @property
        def double(self) -> int:
            return self.count * 2

    return Note


@dataclasses.dataclass(frozen=True, slots=True)
class OfTheLibrary:
    """At the top of a module, as pickle wants it."""

    one: int
    many: tuple[int, ...] = ()


@ours(frozen=True, slots=True)
class OfOurs:
    """The same."""

    one: int
    many: tuple[int, ...] = ()


@DECORATORS
@pytest.mark.parametrize("kw_only", [False, True])
@pytest.mark.parametrize("slots", [False, True])
@pytest.mark.parametrize("frozen", [False, True])
def test_objects_are_the_same(dataclass: Decorator, frozen: bool, slots: bool, kw_only: bool) -> None:
    note = make(dataclass, frozen=frozen, slots=slots, kw_only=kw_only)
    one = note(text="a", codes=("x",)) if kw_only else note("a", 1, ("x",))
    assert dataclasses.asdict(one) == {
        "text": "a", "count": 1, "codes": ("x",), "lines": {}, "secret": "", "aside": "",
    }  # fmt: skip
    assert one == note(text="a", codes=("x",), aside="not compared")
    assert one != note(text="b", codes=("x",))
    assert one != "a"
    assert repr(note(text="a", secret="s")).endswith("Note(text='a', count=1, codes=(), lines={}, aside='')")
    assert (one.double, one.KIND, one.LIMIT) == (2, "note", 3)
    assert note(text="a").lines is not note(text="a").lines
    assert dataclasses.replace(one, count=2).count == 2
    assert dataclasses.is_dataclass(note)
    assert [each.name for each in dataclasses.fields(note)] == ["text", "count", "codes", "lines", "secret", "aside"]
    assert note.__match_args__ == (() if kw_only else ("text", "count", "codes", "lines", "secret", "aside"))
    assert hasattr(one, "__dict__") is not slots


@DECORATORS
def test_what_is_frozen_stays_so_and_has_a_hash(dataclass: Decorator) -> None:
    note = make(dataclass, frozen=True, slots=True)
    one = note("a", lines=())
    for change in (lambda: setattr(one, "text", "b"), lambda: delattr(one, "text"), lambda: setattr(one, "new", 1)):
        with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):  # the library gives a TypeError for 'new'
            change()
    assert one.text == "a"
    assert hash(one) == hash(note("a", lines=(), aside="not compared"))
    assert {one: 1}[note("a", lines=())] == 1
    with pytest.raises(TypeError, match="unhashable"):
        hash(make(dataclass, slots=True)("a"))


@DECORATORS
@pytest.mark.parametrize(
    ("arguments", "named"),
    [((), {}), (("a", 1, (), {}, "", "", "more"), {}), (("a",), {"text": "b"}), (("a",), {"x": 1})],
)
def test_wrong_arguments_are_refused_each_time(dataclass: Decorator, arguments: Any, named: Any) -> None:
    note = make(dataclass, frozen=True, slots=True)
    for _ in range(2):
        with pytest.raises(TypeError, match="__init__"):
            note(*arguments, **named)


@DECORATORS
def test_arguments_that_must_be_named(dataclass: Decorator) -> None:
    note = make(dataclass, frozen=True, slots=True, kw_only=True)
    with pytest.raises(TypeError, match="positional"):
        note("a")


@pytest.mark.parametrize("kind", [OfTheLibrary, OfOurs])
def test_objects_can_be_sent_and_copied(kind: Any) -> None:
    one = kind(1, (2, 3))
    for again in (pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy(one)):  # noqa: TID251
        assert again == one
        assert again.many == (2, 3)
        with pytest.raises(dataclasses.FrozenInstanceError):
            again.one = 2


@DECORATORS
def test_a_class_may_bring_methods_of_its_own(dataclass: Decorator) -> None:
    @dataclass(frozen=True, slots=True, repr=False)
    class Secret:
        word: str

        def __repr__(self) -> str:
            return "Secret()"

    @dataclass(slots=True)
    class Counted:  # noqa: PLW1641 - it can change, so it has no hash
        words: list[str]
        count: int = 0

        def __post_init__(self) -> None:
            self.count = len(self.words)

        def __eq__(self, other: object) -> bool:
            return True

    @dataclass(frozen=True, slots=True, repr=False)
    class Silent:
        word: str

    assert repr(Secret("x")) == "Secret()"
    assert Counted(["a", "b"]).count == 2
    assert Counted([]) == 5
    assert "word" not in repr(Silent("word"))


@DECORATORS
def test_a_class_below_adds_its_fields(dataclass: Decorator) -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Below(make(dataclass, frozen=True, slots=True)):  # type: ignore[misc]
        more: int = 0

    one = Below("a", more=2)
    assert (one.text, one.more) == ("a", 2)
    assert one != Below("a", more=3)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.more = 4


@DECORATORS
def test_what_holds_itself_is_shown_once(dataclass: Decorator) -> None:
    @dataclass(slots=True)
    class Knot:
        inside: list[Any]

    one = Knot([])
    one.inside.append(one)
    assert repr(one).endswith("Knot(inside=[...])")


def test_no_method_is_compiled_before_it_is_called() -> None:
    note = make(ours, frozen=True, slots=True)
    assert note.__init__.__code__.co_filename != "<string>"
    note("a")
    assert note.__init__.__code__.co_filename == "<string>"
    assert note.__hash__.__code__.co_filename != "<string>"
