"""Write the stored expectations anew; then read the difference in git before you commit it."""

from __future__ import annotations

import sys
from pathlib import Path

from report_kit.cli import group

PACKAGE = Path(group.__file__).parent


def main() -> None:
    """Write each file, and say so."""
    for path, text in {PACKAGE / "help.txt": group.help_text()}.items():
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
