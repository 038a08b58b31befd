"""`python -m report_kit`: the same as `report-kit`."""

from report_kit.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
