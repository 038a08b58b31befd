"""What a build costs, against WeasyPrint alone on the same page: cold, unchanged, and after one theme changed.

`python tests/benchmarks/builds.py` prints a line for each report: the repository's own sample, and generated ones of
10,000 and 100,000 words. Times are wall clock, in seconds; the ratios are pair by pair within this run. Before them
stand `report-kit --help` and a check of the sample where nothing has changed, each against an empty Python.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.big_project import big_project, write_project
from tests.benchmarks.measure import Cost, compare, median, run

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable
REPORT_KIT = str(Path(PYTHON).with_name("report-kit"))


def print_page(project: Path, folder: Path) -> Path:
    """The page that the PDF exporter gets, as files that WeasyPrint can open by itself."""
    from report_kit import html, pipeline
    from report_kit.cli.disk import DiskWorkspace
    from report_kit.html.drawings import drawn

    outcome = pipeline.check(DiskWorkspace(project))
    report = outcome.report
    assert report is not None
    assert not outcome.failed, outcome.diagnostics
    page, css = html.render(report, "print"), report.house_style.print_css
    for number, (path, asset) in enumerate({**report.assets, **drawn(report)}.items()):
        name = f"asset-{number}{Path(path).suffix}"
        (folder / name).write_bytes(asset.data)
        page = page.replace(f"asset:{path}", name)
    for name, data in report.house_style.fonts.items():
        (folder / f"{name}.ttf").write_bytes(data)
        css = css.replace(f"font:{name}", f"{name}.ttf")
    (folder / "print.css").write_text(css, encoding="utf-8")
    target = folder / "page.html"
    target.write_text(page, encoding="utf-8")
    return target


def measure_project(name: str, project: Path, runs: int) -> dict[str, object]:
    """All figures of one project."""
    folder = Path(tempfile.mkdtemp())
    page = print_page(project, folder)

    def forget() -> None:
        for left in (project / "dist", project / ".report-kit"):
            shutil.rmtree(left, ignore_errors=True)

    def cold() -> Cost:
        forget()
        return run([REPORT_KIT, "build", str(project), "-f", "html", "-f", "pdf", "-f", "docx"])

    def warm() -> Cost:
        return run([REPORT_KIT, "build", str(project), "-f", "html", "-f", "pdf", "-f", "docx"])

    def alone() -> Cost:
        sheet, result = str(folder / "print.css"), str(folder / "out.pdf")
        return run([PYTHON, "-m", "weasyprint", "--pdf-tags", "-s", sheet, str(page), result])

    alone()
    ours, theirs, ratio = compare(cold, alone, runs)
    unchanged = median([warm() for _ in range(max(runs, 3))])
    theme = sorted((project / "themes").glob("*.md"))[0]
    original = theme.read_text(encoding="utf-8")
    try:
        theme.write_text(original + "\nOne more sentence.\n", encoding="utf-8")
        changed = warm()
    finally:
        theme.write_text(original, encoding="utf-8")
    shutil.rmtree(folder)
    forget()
    return {
        "report": name,
        "weasyprint_alone_s": round(theirs.seconds, 2),
        "cold_s": round(ours.seconds, 2),
        "cold_ratio": round(ratio, 2),
        "cold_cpu_s": round(ours.cpu, 2),
        "cold_cpu_ratio": round(ours.cpu / theirs.cpu, 2),
        "unchanged_s": round(unchanged.seconds, 3),
        "unchanged_ratio": round(unchanged.seconds / theirs.seconds, 3),
        "one_theme_changed_s": round(changed.seconds, 2),
        "peak_mib": round(ours.peak),
        "weasyprint_peak_mib": round(theirs.peak),
    }


def measure_help(runs: int) -> dict[str, object]:
    """`report-kit --help` against an empty Python."""
    ours, theirs, ratio = compare(
        lambda: run([REPORT_KIT, "--help"]), lambda: run([PYTHON, "-c", "pass"]), max(runs * 4, 20)
    )
    return {
        "help_ms": round(ours.seconds * 1000, 1),
        "python_pass_ms": round(theirs.seconds * 1000, 1),
        "help_ratio": round(ratio, 2),
    }


def measure_check(project: Path, runs: int) -> dict[str, object]:
    """A warm `report-kit check` against an empty Python: processor time, which is nearly all that it takes."""
    command = [REPORT_KIT, "check", "--quiet", str(project)]
    run(command)  # reads the sources with pandoc
    ours, theirs, ratio = compare(
        lambda: run(command), lambda: run([PYTHON, "-c", "pass"]), max(runs * 3, 15), of=lambda cost: cost.cpu
    )
    return {
        "check_cpu_ms": round(ours.cpu * 1000, 1),
        "python_pass_cpu_ms": round(theirs.cpu * 1000, 1),
        "check_cpu_ratio": round(ratio, 2),
        "check_ms": round(ours.seconds * 1000, 1),
    }


def main() -> None:
    """Measure and print, one JSON object a line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--words", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--no-sample", action="store_true")
    options = parser.parse_args()
    print(json.dumps(measure_help(options.runs)))  # noqa: T201
    with tempfile.TemporaryDirectory() as folder:
        if not options.no_sample:
            sample = Path(folder) / "sample"
            sample.mkdir()
            shutil.copy(ROOT / "report.yaml", sample)
            for part in ("sources", "themes"):
                shutil.copytree(ROOT / part, sample / part)
            print(json.dumps(measure_check(sample, options.runs)), flush=True)  # noqa: T201
            print(json.dumps(measure_project("sample", sample, options.runs)), flush=True)  # noqa: T201
        for words in options.words:
            project = Path(folder) / f"words-{words}"
            write_project(big_project(words), project)
            runs = options.runs if words <= 20_000 else min(options.runs, 3)
            print(json.dumps(measure_project(f"{words:,} words", project, runs)), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
