"""
What an appendix has that XlsxWriter cannot give it: its language, and a style by its name.

Both are spliced into the parts that it made, before they are packed.
"""

import re
from collections.abc import Mapping

__all__ = ["finished"]

_CORE = "docProps/core.xml"
_STYLES = "xl/styles.xml"
_END = b"</cp:coreProperties>"
_LANGUAGE = b"<dc:language>en-GB</dc:language>"
_HEADING_FONT = re.compile(rb'<xf numFmtId="0" fontId="(\d+)"[^>]* xfId="1"')
_NORMAL_XF = re.compile(rb'<cellStyleXfs count="1">(.*?)</cellStyleXfs>', re.DOTALL)
_NORMAL = b'<cellStyles count="1">'
_HEADING_1 = b'<cellStyles count="2"><cellStyle name="Heading 1" xfId="1" builtinId="16"/>'


def finished(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a workbook, by name, that are to be others, as they are to be."""
    return {
        _CORE: parts[_CORE].replace(_END, _LANGUAGE + _END),
        _STYLES: _with_heading_style(parts[_STYLES]),
    }


def _with_heading_style(styles: bytes) -> bytes:
    """The styles with Heading 1 among them, where a cell is of the second style."""
    font = _HEADING_FONT.search(styles)
    if font is None:
        return styles
    made = b'<xf numFmtId="0" fontId="%s" fillId="0" borderId="0" applyFont="1"/>' % font[1]
    styles = _NORMAL_XF.sub(
        lambda found: b'<cellStyleXfs count="2">' + found[1] + made + b"</cellStyleXfs>", styles
    )
    return styles.replace(_NORMAL, _HEADING_1)
