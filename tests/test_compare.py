from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any, NamedTuple

import pytest
from builders import ON, Fields, plan
from hypothesis import given
from hypothesis import strategies as st

from actionbook.operations.compare import Kind, diff
from actionbook.operations.comparison_text import comparison_data, comparison_text
from actionbook.operations.rewording import Did, reworded, reworded_text
from actionbook.plan.model import Plan, Status

JUNE = date(2027, 6, 30)
AGREED = {"approval": "Cabinet, minute 34", "approved_on": date(2026, 11, 3)}
DREDGE, LIGHT, SURVEY = (
    {"action": words, "ref": ref}
    for words, ref in (("Dredge the harbour", "1a"), ("Light the quay", "1b"), ("Survey", "1c"))
)


class Case(NamedTuple):
    """What an old copy and a new one hold, and exactly what is told."""

    name: str
    old: Sequence[Fields]
    new: Sequence[Fields]
    told: tuple[str, ...]


CASES = (
    Case("nothing", ({},), ({},), ()),
    Case(
        "added and removed",
        (DREDGE, LIGHT),
        (DREDGE, SURVEY),
        ("A3: 1c added: Survey", "A3: 1b removed: Light the quay"),
    ),
    Case("rows sorted", (DREDGE, LIGHT, SURVEY), (SURVEY, DREDGE, LIGHT), ()),
    Case(
        "renumbered",
        (DREDGE, LIGHT),
        (DREDGE, {**LIGHT, "ref": "2a"}),
        ("A3: 2a renumbered: it was 1b, known by its words",),
    ),
    Case(
        "one put in between, the letters shifted",
        (DREDGE, LIGHT, SURVEY),
        ({**SURVEY, "ref": "1d"}, DREDGE, {"ref": "1b", "action": "Buoys"}, {**LIGHT, "ref": "1c"}),
        (
            "A2: 1d renumbered: it was 1c, known by its words",
            "A4: 1b added: Buoys",
            "A5: 1c renumbered: it was 1b, known by its words",
        ),
    ),
    Case(
        "words that stand twice know nobody",
        ({**DREDGE, "ref": "1"}, {**DREDGE, "ref": "2"}),
        ({**DREDGE, "ref": "3"}, {**DREDGE, "ref": "4"}),
        (
            "A2: 3 added: Dredge the harbour",
            "A3: 4 added: Dredge the harbour",
            "A2: 1 removed: Dredge the harbour",
            "A3: 2 removed: Dredge the harbour",
        ),
    ),
    Case(
        "reworded",
        ({"action": "Publish the draft  programme soon"},),
        ({"action": "Publish the final programme"},),
        ("B2: 1 reworded: Publish the [-draft-] {+final+} programme [-soon-]",),
    ),
    Case("respaced", ({"action": "A b"},), ({"action": " A   b"},), ()),
    Case(
        "completed",
        ({},),
        ({"status": Status.COMPLETE},),
        ("I2: 1 completed: In progress to Complete", "G2: 1 RAG better: On track to Complete"),
    ),
    Case(
        "reopened",
        ({"status": Status.COMPLETE},),
        ({},),
        ("I2: 1 reopened: Complete to In progress", "G2: 1 RAG worse: Complete to On track"),
    ),
    Case(
        "withdrawn with approval",
        ({},),
        ({"status": Status.WITHDRAWN, **AGREED},),
        (
            "I2: 1 withdrawn: In progress to Withdrawn",
            "M2: 1 edited: Approval, Approved on",
        ),
    ),
    Case(
        "moved",
        ({},),
        ({"revised_due": JUNE, **AGREED},),
        (
            "F2: 1 moved: 31/03/2027 to 30/06/2027 (+91 days)",
            "M2: 1 edited: Approval, Approved on",
        ),
    ),
    Case(
        "a move that nobody agreed moves nothing, and is told",
        ({},),
        ({"revised_due": JUNE},),
        (
            "F2: 1 edited: Timescale 31 March 2027 to Timescale 31 March 2027, revised 30/06/2027",
            "G2: 1 RAG worse: On track to At risk",
        ),
    ),
    Case(
        "what comes round is due again, and has not moved",
        ({"timescale_text": "Monthly from April 2026", "next_due": date(2026, 10, 31)},),
        ({"timescale_text": "Monthly from April 2026", "next_due": date(2026, 12, 31)},),
        (),
    ),
    Case("reassigned", ({},), ({"lead": "MG"},), ("C2: 1 reassigned: JT to MG",)),
    Case("nobody leads", ({},), ({"lead": ""},), ("C2: 1 reassigned: JT to blank",)),
    Case("a typed column", ({},), ({"evidence": "Link"},), ("O2: 1 edited: Evidence",)),
    Case(
        "progress that a roll carried over is no edit",
        ({"progress": "Half built"},),
        ({"progress": "", "last_reported": "2026-27 Q3 (22 Nov 2026): Half built"},),
        (),
    ),
)


def told(old: Plan, new: Plan) -> tuple[str, ...]:
    lines = comparison_text(diff(old, new, on=ON)).splitlines()[:-1]
    return tuple(line.removeprefix("Actions!") for line in lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_changed_is_told_exactly(case: Case) -> None:
    assert told(plan(*case.old), plan(*case.new)) == case.told


def test_the_rag_of_the_old_copy_is_that_of_its_day() -> None:
    old = plan({"timescale_text": "31 October 2026"})

    compared = diff(old, replace(old, fingerprint="1"), on=ON, old_on=date(2026, 10, 1))

    assert [(each.kind, each.was, each.now) for each in compared.differences] == [
        (Kind.WORSE, "On track", "Overdue")
    ]


def test_without_a_day_the_old_copy_s_rag_is_the_one_in_its_cells() -> None:
    old = plan({"timescale_text": "31 October 2026", "rag": "At risk"})
    new = plan({"timescale_text": "31 October 2026"})

    assert told(old, new) == ("G2: 1 RAG worse: At risk to Overdue",)


def test_the_same_file_is_no_change_whatever_the_day() -> None:
    old = replace(plan({"rag": "On track", "timescale_text": "May 2026"}), fingerprint="1")

    assert diff(old, old, on=ON).differences == ()


def test_the_last_line_counts_and_the_data_say_the_same() -> None:
    compared = diff(plan({}, {}, {}), plan({}, {"lead": "MG"}, {"lead": "MG"}), on=ON)

    text, data = comparison_text(compared), comparison_data(compared)

    total = "Harbour review to Harbour review: 2 reassigned; 1 as they were"
    assert text.splitlines()[-1] == total
    assert (data["schema"], data["counts"], data["same"]) == (1, {"reassigned": 2}, 1)
    assert data["differences"][0] == {
        "kind": "reassigned",
        "ref": "2",
        "cell": "Actions!C3",
        "was": "JT",
        "now": "MG",
        "days": None,
        "words": [],
    }


WORDS = st.lists(st.sampled_from(["a", "b", "the", "plan", "of"]), max_size=8).map(" ".join)


@given(WORDS, WORDS)
def test_a_rewording_holds_both_texts(old: str, new: str) -> None:
    pieces = reworded(old, new)

    assert " ".join(piece.text for piece in pieces if piece.did is not Did.PUT_IN) == old
    assert " ".join(piece.text for piece in pieces if piece.did is not Did.TAKEN_OUT) == new
    assert (old == new) == ("[-" not in (text := reworded_text(pieces)) and "{+" not in text)


ROWS = st.fixed_dictionaries(
    {"action": st.sampled_from(["Dredge", "Light", "Survey", "Buoys"])},
    optional={
        "lead": st.sampled_from(["", "JT", "MG"]),
        "status": st.sampled_from([Status.COMPLETE, Status.ON_HOLD]),
        "ref": st.sampled_from(["1", "2", "9"]),
    },
)


@given(st.lists(ROWS, max_size=5), st.lists(ROWS, max_size=5), st.randoms(use_true_random=False))
def test_every_action_is_told_of_once_and_order_does_not_count(
    old: list[dict[str, Any]], new: list[dict[str, Any]], random: Random
) -> None:
    before, after = plan(*old), plan(*new)
    shuffled = replace(after, actions=tuple(random.sample(after.actions, len(after.actions))))

    compared = diff(before, after, on=ON)

    gone = compared.counts.get(Kind.REMOVED, 0)
    assert len(before.actions) - gone == len(after.actions) - compared.counts.get(Kind.ADDED, 0)
    if len({action.ref for action in after.actions}) == len(after.actions):
        assert sorted(told(before, shuffled)) == sorted(told(before, after))
