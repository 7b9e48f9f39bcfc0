"""Plans built by hand: a test states the one thing that matters, and gets a sound plan round it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from actionbook.plan.derive import NEVER_LATE
from actionbook.plan.model import Action, Issue, Person, Plan, Status
from actionbook.plan.people import LeadRow, resolve_leads
from actionbook.plan.settings import Settings
from actionbook.plan.structure import Place, Structure, TableSeen
from actionbook.plan.timescales import parse_timescale
from actionbook.workbook.tables import ACTIONS

ON = date(2026, 11, 22)
APPROVED = date(2026, 4, 1)

Fields = Mapping[str, Any]

SOUND: Fields = {
    "action": "Publish the harbour dredging programme",
    "lead": "JT",
    "timescale_text": "31 March 2027",
    "status": Status.IN_PROGRESS,
    "progress": "Draft programme with the harbour master.",
    "publication": "Public",
    "issue": "1",
}
PEOPLE = (
    Person(2, initials="JT", name="Jo Tarrant", post="Head of Finance", kind="person"),
    Person(3, initials="MG", name="Mo Grange", post="Head of Policy", kind="person"),
)
SETTINGS = Settings(
    plan_id="saltmere",
    title="Harbour review",
    organisation="Saltmere Borough Council",
    approved_on=APPROVED,
    current_period="2026-27 Q3",
)
ISSUES = (Issue(2, "1", section="Harbour", issue="The harbour has no programme"),)
COLUMNS = {column.field: number for number, column in enumerate(ACTIONS.columns, start=1)}
HEADINGS = {column.field: column.heading for column in ACTIONS.columns}
PLACE = Place("Actions", COLUMNS)


def plan(*rows: Fields, **tables: Any) -> Plan:
    """
    A plan of *rows*: sound where a row says nothing else, refs 1, 2, ... where it has none.

    A due date that a row does not give is what its timescale says.
    """
    settings = tables.pop("settings", SETTINGS)
    people: Sequence[Person] = tables.pop("people", PEOPLE)
    filled: list[dict[str, Any]] = [
        {**SOUND, "ref": str(number), **row} for number, row in enumerate(rows, start=1)
    ]
    leads = resolve_leads(
        [LeadRow(row["ref"], row["lead"], row.get("part_of", ""), row["issue"]) for row in filled],
        people,
    )
    actions = tuple(
        _action(number, row, resolved, settings)
        for number, (row, resolved) in enumerate(zip(filled, leads, strict=True), start=2)
    )
    last = len(rows) + 1
    seen = TableSeen("Actions", PLACE, HEADINGS, first_row=2, last_row=max(last, 2))
    tables.setdefault("structure", Structure(tables={"Actions": seen}))
    tables.setdefault("issues", ISSUES)
    return Plan(actions, settings=settings, people=tuple(people), **tables)


def _action(number: int, row: dict[str, Any], resolved: Any, settings: Settings) -> Action:
    leads, lead_state = resolved
    timescale = parse_timescale(
        row["timescale_text"],
        reference=row.get("added_on") or settings.approved_on,
        year_starts=settings.financial_year_starts,
    )
    if "due" not in row:
        row = {**row, "due": None if timescale.kind in NEVER_LATE else timescale.due}
    made = {"timescale": timescale, "leads": leads, "lead_state": lead_state, "place": PLACE}
    return Action(row=number, **{**made, **row})


def action(**fields: Any) -> Action:
    """One sound action but for *fields*."""
    return plan(fields).actions[0]
