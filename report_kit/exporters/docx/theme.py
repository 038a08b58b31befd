"""Theme: `theme1.xml` (ECMA-376-1, 20.1.6), so that Design > Colors and Design > Fonts offer the house style's own."""

from __future__ import annotations

from html import escape

from report_kit.exporters.docx.look import ROLES, Look

_COLOURS = (
    ("dk1", "ink"), ("lt1", ""), ("dk2", "cover"), ("lt2", "sand"), ("accent1", "accent"), ("accent2", "cover"),
    ("accent3", "ochre"), ("accent4", "muted"), ("accent5", "word-line"), ("accent6", "tint"), ("hlink", "accent"),
    ("folHlink", "cover"),
)  # fmt: skip

_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="{{}}" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
_FORMATS = (
    f'<a:fmtScheme name="Report"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{''.join(_LINE.format(width) for width in (6350, 12700, 19050))}</a:lnStyleLst>"
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)
"""The schema wants three of each; a text document shows none of them."""


def theme_part(look: Look) -> bytes:
    """`word/theme/theme1.xml`."""
    known = {"": "FFFFFF"} | look.colours
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{known.get(name, known["accent"])}"/></a:{slot}>' for slot, name in _COLOURS
    )
    scripts = {code: font.name for code, font in look.fonts.items() if code not in ROLES}
    complex_script = escape(next(iter(scripts.values()), ""), quote=True)
    others = f'<a:ea typeface=""/><a:cs typeface="{complex_script}"/>' + "".join(
        f'<a:font script="{code}" typeface="{escape(name, quote=True)}"/>' for code, name in scripts.items()
    )
    fonts = "".join(
        f'<a:{slot}><a:latin typeface="{escape(look.fonts[role].name)}"/>{others}</a:{slot}>'
        for slot, role in (("majorFont", "display"), ("minorFont", "text"))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Report"><a:themeElements>'
        f'<a:clrScheme name="Report">{colours}</a:clrScheme><a:fontScheme name="Report">{fonts}</a:fontScheme>'
        f"{_FORMATS}</a:themeElements></a:theme>"
    ).encode()
