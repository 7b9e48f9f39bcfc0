"""
The words of a paragraph as a reader of the document sees them, all changes accepted.

What stands beside the words (notes, text boxes, pictures, hidden text) is gathered, not read in.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree as ET

from actionbook.imports.markup import BULLET
from actionbook.imports.word_controls import is_on
from actionbook.imports.word_numbering import Numbering
from actionbook.imports.word_parts import W, WordParts, attribute
from actionbook.ooxml.symbols import in_signs, is_own, is_symbol_font
from actionbook.plan.late import late

__all__ = ["Beside", "Paragraph", "Words"]

_GONE = frozenset({f"{W}del", f"{W}moveFrom"})
_COME = frozenset({f"{W}ins", f"{W}moveTo"})
_SIGNS = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": "\t",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
_BOX = f"{W}txbxContent"
_NOTES = {"footnote": "footnote", "endnote": "endnote", "comment": "comment"}
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object", _ALTERNATE)
_SAYS_NOTHING = (f"{W}pPr", f"{W}rPr", f"{W}sdtPr")
_STRUCK, _END = "\ue000", "\ue001"
"""Stand round struck words, as no document's own words do, until all of their cell is read."""

_PARTED = late(f"{_STRUCK}([^{_END}]*){_END}")


class Beside(NamedTuple):
    """Words, or a picture, that stand beside the text, and what they are."""

    reason: str
    text: str


@dataclass
class Paragraph:
    """The words of one paragraph: `label` is the number or bullet that is printed before them."""

    label: str
    text: str

    @property
    def printed(self) -> str:
        """Label and words, as on paper."""
        return f"{self.label} {self.text}".strip()


@dataclass
class Words:
    """Reads the paragraphs of one document in order; gathers what stands `beside` them."""

    numbering: Numbering
    notes: dict[tuple[str, str], str]
    beside: list[Beside] = field(default_factory=list)
    changes: Counter[str] = field(default_factory=Counter)
    struck: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, parts: WordParts) -> "Words":
        """The reader of a document, its notes at hand."""
        made = cls(Numbering(parts.beside("numbering"), parts.beside("styles")), {})
        for kind in _NOTES:
            part = parts.beside(f"{kind}s")
            for note in () if part is None else part.findall(f"{W}{kind}"):
                text = " ".join(made._run_of(each) for each in note.iter(f"{W}p"))
                made.notes[kind, attribute(note, "id")] = " ".join(text.split())
        made.beside.clear()
        return made

    def paragraph(self, element: ET.Element) -> Paragraph:
        """The paragraph *element*; its number is counted where it has words."""
        made = self.part_of_cell(element)
        return Paragraph(made.label, self.settled(made.text).strip(" \n"))

    def part_of_cell(self, element: ET.Element) -> Paragraph:
        """The same, its struck words to be `settled` with all else that its cell says."""
        text = "".join(self._pieces(element, is_marked=True)).strip(" \n")
        label = self.numbering.printed(element) if self._counts(element) else ""
        if label and _STRUCK in text and not _PARTED.sub("", text).strip():
            return Paragraph("", f"{_STRUCK}{label} {_END}{text}")  # its number is struck with it
        return Paragraph(label, text)

    def settled(self, text: str) -> str:
        """
        *text* without words that are struck through, which are gathered `beside` it.

        Where all of it is, it is kept, and noted as `struck`.
        """
        if _STRUCK not in text:
            return text
        pieces = _PARTED.split(text)  # every second one is struck
        words = "".join(pieces[1::2])
        kept = "\n".join(filter(str.strip, "".join(pieces[::2]).split("\n")))
        if not kept.strip():
            self.struck.append(" ".join(words.split()))
            return "".join(pieces)
        self._beside("struck through", words)
        return kept

    def _counts(self, element: ET.Element) -> bool:
        return element.find(f"{W}pPr/{W}rPr/{W}del") is None

    def _run_of(self, element: ET.Element) -> str:
        return "".join(self._pieces(element))

    def _pieces(self, element: ET.Element, *, is_marked: bool = False) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag == f"{W}t":
                yield _in_signs(element, child.text or "")
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag == f"{W}sym":
                yield _symbol(child)
            elif tag not in _SAYS_NOTHING and not self._stands_beside(child):
                self.changes["put in"] += tag in _COME
                if is_marked and tag == f"{W}r" and _is_struck(child):
                    yield _STRUCK + "".join(self._pieces(child)) + _END
                else:
                    yield from self._pieces(child, is_marked=is_marked)

    def _stands_beside(self, element: ET.Element) -> bool:
        """Whether *element* is no part of the words; it is gathered or counted then."""
        tag = element.tag
        if tag in _GONE:
            self.changes["taken out"] += 1
        elif tag == f"{W}r" and _is_hidden(element):
            self._beside("hidden text", "".join(self._pieces(element)))
        elif tag in _DRAWN:
            self._drawn(element)
        elif tag.startswith(W) and tag.endswith("Reference"):
            self._note(element)
        else:
            return False
        return True

    def _beside(self, reason: str, text: str) -> None:
        words = " ".join(text.split())
        if words:
            self.beside.append(Beside(reason, words))

    def _note(self, reference: ET.Element) -> None:
        kind = reference.tag.removeprefix(W).removesuffix("Reference")
        self._beside(kind, self.notes.get((kind, attribute(reference, "id")), ""))

    def _drawn(self, element: ET.Element) -> None:
        """A text box is told once, though Word writes it twice; else it is a picture."""
        box = next(element.iter(_BOX), None)
        if box is None:
            self.beside.append(Beside("picture", "a picture stands here"))
            return
        self._beside("text box", " ".join(self._run_of(each) for each in box.iter(f"{W}p")))


def _is_hidden(run: ET.Element) -> bool:
    return is_on(run.find(f"{W}rPr/{W}vanish"))


def _is_struck(run: ET.Element) -> bool:
    return is_on(run.find(f"{W}rPr/{W}strike")) or is_on(run.find(f"{W}rPr/{W}dstrike"))


def _in_signs(run: ET.Element, text: str) -> str:
    """Words of a run as they look, where its font is one of signs."""
    fonts = run.find(f"{W}rPr/{W}rFonts")
    name = attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
    return in_signs(text, name) if is_symbol_font(name) else text


def _symbol(element: ET.Element) -> str:
    """A sign of a symbol font: ticks, crosses, boxes and bullets are told; others are a bullet."""
    try:
        sign = chr(int(attribute(element, "char"), 16))
    except (ValueError, OverflowError):
        return ""
    font = attribute(element, "font")
    if not is_symbol_font(font):
        font = "Wingdings" if is_own(sign) else ""
    looks = in_signs(sign, font) if font else sign
    return BULLET if looks == sign and is_own(sign) else looks
