#!/bin/sh
# Set up `.venv` so that this checkout runs: Python packages pinned by constraints.txt, and Pango's shared libraries.
#
#   scripts/setup.sh run    what `report-kit` needs
#   scripts/setup.sh dev    and what the tests need
#
# What needs the system's package manager is installed where the user may (root, or sudo without a password);
# otherwise this stops and prints the exact command. PYTHON names another interpreter, 3.11 or newer.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-run}
export LC_ALL=C.UTF-8 PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "setup: $1"
    shift
    for line in "$@"; do say "    $line"; done
    exit 2
}

apt_updated=no
apt_install() { # packages…; fails where they cannot be installed here
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    else
        return 1
    fi
    say "setup: installing $* with apt-get"
    if [ "$apt_updated" = no ]; then
        $as_root apt-get -q update >/dev/null || say "setup: apt-get update failed; trying with the lists that are here"
        apt_updated=yes
    fi
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$@" >/dev/null
}

find_python() { # prints the first interpreter that is new enough
    for name in ${PYTHON:+"$PYTHON"} python3.11 python3 python3.12 python3.13 python3.14 /usr/bin/python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

make_venv() { # interpreter
    "$1" -c 'import ensurepip, venv' 2>/dev/null || {
        # Debian ships venv without ensurepip, in a package named after the version.
        package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        apt_install "$package" || apt_install python3-venv ||
            stop "Python's venv module is incomplete; install it, then run make again:" "sudo apt-get install -y $package"
    }
    rm -rf .venv
    "$1" -m venv .venv
}

# --- Python -----------------------------------------------------------------------------------------------------------
if ! .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$(find_python) || stop "Python 3.11 or newer is needed; install it, then run make again:" \
        "sudo apt-get install -y python3 python3-venv      (Debian, Ubuntu)" \
        "brew install python                               (macOS)"
    make_venv "$python"
fi

# --- Python packages --------------------------------------------------------------------------------------------------
# setuptools is installed first, pinned like the rest, so that building the package fetches nothing of its own choice.
say "setup: installing Python packages into .venv"
.venv/bin/python -m pip install --quiet --constraint constraints.txt setuptools
case $kind in
run) .venv/bin/python -m pip install --quiet --constraint constraints.txt --no-build-isolation --editable . ;;
dev) .venv/bin/python -m pip install --quiet --constraint constraints.txt --no-build-isolation --editable '.[dev]' ;;
*) stop "say 'run' or 'dev', not '$kind'" ;;
esac

# --- Pango ------------------------------------------------------------------------------------------------------------
packages='libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0'
libraries_open() { .venv/bin/python -m report_kit.cli.libraries >/dev/null; }
if ! libraries_open; then
    # shellcheck disable=SC2086 # three packages, three words
    if ! apt_install $packages || ! libraries_open; then
        stop "Pango's libraries are missing (they lay out the PDF); install them, then run make again:" \
            "sudo apt-get install -y $packages      (Debian, Ubuntu)" \
            "brew install pango                                                       (macOS)"
    fi
fi
