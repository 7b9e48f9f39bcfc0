"""Not fitted to any file: other words, dashes, numbers, years and orders give the same plan."""

import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from import_texts import HEADINGS, RECOMMENDATIONS, draft

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
Rows = dict[str, list[dict[str, str]]]
Change = Callable[[str], str]

ISSUE_HEADINGS = (
    ("Ref", "Key issue", "What we will do", "Owner", "Progress update", "By when", "State"),
    ("Number", "Recommendation", "Action", "Responsible officer", "Progress", "Target date", "RAG"),
    ("Item", "Area for improvement", "Tasks", "Who", "Latest position", "Deadline", "Status"),
    ("#", "Finding", "Action to be taken", "Lead/Ref", "Comments", "Milestone date", "RAG status"),
)
BLOCK_HEADINGS = (
    ("Recommendation ", "Our response", "Progress on R", "Task", "By when", "Owner"),
    ("Recc. ", "MANAGEMENT RESPONSE", "UPDATE ON R", "Actions", "Deadline", "Who"),
    ("KEY ISSUE ", "Response:", "Progress with issue ", "What we will do", "Completed by", "Leads"),
    ("Area for improvement no. ", "RESPONSE", "PROGRESS: R", "TASK", "TARGET DATE", "LEAD OFFICER"),
)


class Source(NamedTuple):
    """A text to be changed; `text` is read when a test wants it, so that it may be missing."""

    name: str
    path: Path | None = None

    def text(self) -> str:
        if self.path is None:
            return RECOMMENDATIONS
        found = sorted(self.path.parent.glob(self.path.name))
        if not found:
            pytest.skip(f"{self.path.name} is beside the project, and not here")
        return found[0].read_text(encoding="utf-8")


def seed(number: str) -> Any:
    return pytest.param(Source(number, SEEDS / f"{number}_*.txt"), marks=pytest.mark.shared)


SAMPLE = Source("sample", ROOT / "workbooks" / "harbour-review.txt")
ISSUES = [SAMPLE, seed("002")]
BLOCKS = [Source("recommendations"), seed("003")]


def rows(text: str, change: Change = str) -> Rows:
    return {
        table: [{field: change(str(value)) for field, value in row.values.items()} for row in found]
        for table, found in draft(text).tables.items()
    }


def by_ref(found: Rows) -> Rows:
    return {
        table: sorted(table_rows, key=lambda row: sorted(row.items()))
        for table, table_rows in found.items()
    }


def later(text: str) -> str:
    return re.sub(r"\b20(\d\d)\b", lambda year: f"20{int(year[1]) + 11:02}", text)


def plain_dashes(text: str) -> str:
    return text.replace("–", "-").replace("’", "'")


@pytest.mark.parametrize("source", [*ISSUES, *BLOCKS], ids=lambda source: source.name)
@pytest.mark.parametrize("change", [later, plain_dashes])
def test_other_years_and_dashes_change_only_the_words(source: Source, change: Change) -> None:
    text = source.text()

    assert rows(change(text)) == rows(text, change)


@pytest.mark.parametrize("source", [*ISSUES, *BLOCKS], ids=lambda source: source.name)
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: re.sub(r"(\w{4})(\w{4})", "\\1\u00ad\\2", text),
        lambda text: "\n".join(line.rstrip("\t ") for line in text.split("\n")),
        lambda text: "\n".join(
            line + "\t\t" if "\t" in line else line for line in text.split("\n")
        ),
        lambda text: "\n".join(line + "  " for line in text.split("\n")),
    ],
    ids=["no-break spaces", "soft hyphens", "tabs cut off", "more tabs", "spaces"],
)
def test_what_cannot_be_seen_changes_nothing(source: Source, change: Change) -> None:
    text = source.text()

    assert rows(change(text)) == rows(text)


@pytest.mark.parametrize("source", ISSUES, ids=lambda source: source.name)
@pytest.mark.parametrize("headings", ISSUE_HEADINGS, ids=lambda headings: headings[0])
def test_other_headings_of_a_table_change_nothing(
    source: Source, headings: tuple[str, ...]
) -> None:
    text = source.text()
    changed = re.sub(r"(?m)^No\tIssue Identified\t.*$", "\t".join(headings), text)

    assert changed != text
    assert rows(changed) == rows(text)


@pytest.mark.parametrize("source", ISSUES, ids=lambda source: source.name)
def test_headings_on_every_page_change_nothing(source: Source) -> None:
    text = source.text()
    title = next(line for line in text.split("\n") if line.endswith("Peer Review Action Plan"))
    before, heading, after = text.partition("\t".join(HEADINGS))

    assert rows(before + heading + after.replace(title, f"{title}\n{heading}")) == rows(text)


@pytest.mark.parametrize("source", ISSUES, ids=lambda source: source.name)
@pytest.mark.parametrize("printed", [r"(\1)\t", r"Issue \1:\t", r"\1.\t", r"R\1\t"])
def test_other_marks_round_an_issue_number_change_nothing(source: Source, printed: str) -> None:
    text = source.text()

    assert rows(re.sub(r"(?m)^(\d+)\.?\t", printed, text)) == rows(text)


@pytest.mark.parametrize("source", ISSUES, ids=lambda source: source.name)
def test_other_issue_numbers_change_only_the_refs(source: Source) -> None:
    text = source.text()
    changed = rows(re.sub(r"(?m)^(\d+)", lambda found: str(int(found[1]) + 20), text))

    refs = [row["ref"] for row in rows(text)["Actions"]]
    assert [row["ref"] for row in changed["Actions"]] == [
        re.sub(r"^\d+", lambda found: str(int(found[0]) + 20), ref) for ref in refs
    ]


def shuffled(text: str, opens: str, times: int) -> str:
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if re.match(opens, line):
            blocks.append([])
        blocks[-1].append(line)
    front, *rest = blocks
    Random(times).shuffle(rest)
    return "\n".join(line for block in [front, *rest] for line in block)


@pytest.mark.parametrize("times", range(4))
@pytest.mark.parametrize(
    ("source", "opens"),
    [
        pytest.param(SAMPLE, r"\d+\.?\t", id="sample"),
        pytest.param(*seed("002").values, r"\d+\.?\t", id="002", marks=pytest.mark.shared),
        pytest.param(Source(""), r"\W*b?\W*RECOMMENDATION \d", id="recommendations"),
        pytest.param(
            *seed("003").values, r"\W*b?\W*RECOMMENDATION \d", id="003", marks=pytest.mark.shared
        ),
    ],
)
def test_another_order_of_blocks_gives_the_same_rows_in_that_order(
    source: Source, opens: str, times: int
) -> None:
    text = source.text()

    assert by_ref(rows(shuffled(text, opens, times))) == by_ref(rows(text))


@pytest.mark.parametrize("source", BLOCKS, ids=lambda source: source.name)
@pytest.mark.parametrize("headings", BLOCK_HEADINGS, ids=lambda headings: headings[0])
def test_other_headings_of_blocks_change_nothing(source: Source, headings: tuple[str, ...]) -> None:
    opens, response, progress, action, timescale, lead = headings
    text = source.text()
    changed = re.sub(r"RECOMMENDATION (?=\d+(?:<|\*))", opens, text)
    changed = re.sub(r"RESPONSE(?=<|\*)", response, changed)
    changed = re.sub(r"PROGRESS (?:with|WITH) R", progress, changed)
    for printed, other in (("ACTION", action), ("TIMESCALE", timescale), ("LEAD", lead)):
        changed = re.sub(rf"(?m)(?<=[>\t]){printed}(?=[<\t]|$)|^{printed}(?=\t)", other, changed)
    changed = changed.replace("## GLOSSARY", "**Abbreviations used**")
    changed = changed.replace("## RESPONSIBILITIES", "Key to initials")

    assert rows(changed) == rows(text)


@pytest.mark.parametrize("source", BLOCKS, ids=lambda source: source.name)
def test_glossary_and_leads_at_the_end_change_nothing(source: Source) -> None:
    text = source.text()
    start = text.index("## GLOSSARY")
    end = re.search(r"(?m)^<b>RECOMMENDATION", text)
    assert end is not None

    changed = text[:start] + text[end.start() :] + "\n\n" + text[start : end.start()]

    assert rows(changed) == rows(text)


@pytest.mark.parametrize("source", BLOCKS, ids=lambda source: source.name)
@pytest.mark.parametrize("mark", ["({})", "{}."])
def test_other_letters_before_actions_change_only_the_response(source: Source, mark: str) -> None:
    text = source.text()
    changed = re.sub(
        r"(?m)^((?:- |<p>)?)([a-z])\)(?=[ \t])",
        lambda found: found[1] + mark.format(found[2]),
        text,
    )

    assert rows(changed)["Actions"] == rows(text)["Actions"]


@pytest.mark.parametrize("source", BLOCKS, ids=lambda source: source.name)
def test_other_recommendation_numbers_change_only_the_refs(source: Source) -> None:
    text = source.text()
    changed = rows(
        re.sub(
            r"(RECOMMENDATION |PROGRESS (?:with|WITH) R)(\d+)",
            lambda found: found[1] + str(int(found[2]) + 20),
            text,
        )
    )

    refs = [row["ref"] for row in rows(text)["Actions"]]
    assert [row["ref"] for row in changed["Actions"]] == [
        re.sub(r"^\d+", lambda found: str(int(found[0]) + 20), ref) for ref in refs
    ]
