"""Terms: how values that authors choose from a list read in print."""

from __future__ import annotations

CONFIDENCE = {
    "high": "High confidence",
    "moderate": "Moderate confidence",
    "low": "Low confidence",
    "very_low": "Very low confidence",
}

PROVENANCE = {"public_source": "Public source", "on_record": "On the record", "room": "From the room"}

RECORDED = {"verbatim": "Recorded word for word", "near_verbatim": "Recorded nearly word for word",
            "paraphrase": "Recorded as a paraphrase"}  # fmt: skip
