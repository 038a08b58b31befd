"""What the leak scan costs and how well it judges: MB of artifact text a second, recall, false alarms.

`python tests/benchmarks/leak_scan.py` prints: speed over public-sector prose for 1,000 protected people (folding
included, forms and automata made beforehand), with and without leaks in it; the share of the planted leaks that are
found; false alarms in 10,000 words of prose with 50 common names declared. Times are wall clock.
"""

from __future__ import annotations

import sys
import time
import warnings
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from report_kit.confidentiality import scan
from report_kit.names.matcher import Matcher, Text
from report_kit.names.protected import Protected, ProtectedPerson
from report_kit.names.secret import SecretText
from report_kit.names.variants import forms_of
from report_kit.names.words import given_names, surnames
from tests.helpers.leaks import PROTECTED, leaks, person
from tests.helpers.public_prose import DECLARED, paragraphs

PEOPLE = 1_000
MEGABYTES = 20


def thousand_people() -> Protected:
    """Invented people: frequent first names; surnames one half frequent, one half rare."""
    random = Random(4)
    given = sorted(name.decode().title() for name in given_names() if len(name) > 3)
    family = sorted(name.decode().title() for name in surnames())
    people = []
    for number in range(PEOPLE):
        last = random.choice(family) + (random.choice(["son", "by", "wick", "thorpe"]) if number % 2 else "")
        first = random.choice(given)
        people.append(
            ProtectedPerson(
                id=f"P{number:04}",
                name=SecretText(f"{first} {last}"),
                emails=(SecretText(f"{first}.{last}@example{number}.org"),),
                phones=(SecretText(f"020 7{random.randint(100_000, 999_999)} "),),
            )
        )
    return Protected(tuple(people))


def speed(protected: Protected) -> None:
    """Print the time to make the forms, and to search prose without and with leaks."""
    start = time.perf_counter()
    forms = forms_of(protected)
    matcher = Matcher(forms)
    made = time.perf_counter() - start
    print(f"{len(forms):,} forms of {PEOPLE:,} people made in {made:.2f} s")  # noqa: T201
    prose = list(paragraphs(200_000))
    size = sum(len(text.encode()) + 2 for text in prose)
    clean = prose * (MEGABYTES * 1_000_000 // size + 1)
    names = [one.name.reveal() for one in protected.people]
    leaky = [
        f"{text} So said {names[number % PEOPLE]}." if number % 20 == 0 else text for number, text in enumerate(clean)
    ]
    for title, texts in (("clean prose", clean), ("a name in every twentieth paragraph", leaky)):
        megabytes = sum(len(text.encode()) for text in texts) / 1e6
        best = 0.0
        found = 0
        for _ in range(3):
            start = time.perf_counter()
            found = sum(1 for _ in matcher.find(map(Text, texts)))
            best = max(best, megabytes / (time.perf_counter() - start))
        print(f"{title}: {megabytes:.0f} MB at {best:.0f} MB/s, {found:,} found")  # noqa: T201


def recall() -> None:
    """Print the share of the planted leaks that are found."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some of the files are odd on purpose, and their makers say so
        planted = leaks()
    start = time.perf_counter()
    found = 0
    for leak in planted:
        hits = scan({leak.file: leak.data}, PROTECTED).hits
        found += any(leak.owner in hit.owners for hit in hits)
    seconds = time.perf_counter() - start
    print(f"recall: {found} of {len(planted)} planted leaks ({found / len(planted):.1%}), {seconds:.1f} s")  # noqa: T201


def false_alarms() -> None:
    """Print the false alarms in prose that names nobody who is declared."""
    declared = Protected(tuple(person(f"P{number:02}", name) for number, name in enumerate(DECLARED, 1)))
    for seed in (2017, 1, 2):
        text = "\n\n".join(paragraphs(40_000, seed))
        words = len(text.split())
        alarms = sum(hit.count for hit in scan({"prose.txt": text.encode()}, declared).hits)
        print(f"false alarms: {alarms} in {words:,} words, {alarms * 10_000 / words:.2f} per 10,000 (seed {seed})")  # noqa: T201


def main() -> None:
    """Print all of it."""
    speed(thousand_people())
    recall()
    false_alarms()


if __name__ == "__main__":
    main()
