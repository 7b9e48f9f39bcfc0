"""
The colours of the Actions table: conditional formats that follow what the words say.

Their references are A1 ones, since a format takes no structured reference, and each carries
a mark, so that ours can be told apart from staff's own. The palette keeps a
contrast of at least 4.5 : 1, and a word always stands beside the colour.
"""

from actionbook.plan.cells import letters
from actionbook.plan.status import Flag, Rag
from actionbook.plan.structure import Format, Place

__all__ = ["MARK", "PALETTE", "house_formats"]

MARK = 'N("actionbook")'
"""What tells our formats from staff's own; it is nought."""

PALETTE: dict[Rag, tuple[str, str]] = {
    Rag.OVERDUE: ("FFB3261E", "FFFFFFFF"),
    Rag.AT_RISK: ("FFFFD166", "FF3D2C00"),
    Rag.ON_TRACK: ("FFD7EAD3", "FF1E4620"),
    Rag.COMPLETE: ("FF2B5C8A", "FFFFFFFF"),
    Rag.TO_VERIFY: ("FFCFE2F3", "FF17365D"),
    Rag.ON_HOLD: ("FFE3E3E3", "FF333333"),
    Rag.WITHDRAWN: ("FFE3E3E3", "FF333333"),
    Rag.NOT_DUE_TO_START: ("FFF2F2F2", "FF404040"),
    Rag.NO_DATE: ("FFEADCF4", "FF4A235A"),
    Rag.SEE_STEPS: ("FFFFFFFF", "FF5F6B7A"),
}
"""Fill and letters of each RAG word, as FFRRGGBB."""

_UNASSIGNED = ("FF6A3D9A", "FFFFFFFF")
_SOON = ("FFFFE9B0", "FF3D2C00")
_LATE_ROW = "FFFBE4E2"
_DONE_ROW = "FF5F6B7A"
_IN_VIEW = ("ref", "action", "lead", "timescale_text", "due", "revised_due", "status", "progress")


def house_formats(
    place: Place, *, first: int, last: int, is_adopted: bool = False
) -> tuple[Format, ...]:
    """
    The formats of an Actions table whose body is worksheet rows *first* to *last*.

    What is said first wins where two colour one cell. Formats on a column that the table
    lacks are left out. On a sheet that was adopted only the worked-out columns are coloured.
    """
    columns = {name: letters(number) for name, number in place.columns.items()}

    def span(*names: str) -> str:
        there = [columns[name] for name in names if name in columns]
        return " ".join(f"{column}{first}:{column}{last}" for column in there)

    def marked(test: str) -> str:
        return f"AND({test},{MARK}=0)"

    formats: list[Format] = []
    if "flags" in columns:
        flag = f"${columns['flags']}{first}"
        nobody = marked(f'ISNUMBER(SEARCH("{Flag.UNASSIGNED}",{flag}))')
        soon = marked(f'ISNUMBER(SEARCH("{Flag.DUE_SOON}",{flag}))')
        formats.append(Format(span("lead"), nobody, *_UNASSIGNED, bold=True))
        formats.append(Format(span("due"), soon, *_SOON))
    if "rag" in columns:
        rag = f"${columns['rag']}{first}"
        formats += [
            Format(span("rag"), marked(f'{rag}="{word}"'), fill, font, bold=word is Rag.OVERDUE)
            for word, (fill, font) in PALETTE.items()
        ]
        late = marked(f'{rag}="{Rag.OVERDUE}"')
        done = marked(f'OR({rag}="{Rag.COMPLETE}",{rag}="{Rag.WITHDRAWN}")')
        formats.append(Format(span(*_IN_VIEW), late, _LATE_ROW, None))
        formats.append(Format(span(*_IN_VIEW), done, None, _DONE_ROW))
    if is_adopted:
        ours = {span(name) for name in ("rag", "due")}
        formats = [form for form in formats if form.cells in ours]
    return tuple(form for form in formats if form.cells)
