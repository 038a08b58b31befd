"""dataclass: that of the standard library, without what it costs before anything is done with a class.

For each class the library writes six methods as text and compiles them, half a millisecond in all; a command loads a
hundred classes and makes objects of half of them. Here a method is compiled when it is first called. `fields`,
`replace`, `asdict` and `is_dataclass` of the library work as ever; for what is missing here (`order`, `unsafe_hash`,
`init=False`) ask the library's own `dataclass`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from dataclasses import dataclass as of_the_library
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - for whoever imports it from here
else:

    def dataclass(*, frozen=False, slots=False, kw_only=False, repr=True):  # noqa: A002 - as there
        """As `dataclasses.dataclass` with the same options."""

        def decorate(cls):
            own = set(vars(cls))
            # Collects the fields and lays the slots, and compiles nothing.
            made = of_the_library(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
            methods = _methods(made) | (_frozen(made) if frozen else {"__hash__": None})
            for name, method in methods.items():
                if name not in own and (repr or name != "__repr__"):
                    setattr(made, name, method)
            return made

        return decorate


_set: Final = object.__setattr__


def _methods(cls: Any) -> dict[str, Any]:
    """What every dataclass has."""

    @recursive_repr("...")
    def shown(self: Any) -> str:
        told = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
        return f"{self.__class__.__qualname__}({told})"

    return {
        "__init__": _compiled_at_first(cls, "__init__", _init),
        "__eq__": _compiled_at_first(cls, "__eq__", _eq),
        "__repr__": shown,
    }


def _frozen(cls: Any) -> dict[str, Any]:
    """What one has whose objects stay as they are."""

    def refuse(_self: Any, name: str, *_value: Any) -> None:
        raise FrozenInstanceError(f"cannot assign to or delete field {name!r}")

    def state(self: Any) -> list[Any]:
        return [getattr(self, each.name) for each in fields(self)]

    def restore(self: Any, values: Sequence[Any]) -> None:
        for each, value in zip(fields(self), values, strict=True):
            _set(self, each.name, value)

    return {
        "__hash__": _compiled_at_first(cls, "__hash__", _hash),
        "__setattr__": refuse,
        "__delattr__": refuse,
        "__getstate__": state,  # objects with slots are otherwise copied and pickled by assigning to them
        "__setstate__": restore,
    }


def _compiled_at_first(cls: Any, name: str, write: Callable[[Any, dict[str, Any]], str]) -> Callable[..., Any]:
    """The method `name` of `cls`, which `write` gives as text; what the text refers to it puts into a dictionary."""

    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        scope: dict[str, Any] = {}
        exec(write(cls, scope), scope)  # noqa: S102 - as the library does: all names are those of our own fields
        compiled = scope[name]
        compiled.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, compiled)
        return compiled(self, *args, **kwargs)

    return method


def _init(cls: Any, scope: dict[str, Any]) -> str:
    scope |= {"_set": _set, "_MISSING": MISSING}
    in_place = [_parameter(each, scope) for each in fields(cls) if not each.kw_only]
    by_name = [_parameter(each, scope) for each in fields(cls) if each.kw_only]
    parameters = ["self", *in_place, *(["*", *by_name] if by_name else [])]
    lines = [f" _set(self, {each.name!r}, {_value(each)})" for each in fields(cls)]
    last = " self.__post_init__()" if hasattr(cls, "__post_init__") else " pass"
    return "\n".join((f"def __init__({', '.join(parameters)}):", *lines, last))


def _parameter(each: Field[Any], scope: dict[str, Any]) -> str:
    """How `each` is written among the parameters."""
    if each.default_factory is not MISSING:
        scope[f"_make_{each.name}"] = each.default_factory
        return f"{each.name}=_MISSING"
    if each.default is not MISSING:
        scope[f"_default_{each.name}"] = each.default
        return f"{each.name}=_default_{each.name}"
    return each.name


def _value(each: Field[Any]) -> str:
    """What `each` is set to."""
    if each.default_factory is MISSING:
        return each.name
    return f"_make_{each.name}() if {each.name} is _MISSING else {each.name}"


def _eq(cls: Any, _scope: dict[str, Any]) -> str:
    same = f"{_values('self', cls)} == {_values('other', cls)}"
    return f"def __eq__(self, other):\n return {same} if other.__class__ is self.__class__ else NotImplemented"


def _hash(cls: Any, _scope: dict[str, Any]) -> str:
    return f"def __hash__(self):\n return hash({_values('self', cls)})"


def _values(of: str, cls: Any) -> str:
    """A tuple of what is compared."""
    return f"({''.join(f'{of}.{each.name},' for each in fields(cls) if each.compare)})"
