"""
Plans of two hundred kinds with known answers: every row, nearly every column, nothing else taken.

A quarter of them is tried, each in one of the formats; with ACTIONBOOK_ALL_KINDS=1 all of them in
every format. `plan_kinds` says what the kinds are.
"""

import os
from functools import cache
from pathlib import Path

import pytest
from kind_check import Outcome, outcome_of
from kind_files import WRITERS
from plan_kinds import LAYOUTS, MANY, made

EVERY = bool(os.environ.get("ACTIONBOOK_ALL_KINDS"))
TRIED = [
    (number, name)
    for number in range(0, MANY, 1 if EVERY else 4)
    for at, name in enumerate(WRITERS)
    if EVERY or at == (number // 4 + number // 16) % len(WRITERS)
]
AT_LEAST = 0.98  # of the columns, that are what they are


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    folder = tmp_path_factory.mktemp("kinds")
    return {
        f"{made(number).name}, {name}": _outcome(folder, number, name) for number, name in TRIED
    }


@cache
def _outcome(folder: Path, number: int, name: str) -> Outcome:
    kind = made(number)
    path = folder / f"{number}.{name}"
    WRITERS[name](kind.sheets, path)
    return outcome_of(kind, path)


def test_every_row_of_every_kind_is_what_it_is(outcomes: dict[str, Outcome]) -> None:
    assert {name: each.faults for name, each in outcomes.items() if not each.rows_right} == {}


def test_nothing_is_taken_for_what_it_is_not(outcomes: dict[str, Outcome]) -> None:
    assert {name: each.wrong for name, each in outcomes.items() if each.wrong} == {}


def test_nearly_every_column_is_taken_for_what_it_is(outcomes: dict[str, Outcome]) -> None:
    missed = {name: each.missed for name, each in outcomes.items() if each.missed}
    columns = sum(each.columns for each in outcomes.values())

    assert sum(each.right for each in outcomes.values()) >= columns * AT_LEAST, missed


def test_every_format_is_tried_with_every_layout() -> None:
    assert {(made(number).layout, name) for number, name in TRIED} == {
        (layout, name) for layout in LAYOUTS for name in WRITERS
    }


def test_the_kinds_are_of_every_layout_and_have_no_answer_twice() -> None:
    kinds = [made(number) for number in range(MANY)]

    assert {kind.layout for kind in kinds} == set(LAYOUTS)
    assert len({tuple(answer.heading for answer in kind.columns) for kind in kinds}) > MANY * 0.95
    assert all(kind.actions and kind.columns for kind in kinds)
    assert made(7) == made(7)
