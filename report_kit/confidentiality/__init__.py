"""Confidentiality: look for protected names in whatever is about to be published, and keep the names under lock.

In: the private list of participants (`private`, `vault`) and files (`artifacts`, `extract`). Out: hits and diagnostics
(`scan`) that say who and where, never the name. In between: the forms of each name (`names`, `variants`), text folded
so that they are found however they were typed (`normalise`), the search (`matcher`), and the two judgements of what it
finds: how the letters lie (`layout`) and what stands around them (`context`).
"""

from report_kit.confidentiality.artifacts import Budget, Fault, Piece, Reading, read_artifact
from report_kit.confidentiality.forms import KINDS, Kind
from report_kit.confidentiality.private import PEOPLE_FILE, parse_protected, read_protected
from report_kit.confidentiality.protected import Protected, ProtectedOrganisation, ProtectedPerson
from report_kit.confidentiality.rules import RULES
from report_kit.confidentiality.scan import Hit, ScanResult, not_run, scan
from report_kit.confidentiality.secret import SecretText, discreet
from report_kit.confidentiality.vault import (
    ENCRYPTED_FILE,
    KEY_VARIABLE,
    Key,
    decrypt,
    encrypt,
    new_key,
    read_key,
)

__all__ = [
    "ENCRYPTED_FILE",
    "KEY_VARIABLE",
    "KINDS",
    "PEOPLE_FILE",
    "RULES",
    "Budget",
    "Fault",
    "Hit",
    "Key",
    "Kind",
    "Piece",
    "Protected",
    "ProtectedOrganisation",
    "ProtectedPerson",
    "Reading",
    "ScanResult",
    "SecretText",
    "decrypt",
    "discreet",
    "encrypt",
    "new_key",
    "not_run",
    "parse_protected",
    "read_artifact",
    "read_key",
    "read_protected",
    "scan",
]
