"""
The live formulas of the Actions table: what `plan.status` computes, said in Excel.

They are right every morning whether or not anything ran. Each is a defined name of the workbook,
`actionbook_RAG` and its like, that speaks of the cells of the row it stands in; the cells of the
table hold the name alone (docs/decisions/0007). A column that is missing counts as blank. A test
in LibreOffice compares them with `plan.status`.
"""

from collections.abc import Mapping

from actionbook.plan.cells import letters, quoted
from actionbook.plan.settings import Settings
from actionbook.plan.status import NO_REPORT, NOT_APPROVAL, Flag, Rag
from actionbook.plan.structure import Beside, Place, TableSeen
from actionbook.plan.words import Words

__all__ = ["BESIDE_NAMES", "LIVE_NAMES", "is_ours", "live_formulas"]

LIVE_NAMES: Mapping[str, str] = {
    "rag": "actionbook_RAG",
    "flags": "actionbook_Flags",
    "agreed": "actionbook_Agreed",
    "late_after": "actionbook_Late_after",
}
"""The name that the cells of each live field hold."""


BESIDE_NAMES: Mapping[str, str] = {
    "at_row": "actionbook_At_row",
    "action": "actionbook_Words",
}
"""The names on a sheet beside: which row of staff's own sheet an action has, and its words."""

NO_WORDS = Words()
QUOTE = '"'
_OURS = frozenset(LIVE_NAMES.values())


def is_ours(formula: str) -> bool:
    """Whether a cell's formula is one of the tool's."""
    return formula.strip() in _OURS


def live_formulas(
    settings: Settings,
    place: Place,
    *,
    ledger: TableSeen | None = None,
    words: Words = NO_WORDS,
) -> dict[str, str]:
    """
    What each live field that the table has stands for, without its equals sign.

    References are to the row of the cell that holds the name: columns are fixed, rows relative
    to row 1. *ledger* is the DateChanges table, None where the plan has none. *words* are the
    house's own for the statuses.
    """
    texts = _Texts(settings, place, ledger, words)
    bodies = {
        "rag": texts.rag,
        "flags": texts.flags,
        "agreed": texts.agreed,
        "late_after": texts.late_after,
    }
    beside = place.beside
    if beside is None:
        return {name: body() for name, body in bodies.items() if name in place.columns}
    if not {"ref", "at_row"} <= beside.columns.keys():
        return {}  # A column is missing, and told; the formulas stay as they are.
    return _of_found_rows(
        texts, {name: body() for name, body in bodies.items() if name in beside.columns}
    )


def _of_found_rows(texts: "_Texts", live: Mapping[str, str]) -> dict[str, str]:
    """The formulas of a sheet beside: nothing is said of a ref that staff's own sheet has not."""
    row = texts.cell("at_row")
    return {
        "at_row": f'IFERROR(MATCH({texts.cell("ref")},{texts.refs("action")},0),"")',
        "action": f'IF(ISNUMBER({row}),{texts.of("action")}&"","")',
        **{name: f'IF(ISNUMBER({row}),{body},"")' for name, body in live.items()},
    }


def _found_in(ref: str, column: str) -> str:
    """The row of *column* that has the ref, which is a number on some sheets and text on others."""
    return f"IFERROR(MATCH(TRIM({ref}),{column},0),MATCH(VALUE(TRIM({ref})),{column},0))"


def _escaped(heading: str) -> str:
    return "".join(f"'{mark}" if mark in "[]#'@" else mark for mark in heading)


class _Texts:
    """The formulas of one table, and of staff's own sheet where the table stands beside it."""

    def __init__(
        self, settings: Settings, place: Place, ledger: TableSeen | None, words: Words
    ) -> None:
        self.settings = settings
        self.words = words
        self.place = place
        self.ledger = ledger

    def of(self, name: str) -> str:
        """The cell of a field of this row's action; `""` where it is missing."""
        place = self.place
        if not place.has(name):
            return '""'
        if name in place.columns and place.beside is not None:
            return self.cell("ref") if name == "ref" else self._found(name)
        return self.cell(name)

    def _found(self, name: str) -> str:
        """What stands on staff's own sheet in the row that has been looked up."""
        return f"INDEX({self.whole(name)},{self.cell('at_row')})"

    def cell(self, name: str) -> str:
        """The cell of a field in this very row."""
        place = self.place.beside or self.place
        return f"{quoted(place.sheet)}!${letters(place.columns[name])}1"

    def whole(self, name: str) -> str:
        """The whole column of a field."""
        return self._column(self._home(name), name)

    def refs(self, name: str) -> str:
        """The whole column of refs on the sheet that field *name* stands on."""
        return self._column(self._home(name), "ref")

    def _home(self, name: str) -> Place | Beside:
        return self.place if name in self.place.columns else self.place.beside or self.place

    def _column(self, place: Place | Beside, name: str) -> str:
        column = letters(place.columns[name])
        return f"{quoted(place.sheet)}!${column}:${column}"

    def is_status(self, *words: str) -> str:
        own = [said for word in words for said in self.words.said_for(word)]
        tests = [
            f'TRIM({self.of("status")})="{word.replace(QUOTE, QUOTE * 2)}"'
            for word in (*words, *own)
        ]
        return tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"

    def agreed(self) -> str:
        approval, approved_on = self.of("approval"), self.of("approved_on")
        words = ",".join(f'"{word}"' for word in NOT_APPROVAL)
        return (
            f'IF({approval}&{approved_on}="","",IF(AND(TRIM({approval})<>"",'
            f"ISNUMBER({approved_on}),N({approved_on})<=TODAY(),"
            f"SUMPRODUCT(--ISNUMBER(SEARCH({{{words}}},{approval})))=0"
            f'{self._for_this_date()}),"Yes","No"))'
        )

    def _for_this_date(self) -> str:
        ledger = self.ledger
        needed = ("action", "event", "decided_on", "minute", "to_date")
        if ledger is None or any(name not in ledger.headings for name in needed):
            return ""
        column = {name: f"{ledger.name}[{_escaped(ledger.headings[name])}]" for name in needed}
        given = (
            f'({column["action"]}&""=TRIM({self.of("ref")}))*({column["event"]}="agreed")'
            f"*({column['decided_on']}={self.of('approved_on')})"
            f"*(TRIM({column['minute']})=TRIM({self.of('approval')}))"
        )
        revised = self.of("revised_due")
        return (
            f",IF(ISNUMBER({revised}),OR(SUMPRODUCT({given})=0,"
            f"SUMPRODUCT({given}*({column['to_date']}={revised}))>0),TRUE)"
        )

    def late_after(self) -> str:
        revised, following, due = self.of("revised_due"), self.of("next_due"), self.of("due")
        return (
            f'IF(AND({self.of("agreed")}="Yes",ISNUMBER({revised})),MAX({revised},N({following})),'
            f'IF(ISNUMBER({following}),{following},IF(ISNUMBER({due}),{due},"")))'
        )

    def rag(self) -> str:
        late, start = self.of("late_after"), self.of("start")
        soon = f"AND(N({late})>0,N({late})<=TODAY()+{self.settings.due_soon_days},{self._idle()})"
        return (
            f'IF(TRIM({self.of("ref")}&{self.of("action")})="","",'
            f'IF({self._carried()},"{Rag.SEE_STEPS}",'
            f'IF({self.is_status("Complete")},"{Rag.COMPLETE}",'
            f'IF({self.is_status("Complete (awaiting verification)")},"{Rag.TO_VERIFY}",'
            f'IF(AND({self.is_status("On hold", "Withdrawn")},{self.of("agreed")}="Yes"),'
            f"{self._stopped()},"
            f'IF(AND(N({late})>0,N({late})<TODAY()),"{Rag.OVERDUE}",'
            f'IF(OR({self._silent()},{self._pending()},{soon}),"{Rag.AT_RISK}",'
            f'IF(N({start})>TODAY(),"{Rag.NOT_DUE_TO_START}",'
            f'IF(N({late})>0,"{Rag.ON_TRACK}","{Rag.NO_DATE}")))))))))'
        )

    def _stopped(self) -> str:
        if not self.words.statuses:
            return f"TRIM({self.of('status')})"
        return f'IF({self.is_status("On hold")},"{Rag.ON_HOLD}","{Rag.WITHDRAWN}")'

    def _carried(self) -> str:
        """Whether the action says nothing of its own and has steps."""
        if not self.place.has("part_of") or not self.place.has("ref"):
            return "FALSE"
        own = "&".join(
            self.of(name)
            for name in (
                "status", "progress", "timescale_text", "due", "revised_due", "completed_on",
            )
        )  # fmt: skip
        return (
            f'IF(TRIM({own})="",ISNUMBER({_found_in(self.of("ref"), self.whole("part_of"))}),FALSE)'
        )

    def _idle(self) -> str:
        return f'OR(TRIM({self.of("status")})="",{self.is_status("Not started")})'

    def _silent(self) -> str:
        last = self.of("last_reported")
        return (
            f'AND(TRIM({self.of("progress")})="",'
            f'OR(TRIM({last})="",LEFT({last},{len(NO_REPORT)})="{NO_REPORT}"))'
        )

    def _pending(self) -> str:
        return f'AND(ISNUMBER({self.of("revised_due")}),{self.of("agreed")}<>"Yes")'

    def _nobody(self) -> str:
        blank = f'TRIM({self.of("lead")})=""'
        if not all(map(self.place.has, ("lead", "part_of", "ref"))):
            return blank
        lead, beside = self.whole("lead"), self.refs("lead")
        above = _found_in(self.of("part_of"), beside)
        up = _found_in(self.of("part_of"), self.refs("part_of"))
        next_up = _found_in(f"INDEX({self.whole('part_of')},{up})", beside)
        return (
            f'IF({blank},IF(TRIM({self.of("part_of")})="",TRUE,'
            f'AND(IFERROR(TRIM(INDEX({lead},{above}))="",TRUE),'
            f'IFERROR(TRIM(INDEX({lead},{next_up}))="",TRUE))),FALSE)'
        )

    def flags(self) -> str:
        late, start = self.of("late_after"), self.of("start")
        overdue = f"AND(N({late})>0,N({late})<TODAY())"
        soon = f"AND(N({late})>=TODAY(),N({late})<=TODAY()+{self.settings.due_soon_days})"
        late_start = (
            f"AND(N({start})>0,N({start})<TODAY(),{self._idle()},"
            f"OR(N({late})=0,N({late})>TODAY()+{self.settings.due_soon_days}))"
        )
        done = (
            f"OR({self.is_status('Complete', 'Complete (awaiting verification)')},"
            f'AND({self.is_status("Withdrawn")},{self.of("agreed")}="Yes"))'
        )
        held = f'AND({self.is_status("On hold")},{self.of("agreed")}="Yes")'
        nobody = _said(Flag.UNASSIGNED, self._nobody())
        return (
            f'IF(OR(TRIM({self.of("ref")}&{self.of("action")})="",{self._carried()},{done}),"",'
            f"MID(IF({held},{nobody},{_said(Flag.OVERDUE, overdue)}&{nobody}"
            f"&{_said(Flag.NOT_AGREED, self._pending())}"
            f'&IF({late_start},", {Flag.LATE_START}",{_said(Flag.SILENT, self._silent())})'
            f"&{_said(Flag.DUE_SOON, soon)}"
            f'&IF(N({late})>0,"",IF({self._pending()},"",", {Flag.NO_DATE}"))),3,40))'
        )


def _said(flag: Flag, test: str) -> str:
    return f'IF({test},", {flag}","")'
