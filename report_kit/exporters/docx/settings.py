"""Settings: `settings.xml` (ECMA-376-1, 17.15) of a document that the current Word opens in its own mode.

No revision ids, no prompt to update fields, no automatic hyphenation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_kit.exporters.docx.ooxml import element, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_COMPATIBILITY = "http://schemas.microsoft.com/office/word"

_SCHEME = {
    "bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2", "hyperlink": "hyperlink",
    "followedHyperlink": "followedHyperlink",
} | {f"accent{number}": f"accent{number}" for number in range(1, 7)}  # fmt: skip


def settings_part(language: str, *, embedded_fonts: bool) -> Element:
    """`word/settings.xml`; children in the order of CT_Settings."""
    root = element("w:settings", None, element("w:zoom", {"w:percent": 100}))
    if embedded_fonts:
        root.append(element("w:embedTrueTypeFonts"))
    root.append(value("w:defaultTabStop", 720))
    root.append(value("w:autoHyphenation", 0))
    root.append(value("w:evenAndOddHeaders", 0))
    root.append(value("w:characterSpacingControl", "doNotCompress"))
    notes = element("w:footnotePr", None, *(element("w:footnote", {"w:id": number}) for number in (-1, 0)))
    root.append(notes)
    modern = {"compatibilityMode": 15, "overrideTableStyleFontSizeAndJustification": 1, "enableOpenTypeFeatures": 1,
              "doNotFlipMirrorIndents": 1, "differentiateMultirowTableHeaders": 1}  # fmt: skip
    root.append(
        element(
            "w:compat",
            None,
            *(
                element("w:compatSetting", {"w:name": name, "w:uri": _COMPATIBILITY, "w:val": setting})
                for name, setting in modern.items()
            ),
        )
    )
    root.append(element("m:mathPr", None, element("m:mathFont", {"m:val": "Cambria Math"})))
    root.append(element("w:themeFontLang", {"w:val": language}))
    root.append(element("w:clrSchemeMapping", {f"w:{name}": colour for name, colour in _SCHEME.items()}))
    root.append(value("w:decimalSymbol", "."))
    root.append(value("w:listSeparator", ","))
    return root
