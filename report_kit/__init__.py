"""report_kit: from a roundtable's notes to a published report, with the evidence attached."""
