"""Conditional formats that follow a formula: read, put in, and taken out without a trace."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from actionbook.ooxml.characters import decode_escapes, escape_attribute, escape_text, text_of
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import Edit, Element, parse
from actionbook.ooxml.sheet import ORDER, SheetPart, is_true, put_child
from actionbook.ooxml.styles import Styles

__all__ = ["ConditionalFormat", "add_formats", "read_formats", "remove_formats"]

_USES = re.compile(rb"[dD]xfId\s*=\s*[\"']([0-9]+)")


class ConditionalFormat(NamedTuple):
    """
    Cells of *sqref* shown in another colour where *formula* is true.

    The formula is written for the first cell of *sqref*, without ``=``. *fill* and *font* are
    ``FFRRGGBB``; None leaves the colour as it is, or is a colour of the theme where one was read.
    *stop*: formats below it are not looked at.
    """

    sqref: str
    formula: str
    fill: str | None = None
    font: str | None = None
    bold: bool = False
    stop: bool = False


class _Rule(NamedTuple):
    holder: Element
    element: Element
    format: ConditionalFormat


def read_formats(contents: Contents, sheet: str) -> tuple[ConditionalFormat, ...]:
    """The conditional formats of a sheet that follow a formula, in the order of the part."""
    part = contents.sheet_part(sheet)
    return tuple(rule.format for rule in _rules(part, contents.styles))


def _rules(part: SheetPart, styles: Styles) -> Iterator[_Rule]:
    for holder in part.frame.all("conditionalFormatting"):
        for element in holder.all("cfRule"):
            stated = element.attributes
            formula = element.find("formula")
            if stated.get("type") == "expression" and formula is not None:
                look = _look(styles.differential(int(stated.get("dxfId", "-1"))))
                yield _Rule(
                    holder,
                    element,
                    ConditionalFormat(
                        sqref=holder.attributes.get("sqref", ""),
                        formula=decode_escapes(text_of(formula.inner)),
                        fill=look.fill,
                        font=look.font,
                        bold=look.bold,
                        stop=is_true(stated.get("stopIfTrue")),
                    ),
                )


class _Look(NamedTuple):
    fill: str | None = None
    font: str | None = None
    bold: bool = False


def _look(dxf: bytes | None) -> _Look:
    if dxf is None:
        return _Look()
    root = parse(dxf)
    fill = _first(root, "fill", "bgColor")
    font = _first(root, "font", "color")
    bold = _first(root, "font", "b")
    return _Look(
        fill.attributes.get("rgb") if fill else None,
        font.attributes.get("rgb") if font else None,
        bold is not None and bold.attributes.get("val", "1") in ("1", "true"),
    )


def _first(root: Element, child: str, local: str) -> Element | None:
    holder = root.find(child)
    return next(holder.walk(local), None) if holder else None


def _dxf(prefix: bytes, wanted: ConditionalFormat) -> bytes:
    font = b"<%bb/>" % prefix if wanted.bold else b""
    if wanted.font:
        font += b'<%bcolor rgb="%b"/>' % (prefix, escape_attribute(wanted.font))
    text = b"<%bfont>%b</%bfont>" % (prefix, font, prefix) if font else b""
    if wanted.fill:
        text += b'<%bfill><%bpatternFill><%bbgColor rgb="%b"/></%bpatternFill></%bfill>' % (
            prefix, prefix, prefix, escape_attribute(wanted.fill), prefix, prefix,
        )  # fmt: skip
    return b"<%bdxf>%b</%bdxf>" % (prefix, text, prefix)


def add_formats(contents: Contents, sheet: str, formats: Sequence[ConditionalFormat]) -> None:
    """Put *formats* below those that are there; one that is there already is left."""
    part = contents.editable_sheet(sheet)
    held = {rule.format for rule in _rules(part, contents.styles)}
    wanted = [each for each in dict.fromkeys(formats) if each not in held]
    if not wanted:
        return
    styles, prefix = contents.styles, part.prefix
    priorities = [int(rule.attributes.get("priority", "0")) for rule in part.frame.walk("cfRule")]
    highest = max(priorities, default=0)
    text, at_work = b"", ""
    for priority, each in enumerate(wanted, highest + 1):
        if each.sqref != at_work:
            text += b"</%bconditionalFormatting>" % prefix if at_work else b""
            text += b'<%bconditionalFormatting sqref="%b">' % (
                prefix,
                escape_attribute(each.sqref),
            )
            at_work = each.sqref
        number = styles.with_differential(_dxf(styles.root.prefix, each))
        text += _rule_text(prefix, each, number, priority)
    text += b"</%bconditionalFormatting>" % prefix
    contents.write_styles()
    edit = put_child(part.frame, "conditionalFormatting", text, order=ORDER)
    contents.replace_sheet(sheet, part.edited([edit]))


def _rule_text(prefix: bytes, wanted: ConditionalFormat, dxf: int, priority: int) -> bytes:
    stop = b' stopIfTrue="1"' if wanted.stop else b""
    return (
        b'<%bcfRule type="expression" dxfId="%d" priority="%d"%b>'
        b"<%bformula>%b</%bformula></%bcfRule>"
    ) % (prefix, dxf, priority, stop, prefix, escape_text(wanted.formula), prefix, prefix)


def remove_formats(contents: Contents, sheet: str, formats: Sequence[ConditionalFormat]) -> None:
    """
    Take out those of *formats* that the sheet has, known by their cells and formula.

    Their looks leave the styles too where they stand last there and nothing uses them, so that
    what was put in and taken out leaves the file as it was.
    """
    part = contents.editable_sheet(sheet)
    keys = {(each.sqref, each.formula) for each in formats}
    rules = [
        rule
        for rule in _rules(part, contents.styles)
        if (rule.format.sqref, rule.format.formula) in keys
    ]
    if not rules:
        return
    contents.replace_sheet(sheet, part.edited(_removals(rules)))
    styles = contents.styles
    ours = {_dxf(styles.root.prefix, rule.format) for rule in rules}
    used = _used(contents)
    while (last := styles.last_differential) is not None and last[1] in ours:
        if last[0] in used:
            break
        styles.drop_last_differential()
    contents.write_styles()


def _removals(rules: Sequence[_Rule]) -> Iterator[Edit]:
    """A holder goes with the last of its rules."""
    by_holder: dict[int, list[_Rule]] = {}
    for rule in rules:
        by_holder.setdefault(rule.holder.start, []).append(rule)
    for group in by_holder.values():
        holder = group[0].holder
        if len(group) == len(holder.children):
            yield Edit(holder.start, holder.end, b"")
        else:
            for rule in group:
                yield Edit(rule.element.start, rule.element.end, b"")


def _used(contents: Contents) -> set[int]:
    """The numbers of the looks that anything in the workbook uses."""
    parts = {*contents.related(contents.workbook, "styles")}
    for sheet in contents.sheets:
        parts.add(sheet.part)
        parts.update(contents.related(sheet.part, "table"))
        parts.update(contents.related(sheet.part, "pivotTable"))
    return {int(use) for part in parts for use in _USES.findall(contents.read(part))}
