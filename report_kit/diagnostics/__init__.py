"""What is wrong with content, where, and what to do: spans, rules, diagnostics, and their printed forms."""

from report_kit.diagnostics.diagnostic import Diagnostic, Edit, Fix, Rule, Severity, Sink
from report_kit.diagnostics.errors import MachineError
from report_kit.diagnostics.span import Span
from report_kit.diagnostics.suggest import any_of, did_you_mean, meant_in

__all__ = [
    "Diagnostic",
    "Edit",
    "Fix",
    "MachineError",
    "Rule",
    "Severity",
    "Sink",
    "Span",
    "any_of",
    "did_you_mean",
    "meant_in",
]
