"""
Plans of two hundred kinds with known answers: every row, nearly every column, nothing else taken.

A quarter of them is tried; with ACTIONBOOK_ALL_KINDS=1 all. `plan_kinds` says what the kinds are.
"""

import os
from functools import cache
from pathlib import Path

import pytest
from kind_check import Outcome, outcome_of
from kind_files import WRITERS
from plan_kinds import LAYOUTS, MANY, made

NUMBERS = range(0, MANY, 1 if os.environ.get("ACTIONBOOK_ALL_KINDS") else 4)
AT_LEAST = 0.98  # of the columns, that are what they are


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    folder = tmp_path_factory.mktemp("kinds")
    return {made(number).name: _outcome(folder, number) for number in NUMBERS}


@cache
def _outcome(folder: Path, number: int) -> Outcome:
    kind = made(number)
    name = list(WRITERS)[(number // 3) % len(WRITERS)]
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


def test_the_kinds_are_of_every_layout_and_have_no_answer_twice() -> None:
    kinds = [made(number) for number in range(MANY)]

    assert {kind.layout for kind in kinds} == set(LAYOUTS)
    assert len({tuple(answer.heading for answer in kind.columns) for kind in kinds}) > MANY * 0.95
    assert all(kind.actions and kind.columns for kind in kinds)
    assert made(7) == made(7)
