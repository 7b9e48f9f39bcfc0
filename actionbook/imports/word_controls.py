"""
What was filled in where a document is a form: its drop-downs and tick boxes, and no prompts.

Source: ECMA-376 part 1, 17.5.2.39 (showingPlcHdr) and 17.16.17 (ffData).
"""

from xml.etree import ElementTree as ET

from actionbook.imports.word_parts import W, attribute

__all__ = ["filled_in", "is_on"]

_OFF = ("0", "false", "off")
_TICKED, _BLANK = "☒", "☐"


def is_on(stated: ET.Element | None) -> bool:
    """Whether a property that is there, or not, is meant."""
    return stated is not None and attribute(stated) not in _OFF


def filled_in(document: ET.Element) -> list[str]:
    """
    The prompts of *document* that nobody answered ("Choose an item."), which say nothing from now
    on; the fields of an older form then say in words what was chosen in them.
    """
    prompts = []
    for control in document.iter(f"{W}sdt"):
        if is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr")):
            texts = list(control.iter(f"{W}t"))
            prompts.append("".join(each.text or "" for each in texts).strip())
            for each in texts:
                each.text = ""
    for field in document.iter(f"{W}fldChar"):
        chosen = _chosen(field.find(f"{W}ffData"))
        if chosen:
            field.tag, field.text = f"{W}t", chosen
    return list(filter(None, prompts))


def _chosen(form: ET.Element | None) -> str:
    """What a drop-down or tick box holds; "" where it is none, as its words then follow it."""
    if form is None:
        return ""
    box = form.find(f"{W}checkBox")
    if box is not None:
        checked = box.find(f"{W}checked")
        return _TICKED if is_on(box.find(f"{W}default") if checked is None else checked) else _BLANK
    choice = form.find(f"{W}ddList")
    if choice is None:
        return ""
    said = choice.find(f"{W}result")
    number = attribute(choice.find(f"{W}default") if said is None else said) or "0"
    entries = [attribute(each) for each in choice.findall(f"{W}listEntry")]
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""
