"""Each printed plan in other words, laid out anew in Word and in Excel: the plan of its text."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import docx
import pytest
from corpus import SHARED
from retyped import retyped_book, retyped_document
from word_tables import saved

from actionbook.imports.draft import Draft
from actionbook.imports.excel_plan import excel_draft
from actionbook.imports.source import SourceText, read_source
from actionbook.imports.understand import draft_of
from actionbook.imports.word_plan import word_draft

SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
OTHER_WORDS = {
    "develop": "work up",
    "ensure": "see to it that",
    "improve": "better",
    "implement": "carry out",
    "monitor": "watch",
    "undertake": "do",
    "residents": "households",
    "partners": "friends",
    "review": "look over",
    "support": "help with",
}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS, reason="the plans of shared/seeds are not beside the project"),
]


def in_other_words(seed: Path) -> SourceText:
    read = read_source(seed)
    shape = re.compile(rf"\b({'|'.join(OTHER_WORDS)})\b")
    lines = (shape.sub(lambda word: OTHER_WORDS[word[1]], line) for line in read.lines)
    return read._replace(lines=tuple(lines))


def tables(draft: Draft) -> Mapping[str, Sequence[Mapping[str, object]]]:
    return {
        name: [
            # That a directorate is set in bold parts it from the one before it in the text alone.
            {
                field: str(value).replace(";", "") if field == "lead_directorate" else value
                for field, value in row.values.items()
            }
            for row in rows
        ]
        for name, rows in draft.tables.items()
    }


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_plan_laid_out_anew_in_word_is_the_plan_of_its_text(seed: Path, tmp_path: Path) -> None:
    text = in_other_words(seed)

    found = word_draft(saved(retyped_document(text.lines, laid_out=True), tmp_path))

    expected = draft_of(text)
    assert found.layout == expected.layout
    assert tables(found) == tables(expected)
    assert found.letters.share >= 0.99


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_plan_laid_out_anew_in_excel_is_the_plan_of_its_text(seed: Path, tmp_path: Path) -> None:
    text = in_other_words(seed)

    found = excel_draft(retyped_book(text.lines, tmp_path / "plan.xlsx"))

    expected = draft_of(text)
    assert found.layout == expected.layout
    assert tables(found) == tables(expected)
    assert found.letters.share >= 0.99


def test_what_is_laid_out_has_merges_colours_and_pages(tmp_path: Path) -> None:
    rows = (f"Mend roof {n}\t{'' if n % 2 else 'JT'}\tMay 2027" for n in range(20))
    lines = ["Action\tLead\tBy when", "Our homes\t\t", *rows]
    xml = docx.Document(str(saved(retyped_document(lines, laid_out=True), tmp_path))).element.xml

    for mark in ("w:vMerge", "w:gridSpan", 'w:fill="D9E2F3"', 'w:type="page"'):
        assert mark in xml
