"""What stands under the headings of a plan of any kind: actions, names, dates, statuses, notes."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

__all__ = ["AREAS", "TIME_STYLES", "action", "filling", "issue"]


def _parted(words: str) -> list[str]:
    return words.split("|")


_DO = _parted(
    "Review and reissue|Write|Agree with partners|Publish|Test|Train all managers in|Appoint a lead"
    " for|Carry out a full audit of|Replace|Map|Consult residents on|Set up a working group to look"
    " at|Report quarterly on|Embed|Procure|Complete the roll-out of|Draft|Re-tender|Develop"
    "|Introduce"
    "|Strengthen|Ensure that staff understand|Undertake a gap analysis of|Establish|Benchmark|Close"
)
_WHAT = _parted(
    "the repairs policy|a single complaints log|the induction pack|the supplier register|risk"
    " assessments for lone workers|the on-call rota|the business continuity plan|supervision "
    "records|"
    "the medicines fridge checks|the asset list|access rights to the payroll system|the website's"
    " committee pages|reading interventions in Year 4|hydrant inspections|the hydrology survey|"
    "breathing apparatus training|the scheme of delegation|the travel plan|the tree survey|housing"
    " needs data|the quality dashboard|incident debriefs|the fleet strategy|member briefings|"
    "safeguarding referrals|the attendance procedure|the data retention schedule|vacancy controls"
)
_HOW = _parted(
    "|| by the next annual cycle| with the unions| and share it with every team| so that waits "
    "fall|"
    ", starting with the north locality|. Report to the board when this is done.| and keep a "
    "record|"
    " in line with guidance; brief the wider leadership team and record who attended"
)
_WRONG = _parted(
    "is out of date|is not known to front-line staff|has not been tested for two years|is held in"
    " several places|is inconsistent between sites|does not cover agency workers|lacks a named "
    "owner|"
    "could not be evidenced|varies in quality|needs to be clearer about who decides"
)
_DONE = _parted(
    "A first draft went to the team in May|Supplier chosen, contract with legal|Two sessions "
    "held and"
    " a third is booked|Delayed by sickness in the team|Paper to the board next month|Pilot "
    "under way"
    " at two sites and feedback is good|Nothing to report this quarter|All sites have now replied|"
    "Awaiting sign-off from finance|Completed and checked by the quality team"
)
_BETTER = _parted(
    "Fewer repeat complaints|95% of records are complete|Staff say they know what to do|Waiting "
    "times"
    " fall to ten days|A clean follow-up audit|Better outcomes for residents and a clear audit "
    "trail"
)
_SHOWN = _parted(
    "Minutes of the June board|Signed policy on the intranet|Training register|Screenshots in the"
    " shared drive|Audit sample of 20 files"
)
AREAS = _parted(
    "Governance|Housing|People and culture|Finance|Digital|Protection|Leadership|Children's "
    "services|"
    "Estates|Prevention"
)
"""Parts of a body's work: what sections are named after, few of them."""
_PEOPLE = (
    ("JT", "KM", "AB/CD", "PN", "JT & KM", "RO"),
    ("Head of Housing", "Director of Nursing", "Chief Fire Officer", "Estates Manager", "SLT",
     "Deputy Headteacher"),
    ("J Okafor", "Priya Nair", "Tom Whelan / Ada Price", "S. Lindqvist", "M Alvarez"),
    ("Priya Nair (Transport Manager)", "Tom Whelan, Head of ICT", "Ada Price – Finance", "HR"),
    ("Housing", "HR", "Legal Services", "Finance", "Corporate Services", "ICT"),
    ("Bernadette", "Okafor", "Priya", "Whelan", "Ada and Tom", "All staff"),
    ("Asst Director (Place)", "AD Property", "Service Manager", "Team Leader – North", "TBC"),
)  # fmt: skip
_STATES = (
    ("Not started", "In progress", "Complete"),
    ("Open", "Closed", "Open"),
    ("Implemented", "Partially implemented", "Not implemented"),
    ("On track", "Delayed", "Completed"),
    ("Ongoing", "Complete", "Overdue"),
    ("In Progress", "Not yet due", "Closed"),
)
_COLOURS = (
    ("Red", "Amber", "Green"), ("R", "A", "G"), ("Green", "Amber", "Blue"), ("B", "R", "A", "G"),
    ("GREEN", "AMBER", "RED"), ("Complete", "On track", "At risk"),
)  # fmt: skip
_RATINGS = (("High", "Medium", "Low"), ("H", "M", "L"), (1, 2, 3), ("P1", "P2", "P3"),
            ("Significant", "Merits attention", "Fundamental"))  # fmt: skip
_RESPONSES = _parted(
    "Accepted|Agreed. The team will take this forward in the spring|Partially accepted: the cost "
    "must"
    " be found first|Accepted in full and work has begun"
)
_WORDS_OF_TIME = _parted(
    "March 2027|Ongoing|End of June 2027|TBC|Q3 2026/27|By Easter 2027|Immediate|31 December 2026|"
    "Autumn 2027|Sept 2027"
)
TIME_STYLES = (
    "days", "days", "days", "typed days", "typed short", "words", "mixed", "iso", "dotted", "terms",
    "months", "months shown",
)  # fmt: skip
"""How the dates of a column are kept: real days (thrice as often), or one way of typing them."""

Filling = Callable[[int], object]


def _phrases(random: Random, *parts: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    while True:
        said = " ".join(random.choice(part) for part in parts).replace(" ,", ",").strip()
        said = said[0].upper() + said[1:]
        said = said.replace("  ", " ").replace(" .", ".")
        if said not in seen or len(seen) > 5000:
            seen.add(said)
            yield said


def action(random: Random) -> Iterator[str]:
    """Actions without end, each another."""
    for said in _phrases(random, _DO, _WHAT, _HOW):
        # One in eight has several in its cell, as a list.
        if random.random() < 0.12:
            more = f"{random.choice(_DO)} {random.choice(_WHAT)}"
            mark = random.choice(("a) {}\nb) {}", "• {}\n• {}", "1. {}\n2. {}", "{}\n{}"))
            yield mark.format(said, more)
        else:
            yield said


def issue(random: Random) -> Iterator[str]:
    """What is wrong, or to be done about it, without end, each another."""
    return _phrases(random, _WHAT, _WRONG)


def _when(random: Random, style: str, row: int) -> object:
    day = date(2026, 4, 30) + timedelta(days=row * 19 + random.randrange(17))
    typed = {
        "typed days": f"{day:%d/%m/%Y}",
        "typed short": f"{day.day} {day:%b %y}",
        "iso": day.isoformat(),
        "dotted": f"{day:%d.%m.%y}",
        "months": f"{day:%B %Y}",
        "terms": random.choice(("Autumn term 2026", "Spring term 2027", "Summer term 2027")),
        "words": random.choice(_WORDS_OF_TIME),
    }
    if style == "mixed":
        return day if row % 3 else random.choice(_WORDS_OF_TIME)
    return typed.get(style, day)


def filling(random: Random, kind: str, *, times: str = "days") -> Filling:
    """What fills the cells of a column of that kind, by the number of the row from 0."""
    actions, issues = action(random), issue(random)
    people = random.choice(_PEOPLE)
    states, colours = random.choice(_STATES), random.choice(_COLOURS)
    ratings, first = random.choice(_RATINGS), random.randrange(1, 40)
    prefix = random.choice(("", "", "A", "R", "IA/", "2026-"))
    some = Random(random.random())

    def ref(row: int) -> object:
        return f"{prefix}{first + row}" if prefix else first + row

    def often(said: Callable[[int], object], share: float) -> Filling:
        return lambda row: said(row) if some.random() < share else ""

    fillings: dict[str, Filling] = {
        "ref": ref, "issue_ref": ref,
        "issue": lambda _: next(issues), "aim": lambda _: next(issues),
        "action": lambda _: next(actions),
        "lead": lambda _: some.choice(people), "person": lambda _: some.choice(people),
        "timescale": lambda row: _when(some, times, row),
        "revised_due": often(lambda row: date(2027, 6, 1) + timedelta(days=row * 9), 0.4),
        "completed_on": often(lambda row: date(2026, 3, 1) + timedelta(days=row * 6), 0.5),
        "date": lambda row: date(2027, 1, 4) + timedelta(days=row * 5),
        "past": lambda row: date(2025, 9, 1) + timedelta(days=row * 4),
        "status": lambda _: some.choice(states), "state": lambda _: some.choice(states),
        "rag": lambda _: some.choice(colours),
        "progress": often(lambda _: f"{some.choice(_DONE)}{some.choice(('', '.', '; more soon'))}",
                          0.85),
        "percent": lambda _: some.choice((0, 0.25, 0.5, 0.75, 1)),
        "outcome": lambda _: some.choice(_BETTER), "evidence": often(
            lambda _: some.choice(_SHOWN), 0.6),
        "text": often(lambda _: f"{some.choice(_WHAT).capitalize()} {some.choice(_WRONG)}", 0.8),
        "response": lambda _: some.choice(_RESPONSES),
        "accept": lambda _: some.choice(("Y", "Yes", "Accept", "Partially accept")),
        "rating": lambda _: some.choice(ratings),
        "area": lambda row: AREAS[row // 3 % len(AREAS)],
        "audit": lambda row: f"{AREAS[row // 4 % len(AREAS)]} 2026",
        "often": lambda _: some.choice(("Monthly", "Quarterly", "Weekly")),
        "partner": lambda _: some.choice(("Police", "ICB", "Parish councils", "None", "Schools")),
        "cost": lambda _: some.choice((5000, 12000, "Existing budgets", "£2,500", 0)),
        "number": lambda _: some.randrange(1, 26),
        "regulation": lambda _: some.choice(("Reg 12", "Regulation 17", "Reg. 18", "15")),
    }  # fmt: skip
    return fillings[kind]
