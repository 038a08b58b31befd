#!/bin/sh
# Build the sample report in two other folders and compare: the same sources must give the same bytes.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for name in one 'two with spaces'; do
    mkdir "$work/$name"
    cp -R report.yaml sources themes "$work/$name/"
    .venv/bin/python -m report_kit build --quiet "$work/$name" >/dev/null
done
diff -r "$work/one/dist" "$work/two with spaces/dist"
echo 'Two builds in two folders gave the same bytes.'
