"""What an edit costs the PDF: processor seconds after one theme changed, against Typst compiling the same text.

`python tests/benchmarks/pdf_parts.py` prints a line for each size. The text is a generated report; Typst gets all that
is printed of it through pandoc, and compiles it in a process of its own, from nothing. Ours is measured in a
process that goes on (`warm`) and in one that begins (`new`), with the engine's loading and the cache's reading; once
with an edit that moves no page, once with one that adds one. `peak` is what all processes of a cold build hold at once.
All ratios are of this run. Needs `pip install 'report-kit[bench]'`.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.big_project import big_project, write_project
from tests.benchmarks.builds import REPORT_KIT, print_page
from tests.benchmarks.measure import peak_of_all, run

PYTHON = sys.executable

_EXPORT = """
import json, sys, time
sys.path.insert(0, {root!r})
from pathlib import Path
from report_kit import html, pipeline
from report_kit.cli.disk import DiskWorkspace
from report_kit.exporters import pdf
from report_kit.exporters.job import job_for

def job():
    report = pipeline.check(DiskWorkspace({project!r})).report
    return job_for(report, html.render_by_part(report, "print"))

def timed(ready, workspace):
    start = time.process_time()
    made = pdf.export(ready, workspace)
    spent = time.process_time() - start
    for key, data in made.kept.items():
        workspace.cache.put(key, data)
    return spent
"""

_WARM = """
workspace = DiskWorkspace({project!r})
theme = Path({theme!r})
text = theme.read_text(encoding="utf-8")
timed(job(), workspace)
figures = {{"same": [], "longer": []}}
for turn in range({runs}):
    theme.write_text(text, encoding="utf-8")
    timed(job(), workspace)  # what the last turn made longer is as it was
    theme.write_text(text.replace("before", f"befor{{turn % 10}}", 1), encoding="utf-8")
    figures["same"].append(timed(job(), workspace))
    theme.write_text(text + f"\\nTurn {{turn}}. " + "More words, and more again. " * 85 + "\\n", encoding="utf-8")
    figures["longer"].append(timed(job(), workspace))
theme.write_text(text, encoding="utf-8")
timed(job(), workspace)
print(json.dumps(figures))
"""

_TYPST = """
import json, time
start = time.process_time()
import typst
typst.compile({source!r}, output={target!r})
print(json.dumps(time.process_time() - start))
"""


def _asked(code: str) -> object:
    """What a program prints, run in a process of its own."""
    return json.loads(subprocess.run([PYTHON, "-c", code], capture_output=True, check=True, text=True).stdout)


def typst_source(project: Path, folder: Path) -> Path:
    """All that the report prints, for Typst, with contents and page numbers."""
    import pypandoc

    pages = Path(tempfile.mkdtemp(dir=folder))
    page = print_page(project, pages).read_text(encoding="utf-8")
    body = pypandoc.convert_text(re.sub(r"<nav.*?</nav>", "", page, flags=re.DOTALL), "typst", format="html")
    head = '#set page(numbering: "1")\n#outline()\n#let horizontalrule = line()\n'
    target = folder / "report.typ"
    target.write_text(head + _without_labels(body), encoding="utf-8")
    return target


def _without_labels(text: str) -> str:
    """Without references and pictures, which Typst would look for."""
    text = re.sub(r"#link\(<[^>]*>\)\[((?:[^\[\]]|\[[^\]]*\])*)\]", r"\1", text)
    text = re.sub(r"#box\(image\([^)]*\)\)|#cite\([^)]*\)|(?<!\\)<[^> ]*>", "", text)
    return re.sub(r"(?<!\\)@", r"\\@", text)


def measure(words: int, runs: int, folder: Path) -> dict[str, object]:
    """All figures of a report of that many words."""
    project = folder / f"words-{words}"
    write_project(big_project(words), project)
    theme = sorted((project / "themes").glob("*.md"))[1]
    given = {
        "root": str(Path(__file__).resolve().parents[2]),
        "project": str(project),
        "theme": str(theme),
        "runs": runs,
    }
    source = typst_source(project, folder)
    typst_code = _TYPST.format(source=str(source), target=str(folder / "typst.pdf"))
    warm = _asked(_EXPORT.format(**given) + _WARM.format(**given))
    assert isinstance(warm, dict)
    typst = statistics.median(float(str(_asked(typst_code))) for _ in range(runs))
    new, build = [], []
    text = theme.read_text(encoding="utf-8")
    command = [REPORT_KIT, "build", str(project), "-f", "html", "-f", "pdf", "-f", "docx"]
    run(command)
    for turn in range(runs):
        theme.write_text(text.replace("before", f"befor{turn % 10}", 1), encoding="utf-8")
        new.append(_export_cpu(given))
        theme.write_text(text.replace("before", f"afte{turn % 10}", 1), encoding="utf-8")
        build.append(run(command).cpu)
    theme.write_text(text, encoding="utf-8")
    same, longer = statistics.median(warm["same"]), statistics.median(warm["longer"])
    return {
        "words": words,
        "typst_cpu_s": round(typst, 3),
        "warm_cpu_s": round(same, 3),
        "warm_to_typst": round(same / typst, 2),
        "page_more_cpu_s": round(longer, 3),
        "page_more_to_none": round(longer / same, 2),
        "new_cpu_s": round(statistics.median(new), 3),
        "new_to_typst": round(statistics.median(new) / typst, 2),
        "all_formats_new_cpu_s": round(statistics.median(build), 2),
        "all_formats_to_typst": round(statistics.median(build) / typst, 2),
        **_memory(project, folder, command),
    }


def _export_cpu(given: dict[str, object]) -> float:
    """Processor seconds of a process that loads the engine and makes the PDF, without the making of its job."""
    code = _EXPORT.format(**given)
    whole = _cpu(code + "ready = job()\ntimed(ready, DiskWorkspace({project!r}))".format(**given))
    return whole - _cpu(code + "job()")


def _cpu(code: str) -> float:
    return run([PYTHON, "-c", code]).cpu


def _memory(project: Path, folder: Path, command: list[str]) -> dict[str, object]:
    """MiB of all processes together, of a cold build and of WeasyPrint alone."""
    pages = Path(tempfile.mkdtemp(dir=folder))
    page = print_page(project, pages)
    shutil.rmtree(project / ".report-kit", ignore_errors=True)
    shutil.rmtree(project / "dist", ignore_errors=True)
    ours = peak_of_all(command)
    sheet, target = str(pages / "print.css"), str(pages / "out.pdf")
    alone = peak_of_all([PYTHON, "-m", "weasyprint", "--pdf-tags", "-s", sheet, str(page), target])
    made = next((project / "dist").glob("*.pdf")).stat().st_size
    return {
        "peak_mib": round(ours),
        "weasyprint_peak_mib": round(alone),
        "peak_ratio": round(ours / alone, 2),
        "size_ratio": round(made / Path(target).stat().st_size, 3),
    }


def main() -> None:
    """Measure and print, one JSON object a line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--words", type=int, nargs="*", default=[10_000, 100_000])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for words in options.words:
            print(json.dumps(measure(words, options.runs, Path(folder))), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
