"""The forms in which findings are told: for people, for machines, and on any console."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from builders import ON, plan
from click.testing import CliRunner, Result
from planbooks import planbook

from actionbook import __version__
from actionbook.cli import main
from actionbook.cli.check_output import FORMS
from actionbook.operations.check import check
from actionbook.operations.report import Report
from actionbook.operations.report_ci import findings_github, findings_junit
from actionbook.operations.report_grouped import findings_grouped, tally
from actionbook.operations.report_sarif import findings_sarif
from actionbook.operations.report_text import findings_json, statistics_text
from actionbook.plan.cells import CellRef
from actionbook.plan.model import Status
from actionbook.plan.records import Person
from actionbook.plan.structure import Fault, FaultKind
from actionbook.rules import RULES, Severity
from actionbook.rules.selection import select_rules

SCHEMAS = Path(__file__).parent / "schemas"
LATE = {"timescale_text": "31 May 2026"}
BACKED = {"evidence": "Cabinet, minute 9", **LATE}
MESSY = plan(
    {"ref": "5a", "lead": "", "action": "Dredge the\nouter basin"},
    {"ref": "5b", "lead": "MG", **LATE},
    {"ref": "6a", "lead": "Jo Tarrant", "status": Status.COMPLETE, **BACKED},
    {"ref": "6b", "lead": "JT/MG", **LATE},
    {"ref": "7", "lead": "SMT"},
)


def report_of(found_in: Any = MESSY, **fields: Any) -> Report:
    return replace(check(found_in, on=ON), **fields)


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_each_lead_is_told_what_there_is_to_do_with_the_actions_own_words() -> None:
    assert findings_grouped(report_of(), on=ON).splitlines() == [
        "Harbour review, on 22 November 2026",
        "",
        "Led by nobody: 1 thing to do",
        "",
        "  5a  Dredge the outer basin",
        "      Actions!C2: AB201 Action 5a is open, but Lead is blank, with none above to inherit. "
        "Type the post that answers for it.",
        "",
        "JT: 2 things to do",
        "",
        "  6a  Publish the harbour dredging programme",
        '      Actions!K4: AB402 Status of action 6a says "Complete", but Completed on is blank. '
        "Type the day it was finished.",
        "",
        "  6b  Publish the harbour dredging programme",
        "      Actions!I5: AB318 Action 6b is overdue: it was due by 31 May 2026. "
        "Complete it, or have a Revised due approved.",
        "",
        "MG: 1 thing to do",
        "",
        "  5b  Publish the harbour dredging programme",
        "      Actions!I3: AB318 Action 5b is overdue: it was due by 31 May 2026. "
        "Complete it, or have a Revised due approved.",
        "",
        "SMT: 1 thing to do",
        "",
        "  7  Publish the harbour dredging programme",
        '      Actions!C6: AB204 Only a group, "SMT", leads action 7, so nobody answers for it. '
        "Type first the post that answers, then the group.",
        "",
        "5 things to do: 4 wrong, 1 worth a look.",
    ]


def test_what_concerns_no_action_is_the_plans_own_and_comes_first() -> None:
    sound = plan({"lead": "MG", **LATE})
    cells = CellRef("Actions", 9, 1), CellRef("Issues", 4, 1)
    faults = tuple(Fault(FaultKind.BLANK_ROW, cell, "Actions") for cell in cells)
    messy = replace(sound, structure=sound.structure._replace(faults=faults))
    lines = findings_grouped(report_of(messy), on=ON).splitlines()

    assert lines[2:7] == [
        "The plan itself: 2 things to do",
        "",
        "  Actions!A9: AB105 A blank row stands inside the table. Delete the row, or fill it in.",
        "  Issues!A4: AB105 A blank row stands inside the table. Delete the row, or fill it in.",
        "",
    ]
    assert lines[-1] == "3 things to do: 3 wrong. An appendix waits for 2 of them."


def test_initials_that_two_people_share_do_not_bring_them_together() -> None:
    people = (
        Person(2, initials="JT", name="Jo Tarrant"),
        Person(3, initials="JT", name="Jan Toll"),
    )
    shared = plan({"lead": "Jo Tarrant", **LATE}, {"lead": "Jan Toll", **LATE}, people=people)

    called = check(plan({"lead": "Jo Tarrant", **LATE}), on=ON).called
    lines = findings_grouped(report_of(shared), on=ON).splitlines()

    assert called["Jo Tarrant"] == called["Head of Finance"] == "JT"
    assert [line for line in lines if line.endswith("to do")] == [
        "The plan itself: 1 thing to do",
        "JT: 2 things to do",
    ]


def test_lines_are_broken_at_the_width_and_long_words_are_cut() -> None:
    told = findings_grouped(report_of(), on=ON, width=60)

    assert max(len(line) for line in told.splitlines()) <= 60
    assert "\n      Actions!C2: AB201 Action 5a is open, but Lead is\n        blank," in told


def test_a_tone_dresses_what_it_is_given_and_nothing_else() -> None:
    def tone(kind: str, text: str) -> str:
        return f"<{kind}>{text}</>"

    told = findings_grouped(report_of(), on=ON, tone=tone)

    assert "<lead>MG: 1 thing to do</>" in told
    assert "Actions!C6: <warning>AB204</> Only" in told
    assert "<words>  5a  Dredge the outer basin</>" in told


@pytest.mark.parametrize(
    ("severities", "told"),
    [
        ((), "Nothing to do."),
        (("error",), "1 thing to do: 1 wrong."),
        (("info", "warning", "info"), "3 things to do: 1 worth a look, 2 to know."),
    ],
)
def test_a_tally_says_how_many_and_how_bad(severities: tuple[str, ...], told: str) -> None:
    one = report_of().findings[0]
    assert tally([one._replace(severity=Severity(each)) for each in severities]) == told


def test_statistics_count_each_rule_the_most_broken_first() -> None:
    assert statistics_text([report_of(), report_of(plan(LATE))]).splitlines() == [
        "    3  AB318  overdue-action         error",
        "    1  AB201  unassigned-action      error",
        "    1  AB204  group-as-lead          warning",
        "    1  AB402  complete-without-date  error",
        "    6  in all",
    ]


def test_json_of_several_plans_says_which_and_counts_them() -> None:
    reports = [report_of(path=Path("a/plan.xlsx")), report_of(plan({}), path=Path("b.xlsx"))]
    data = json.loads(findings_json(reports, with_statistics=True))

    assert {finding["plan"] for finding in data["findings"]} == {str(Path("a/plan.xlsx"))}
    assert data["plans"][1] == {"plan": "b.xlsx", "actions": 1, "findings": 0}
    assert data["statistics"][0] == {
        "code": "AB318", "name": "overdue-action", "severity": "error", "count": 2,
    }  # fmt: skip


def sarif(*reports: Report) -> dict[str, Any]:
    told = findings_sarif(reports, rules=RULES, version=__version__)
    data: dict[str, Any] = json.loads(told)
    return data


@pytest.mark.parametrize(
    "reports",
    [
        (),
        (report_of(plan({})),),
        (report_of(), report_of(path=Path("our plans/plan.xlsx"))),
        (report_of(path=Path("/srv/plan é.xlsx")),),
    ],
)
def test_sarif_is_what_its_schema_says(reports: tuple[Report, ...]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))

    jsonschema.Draft4Validator(schema).validate(sarif(*reports))


@pytest.mark.parametrize("unread", [0, 1])
def test_sarif_says_whether_every_plan_was_checked(unread: int, tmp_path: Path) -> None:
    plans = [planbook(tmp_path, {})] + [tmp_path / "none.xlsx"] * unread

    told = json.loads(run("check", *plans, "--format", "sarif").stdout)

    (once,) = told["runs"][0]["invocations"]
    assert once == {"executionSuccessful": not unread}


def test_sarif_is_the_contract() -> None:
    (run_,) = sarif(report_of(plan({"lead": "SMT"}), path=Path("our plans/plan.xlsx")))["runs"]
    (result,) = run_["results"]

    assert run_["artifacts"] == [{"location": {"uri": "our%20plans/plan.xlsx"}}]
    assert run_["tool"]["driver"]["version"] == __version__
    assert run_["tool"]["driver"]["rules"][result.pop("ruleIndex")]["id"] == "AB204"
    assert len(result.pop("partialFingerprints")["finding/v1"]) == 32
    assert result == {
        "ruleId": "AB204",
        "kind": "fail",
        "level": "warning",
        "message": {
            "text": 'Only a group, "SMT", leads action 1, so nobody answers for it. '
            "Type first the post that answers, then the group."
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "our%20plans/plan.xlsx"},
                    "region": {"startLine": 2, "startColumn": 3},
                },
                "logicalLocations": [
                    {"name": "Actions", "fullyQualifiedName": "Actions", "kind": "sheet"},
                    {"name": "C2", "fullyQualifiedName": "Actions!C2", "kind": "cell"},
                ],
            }
        ],
        "properties": {"ref": "1", "lead": "SMT", "blocks": False},
    }


def test_a_fingerprint_stays_when_a_row_is_moved() -> None:
    first, last = plan({"ref": "9", "lead": ""}, {}), plan({}, {"ref": "9", "lead": ""})
    prints = [
        sarif(report_of(each))["runs"][0]["results"][0]["partialFingerprints"]
        for each in (first, last)
    ]

    assert prints[0] == prints[1]


def test_github_has_a_command_for_each_finding_with_its_marks_escaped() -> None:
    found_in = plan({"lead": "SMT", **LATE})
    report = report_of(found_in, path=Path("plans, ours/100%.xlsx"))

    assert findings_github([report]).splitlines() == [
        "::warning file=plans%2C ours/100%25.xlsx,line=2,col=3,"
        "title=AB204 group-as-lead%2C Actions!C2::"
        'Actions!C2: Only a group, "SMT", leads action 1, so nobody answers for it. '
        "Type first the post that answers, then the group.",
        "::error file=plans%2C ours/100%25.xlsx,line=2,col=9,"
        "title=AB318 overdue-action%2C Actions!I2::"
        "Actions!I2: Action 1 is overdue: it was due by 31 May 2026. "
        "Complete it, or have a Revised due approved.",
    ]


def test_junit_fails_what_is_as_bad_as_the_level_and_passes_the_rest() -> None:
    blue = plan({"lead": "SMT", "timescale_text": "bl\x01ue <&> \u2713", "due": None})
    without = select_rules(ignore=("AB705",))
    reports = [check(blue, on=ON, rules=without), report_of(plan({}))]
    root = ElementTree.fromstring(findings_junit(reports))
    cases = list(root.iter("testcase"))

    assert root.attrib == {"name": "actionbook", "tests": "3", "failures": "1", "errors": "0"}
    assert [case.attrib["name"] for case in cases] == [
        "Actions!C2: AB204 group-as-lead",
        "Actions!D2: AB302 unreadable-timescale",
        "Harbour review: nothing wrong in 1 action.",
    ]
    assert [[child.tag for child in case] for case in cases] == [["system-out"], ["failure"], []]
    assert 'says "bl?ue <&> \u2713"' in cases[1][0].attrib["message"]


def test_the_exit_status_follows_the_fail_level(tmp_path: Path) -> None:
    path = planbook(tmp_path, {"lead": "SMT"})

    statuses = [
        run("check", path, "--on", "2026-11-22", *options).exit_code
        for options in ((), ("--fail-level", "warning"), ("--fail-level", "info"))
    ]
    forgiven = run("check", path, "--fail-level", "warning", "--exit-zero", "--on", "2026-11-22")

    assert (statuses, forgiven.exit_code) == ([0, 1, 1], 0)


def test_several_plans_are_told_one_after_another_with_one_summary(tmp_path: Path) -> None:
    good, late = (
        planbook(tmp_path, {}, name="good.xlsx"),
        planbook(tmp_path, LATE, name="late.xlsx"),
    )
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"nonsense")

    result = run("check", good, bad, late, good, "--on", "2026-11-22")
    lines = result.stdout.splitlines()

    assert result.exit_code == 4
    assert lines[0] == "good.xlsx: nothing wrong in 1 action."
    assert lines[2] == "late.xlsx, on 22 November 2026"
    assert lines[-1] == ("2 plans checked. 1 thing to do: 1 wrong. 1 could not be checked.")
    assert "bad.xlsx" in result.stderr


def test_text_of_several_plans_says_which_on_every_line(tmp_path: Path) -> None:
    plans = [planbook(tmp_path, LATE, name=name) for name in ("a.xlsx", "b.xlsx")]

    result = run("check", *plans, "--format", "text", "--on", "2026-11-22")

    assert [line.split(": ")[:2] for line in result.stdout.splitlines()] == [
        [str(path), "Actions!I5"] for path in plans
    ]
    assert result.stderr == "2 plans checked. 2 things to do: 2 wrong.\n"


def test_statistics_in_a_form_that_has_none_is_refused(tmp_path: Path) -> None:
    path = planbook(tmp_path, LATE)

    assert run("check", path, "--statistics", "--format", "sarif").exit_code == 2
    counted = run("check", path, "--statistics", "--on", "2026-11-22")
    assert counted.stdout.splitlines()[-1] == "    1  in all"
    as_json = run("check", path, "--statistics", "--format", "json", "--on", "2026-11-22")
    assert json.loads(as_json.stdout)["statistics"][0]["count"] == 1


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "ascii"])
def test_no_console_is_too_poor_for_any_form(tmp_path: Path, encoding: str) -> None:
    words = "Caf\u00e9 \u2013 \u2713 \U0001f6a2"
    path = planbook(tmp_path, {"action": words, "lead": "Zo\u00eb \u2713", **LATE})
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    code = (
        "import sys; from actionbook.cli import main\n"
        "for form in sys.argv[2:]:\n"
        "    main(['check', sys.argv[1], '--on', '2026-11-22', '--format', form, '--exit-zero'],"
        " standalone_mode=False)\n"
    )

    shown = subprocess.run(
        [sys.executable, "-c", code, str(path), *FORMS],
        capture_output=True, check=True, env=environment,
    )  # fmt: skip

    assert shown.stderr == b""
    assert b"AB202" in shown.stdout


def test_nothing_heavy_is_loaded_for_one_plan(tmp_path: Path) -> None:
    path = planbook(tmp_path, LATE)
    heavy = ("openpyxl", "xlsxwriter", "pandas", "rich", "lxml", "json", "textwrap")
    code = (
        "import sys; from actionbook.cli import main\n"
        "try: main(['check', sys.argv[1], '--on', '2026-11-22'])\n"
        f"except SystemExit: pass\nprint([name for name in {heavy!r} if name in sys.modules])"
    )

    shown = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )

    assert shown.stdout.splitlines()[-1] in ("[]", "['textwrap']", "['json']")


def test_a_rules_page_is_printed_by_code_and_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    by_code, by_name = run("rule", "ab402"), run("rule", "complete without date")

    assert by_code.output == by_name.output
    assert by_code.output.splitlines() == [
        "AB402 complete-without-date",
        "",
        "An action said to be complete, verified or not, without the day it was finished.",
        "",
        "Why:      without it nobody can tell what was finished this period, or whether",
        "          it was late.",
        'Example:  status "Complete", Completed on "".',
        "Instead:  Completed on 14/05/2026.",
        "",
        "Error. It blocks nothing. Since 0.1.",
    ]


def test_a_rules_page_for_a_machine() -> None:
    data = json.loads(run("rule", "AB101", "--format", "json").output)

    assert (data["schema"], data["code"], data["blocks"]) == (1, "AB101", True)
    assert data["why"].startswith("tables are found by name")


def test_a_rule_that_is_nearly_named_is_suggested() -> None:
    result = run("rule", "unasigned-acton")

    assert result.exit_code == 2
    assert "Did you mean AB201 unassigned-action?" in result.output


def test_the_day_of_the_report_is_the_day_that_was_asked_for() -> None:
    assert findings_grouped(report_of(), on=date(2027, 2, 1)).startswith(
        "Harbour review, on 1 February 2027\n"
    )
