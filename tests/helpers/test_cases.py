"""The pages are read as their authors mean them."""

import pytest

from tests.helpers.cases import cases_of, update

PAGE = """\
# some-rule

Prose with `code`.

## A fault

```yaml report.yaml
title: A
```

````markdown themes/01-x.md
```
code
```
````

```text diagnostics
report.yaml:1:1: error[some-rule]: wrong
```

## Only prose

Nothing.

## Instead

```text themes/02-y.md bytes times=2
caf\\xe9
```

```absent sources/organisations.yaml
```

```forbidden sources/events.yaml
```
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "some-rule.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_every_section_with_files_is_a_case(page):
    fault, instead = cases_of(page)
    assert (fault.name, instead.name) == ("A fault", "Instead")
    assert fault.files == {"report.yaml": b"title: A\n", "themes/01-x.md": b"```\ncode\n```\n"}
    assert fault.expected == "report.yaml:1:1: error[some-rule]: wrong\n"
    assert (instead.block, instead.expected) == (None, "")


def test_files_can_be_bytes_or_absent_or_forbidden(page):
    _, instead = cases_of(page)
    project = instead.project({"sources/organisations.yaml": "", "report.yaml": "title: B\n"})
    assert project == {"report.yaml": "title: B\n", "themes/02-y.md": b"caf\xe9\ncaf\xe9\n", "sources/events.yaml": b""}
    assert instead.forbidden == {"sources/events.yaml"}


def test_updating_replaces_the_expectation_and_nothing_else(page):
    fault, _ = cases_of(page)
    update(fault, "one\ntwo\n")
    assert page.read_text(encoding="utf-8") == PAGE.replace("report.yaml:1:1: error[some-rule]: wrong\n", "one\ntwo\n")
    update(fault, "")
    assert cases_of(page)[0].expected == ""


def test_a_case_that_expects_silence_is_not_updated(page):
    _, instead = cases_of(page)
    with pytest.raises(ValueError, match="no block"):
        update(instead, "one\n")


def test_two_headings_of_one_name_are_refused(page):
    page.write_text(PAGE + "\n## A fault\n", encoding="utf-8")
    with pytest.raises(ValueError, match="two headings"):
        cases_of(page)
