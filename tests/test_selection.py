"""Which rules run: by code, by its beginning, by name; what only informs waits to be asked for."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from builders import ON, plan
from click.testing import CliRunner
from planbooks import planbook

from actionbook.cli import main
from actionbook.errors import SettingsError
from actionbook.operations.check import check
from actionbook.plan.model import Plan
from actionbook.rules import RULES, Severity
from actionbook.rules.catalogue import Hit, Hits, rule
from actionbook.rules.selection import find_rule, select_rules


@rule("AB201", Severity.ERROR, since="0.1")
def unassigned_action(_plan: Plan, _on: date) -> Hits:
    """Nobody leads it."""
    return iter(())


@rule("AB207", Severity.INFO, since="0.1")
def person_never_used(found_in: Plan, _on: date) -> Hits:
    """Everybody is one."""
    for action in found_in.actions:
        yield Hit.of(action, action.cell("lead"), "Said of everyone.", "Nothing.")


@rule("AB301", Severity.ERROR, since="0.1")
def missing_timescale(_plan: Plan, _on: date) -> Hits:
    """No words."""
    return iter(())


@rule("AB318", Severity.WARNING, since="0.1")
def overdue_action(_plan: Plan, _on: date) -> Hits:
    """Too late."""
    return iter(())


CATALOGUE = (unassigned_action, person_never_used, missing_timescale, overdue_action)


class Case(NamedTuple):
    name: str
    select: Sequence[str]
    ignore: Sequence[str]
    chosen: str


CASES = (
    Case("nothing asked for: what informs is left out", (), (), "201 301 318"),
    Case("all", ["all"], (), "201 207 301 318"),
    Case("the letters alone are all", ["AB"], (), "201 207 301 318"),
    Case("a code", ["AB301"], (), "301"),
    Case("a code without its letters, in small letters", ["ab318", "201"], (), "201 318"),
    Case("a beginning takes what informs along", ["AB2"], (), "201 207"),
    Case("a name", ["person-never-used"], (), "207"),
    Case("a name as somebody types it", ["Person never_used"], (), "207"),
    Case("the usual and one more", ["default", "AB207"], (), "201 207 301 318"),
    Case("one is ignored", (), ["AB301"], "201 318"),
    Case("a beginning is ignored", (), ["AB3"], "201"),
    Case("the more exact one counts, when it selects", ["default", "AB318"], ["AB3"], "201 318"),
    Case("the more exact one counts, when it ignores", ["AB3"], ["AB318"], "301"),
    Case("of two alike the ignoring one counts", ["AB318"], ["overdue-action"], ""),
    Case("everything is ignored", (), ["all"], ""),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_rules_are_chosen_by_code_and_by_name(case: Case) -> None:
    chosen = select_rules(case.select, case.ignore, catalogue=CATALOGUE)

    assert " ".join(each.code[2:] for each in chosen) == case.chosen


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("AB381", "Did you mean AB318 overdue-action?"),
        ("unasigned-action", "Did you mean AB201 unassigned-action?"),
        ("overdue", "Did you mean AB318 overdue-action?"),
        ("xyzzy", "such as AB201"),
        ("", "such as AB201"),
    ],
)
def test_a_rule_that_is_not_there_is_an_error_that_suggests(word: str, meant: str) -> None:
    with pytest.raises(SettingsError) as told:
        select_rules([word], catalogue=CATALOGUE)

    assert f"There is no rule '{word}'." in str(told.value)
    assert meant in str(told.value)


def test_one_rule_is_found_by_its_code_or_its_name_and_not_by_a_beginning() -> None:
    assert find_rule("ab207", catalogue=CATALOGUE) is person_never_used
    assert find_rule("Overdue action", catalogue=CATALOGUE) is overdue_action
    with pytest.raises(SettingsError, match="Did you mean"):
        find_rule("AB2", catalogue=CATALOGUE)


def test_the_rules_that_run_are_those_that_do_more_than_inform() -> None:
    assert set(RULES) - set(select_rules()) == {
        each for each in RULES if each.severity is Severity.INFO
    }


def test_what_informs_is_found_when_it_is_asked_for() -> None:
    asked = check(plan({}), on=ON, rules=select_rules(["AB2"], catalogue=CATALOGUE))
    usual = check(plan({}), on=ON, rules=select_rules(catalogue=CATALOGUE))

    assert (asked.counts, usual.counts) == ({"AB207": 1}, {})
    assert not asked.has_errors


def test_the_command_takes_rules_with_commas_between(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"lead": "", "timescale_text": "June 2026"})

    def codes(*options: str) -> list[str]:
        result = CliRunner().invoke(
            main, ["check", str(path), "--on", "2026-11-22", "--format", "text", *options]
        )
        return [line.split(" ")[1] for line in result.output.splitlines()]

    assert codes() == ["AB201", "AB318"]
    assert codes("--select", "AB301, AB318") == ["AB318"]
    assert codes("--ignore", "AB3,AB1") == ["AB201"]
    assert codes("--select", "AB201,AB202", "--select", "overdue-action") == ["AB201", "AB318"]


def test_a_wrong_rule_stops_the_command_before_anything_is_read(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(tmp_path / "no.xlsx"), "--select", "AB3181"])

    assert result.exit_code == 2
    assert "There is no rule 'AB3181'. Did you mean AB318 overdue-action?" in result.output
