#!/bin/sh
# Pin what is installed in .venv: constraints.txt, names and versions only.
set -eu
cd "$(dirname "$0")/.."
{
    echo '# Exact versions for `make`; written by `make constraints` from a tested .venv.'
    .venv/bin/python -m pip freeze --all --exclude-editable | grep -E '^[A-Za-z0-9._-]+==[^ ]+$' | grep -vE '^pip=='
} >constraints.txt.new
mv constraints.txt.new constraints.txt
