"""
Defects to plant: of each rule that looks at rows, what to type into a sound plan, five ways over.

A row is sound but for what is said of it. `{0}` is the ref of a variant's first row, `{1}` of its
second. The cell expected is the field *at* of the row *of*.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from shaped_books import Formula

__all__ = ["DEFECTS", "INFORMING", "Planted"]


class Planted(NamedTuple):
    """Rows to plant, and the cell that is to be found: the field *at* of row *of* of *table*."""

    at: str
    rows: tuple[Mapping[str, object], ...]
    of: int = 0
    table: str = "Actions"


def one(at: str, **row: object) -> Planted:
    return Planted(at, (row,))


def several(at: str, *rows: Mapping[str, object], of: int = -1) -> Planted:
    return Planted(at, rows, of % len(rows))


def each(at: str, field: str, *values: object, **beside: object) -> tuple[Planted, ...]:
    return tuple(one(at, **{**beside, field: value}) for value in values)


def elsewhere(table: str, at: str, *rows: Mapping[str, object]) -> Planted:
    return Planted(at, rows, len(rows) - 1, table)


def day(year: int, month: int, number: int) -> date:
    return date(year, month, number)


DONE: dict[str, Any] = {
    "status": "Complete",
    "completed_on": day(2026, 10, 1),
    "evidence": "Cabinet, minute 9",
}
WHY = {"change_reason": "The survey found more"}
MINUTED: dict[str, Any] = {
    **WHY,
    "approval": "Cabinet, minute 12",
    "approved_on": day(2026, 9, 1),
}
LATE = {"timescale_text": "31 October 2026", "change_reason": "Tides", "progress": "Divers booked."}
BEGUN = {"status": "Not started", "progress": ""}
SOON = ("10 December 2026", "1 December 2026", "30 November 2026", "mid December 2026", "today")

DEFECTS: Mapping[str, tuple[Planted, ...]] = {
    "AB107": each("ref", "ref", "", None, "  ", "", None),
    "AB108": (
        several("ref", {"ref": "z1"}, {"ref": "z1"}),
        several("ref", {"ref": "z2a"}, {"ref": "Z2A"}),
        several("ref", {"ref": "z3"}, {}, {"ref": "z3"}),
        elsewhere("Issues", "ref", {"ref": "z4"}, {"ref": "Z4"}),
        several("ref", {"ref": "z5.1"}, {"ref": "z5.1 "}),
    ),
    "AB109": each("ref", "ref", "90.", "(91)", "92a)", "93 a", "#94"),
    "AB110": (
        one("part_of", part_of="nothing"),
        one("issue", issue="99"),
        several("part_of", {"ref": "y5a"}, {"part_of": "y5(a)"}),
        one("part_of", part_of="0"),
        one("issue", issue="One"),
    ),
    "AB111": each(
        "action",
        "action",
        "a) Survey the quay b) Let the work",
        "• Survey the quay\n• Let the work",
        "1. Survey the quay 2. Let the work 3. Report",
        "Survey the quay\nLet the work\nReport to the board",
        "(i) Survey the quay; (ii) Let the work",
    ),
    "AB112": (
        one("progress", progress=Formula("=NA()", "#N/A")),
        one("timescale_text", timescale_text=Formula("=A1/0", "#DIV/0!")),
        one("action", action=Formula("=#REF!", "#REF!")),
        one("completed_on", **{**DONE, "completed_on": Formula("=VALUE(0)", "#VALUE!")}),
        one("lead", lead=Formula("=X()", "#NAME?")),
    ),
    "AB113": (
        one("progress", progress=Formula('="Survey"&" begun"', "Survey begun")),
        one("action", action=Formula('="Survey the quay"', "Survey the quay")),
        one("evidence", evidence=Formula('="x"', "")),
        one("outcome", outcome=Formula('="Ships berth"', "Ships berth")),
        one("progress", progress=Formula('="Dive "&5', "Dive 5")),
    ),
    "AB115": (
        one("part_of", ref="x1", part_of="x1"),
        several("part_of", {"ref": "x2", "part_of": "x2b"}, {"ref": "x2b", "part_of": "x2"}),
        one("part_of", ref="x3a", part_of="X3A"),
        several(
            "part_of",
            {"ref": "x4", "part_of": "x4c"},
            {"ref": "x4b", "part_of": "x4"},
            {"ref": "x4c", "part_of": "x4b"},
        ),
        one("part_of", ref="x5", part_of="x5 "),
    ),
    "AB116": each("ref", "ref", 1.1, 77, datetime(2026, 1, 3), 12.5, 4301),
    "AB201": each("lead", "lead", "", None, "TBC", "to be confirmed", "vacant"),
    "AB202": each("lead", "lead", "QQ", "JT/QQ", "Head of Drains", "Zed Young",
                  "MG; Harbour Master"),
    "AB204": each("lead", "lead", "All staff", "SMT", "Members", "All directors", "All managers"),
    "AB206": each("lead", "lead", "LG", "Lee Gone", "LG/JT", "Head of Piers", "JT; LG"),
    "AB301": each("timescale_text", "timescale_text", "", None, "-", "n/a", "—"),
    "AB302": each("timescale_text", "timescale_text", "blue", "Month 3", "42094", "soon", "zzz 9"),
    "AB303": (
        one("completed_on", **{**DONE, "completed_on": "31.05.2026"}),
        one("approved_on", **{**MINUTED, "revised_due": day(2027, 5, 1), "approved_on": "May"}),
        one("revised_due", **{**MINUTED, "revised_due": "end of May"}),
        one("completed_on", **{**DONE, "completed_on": "15 May 2026"}),
        one("completed_on", **{**DONE, "completed_on": "last week"}),
    ),
    "AB304": (
        *each("timescale_text", "timescale_text", "31st June 2027", "29/02/2027", "30 February"),
        one("completed_on", **{**DONE, "completed_on": "31/09/2026"}),
        one("timescale_text", timescale_text="2027-02-30"),
    ),
    "AB305": (
        *each("timescale_text", "timescale_text", "05/06/2027", "1/2/27", "03.04.2027"),
        one("completed_on", **{**DONE, "completed_on": "05/06/2026"}),
        one("timescale_text", timescale_text="by 7/8/2027"),
    ),
    "AB307": each("timescale_text", "timescale_text", "May 27", "Jun-27", "by March 28", "Sept 27",
                  "Oct/Nov 27"),
    "AB309": each("timescale_text", "timescale_text", "Ongoing", "continuous", "From 1 May 2026",
                  "rolling programme", "business as usual"),
    "AB310": each("timescale_text", "timescale_text", "TBC", "when funded", "to be agreed",
                  "after the election", "under review"),
    "AB311": (
        one("timescale_text", timescale_text="As for 9999"),
        several("timescale_text", {}, {"timescale_text": "See {0}"}),
        several("timescale_text", {"timescale_text": "See {1}"}, {"timescale_text": "As for {0}"}),
        one("timescale_text", timescale_text="As agreed with internal audit"),
        several("timescale_text", {}, {"timescale_text": "As above"}),
    ),
    "AB312": (
        one("completed_on", **{**DONE, "completed_on": day(2062, 5, 14)}),
        one("revised_due", revised_due=day(2027, 3, 1), **MINUTED),
        one("completed_on", **{**DONE, "completed_on": day(2026, 11, 23)}),
        one("revised_due", revised_due=day(2026, 12, 31), **MINUTED),
        one("revised_due", timescale_text="Q2 2027/28", revised_due=day(2027, 9, 29), **MINUTED),
    ),
    "AB313": (
        *each("timescale_text", "timescale_text", "31 March 2025", "Q1 2025/26", "2016", **WHY),
        one("timescale_text", timescale_text="31 March 2062"),
        one("revised_due", revised_due=day(2072, 3, 31), **MINUTED),
    ),
    "AB315": each("timescale_text", "timescale_text", "In progress", "Completed", "On hold",
                  "Not started", "Achieved", **DONE),
    "AB316": (
        several("timescale_text", {}, {"part_of": "{0}", "timescale_text": "30 June 2027"}),
        several("timescale_text", {}, {"part_of": "{0}", "timescale_text": "2028"}),
        several("timescale_text", {"timescale_text": "May 2027"}, {"part_of": "{0}",
                "timescale_text": "1 June 2027"}),
        several("timescale_text", {}, {}, {"part_of": "{1}", "timescale_text": "1 April 2027"}),
        several("timescale_text", {"timescale_text": "Q4 2026/27"}, {"part_of": "{0}",
                "timescale_text": "Q1 2027/28"}),
    ),
    "AB318": (
        one("status", **LATE),
        one("status", **{**LATE, "timescale_text": "Q2 2026/27"}),
        one("status", **{**LATE, "timescale_text": "21 November 2026"}),
        one("status", **{**LATE, **MINUTED, "revised_due": day(2026, 11, 20)}),
        one("status", **{**LATE, "status": "Not started"}),
    ),
    "AB319": tuple(
        one("status", timescale_text=words, **BEGUN)
        for words in (
            "1 October 2026 to 31 March 2027",
            "May 2026 to June 2027",
            "Sept 2026 - March 2027",
            "from April 2026 to March 2028",
            "during 2026/27",
        )
    ),
    "AB320": each("status", "timescale_text", "10 December 2026", "1 December 2026",
                  "30 November 2026", "22 November 2026", "mid December 2026", **BEGUN),
    "AB321": each(
        "timescale_text",
        "timescale_text",
        "Directors by June 2026 and all staff by June 2027",
        "May 2026, October 2026 and March 2027",
        "draft by June 2026, final by May 2027",
        "Feb 2027 & Oct 2026",
        "first half by Sept 2026; all by Sept 2027",
    ),
    "AB401": each("status", "status", "Done", "Completed", "Green", "In progess", 3),
    "AB402": (
        one("completed_on", status="Complete", evidence="Minute 9"),
        one("completed_on", status="Complete (awaiting verification)", evidence="Minute 9"),
        one("completed_on", status="complete", evidence="Minute 9"),
        one("completed_on", status=" Complete ", evidence="Minute 9"),
        one("completed_on", status="COMPLETE", evidence="Minute 9", percent=1),
    ),
    "AB403": tuple(
        one("evidence", **{**DONE, "evidence": words})
        for words in ("", None, r"C:\Users\jt\minutes.docx", "file:///H:/quay.pdf", "-")
    ),
    "AB404": tuple(
        one("progress", timescale_text="31 October 2026", progress=words)
        for words in ("", None, "Ditto", "Ongoing", "As above")
    ),
    "AB405": (
        *each("progress", "progress", "", None, "  "),
        one("progress", progress="", status=None),
        one("progress", progress="", timescale_text="quarterly"),
    ),
    "AB406": tuple(
        several("progress", {"progress": words, "ref": f"w{at}"})
        for at, words in enumerate(
            (
                "Two wards were surveyed.",
                "two wards were surveyed",
                "Two  wards\nwere surveyed.",
                "TWO WARDS WERE SURVEYED.",
                "Two wards were surveyed",
            )
        )
    ),
    "AB407": each("progress", "progress", "Ditto", "As above.", "Ongoing", "No change", "n/a"),
    "AB408": tuple(
        one("progress", timescale_text="31 October 2026", progress=words)
        for words in (
            "On track.",
            "Work is on schedule.",
            "Progressing well with no issues",
            "RAG: Green",
            "The survey is in line with the plan.",
        )
    ),
    "AB409": (
        one("approval", revised_due=day(2027, 6, 30), approval=""),
        one("approval", revised_due=day(2027, 6, 30), **{**MINUTED, "approval": "pending"}),
        one("approved_on", revised_due=day(2027, 6, 30), **{**MINUTED, "approved_on": None}),
        one("approved_on", revised_due=day(2027, 6, 30), **{**MINUTED,
            "approved_on": day(2026, 11, 23)}),
        one("approval", revised_due=day(2027, 6, 30), **{**MINUTED, "approval": "TBC at Cabinet"}),
    ),
    "AB410": tuple(
        one("revised_due", ref=f"v{at}", revised_due=day(2027, 6, 28), **MINUTED)
        for at in range(5)
    ),
    "AB411": (
        *each("status", "progress", "Completed in October.", "This has been achieved",
              "Fully implemented and signed off"),
        *(
            one("progress", **{**DONE, "progress": words})
            for words in ("Not yet completed.", "Work continues; 50% complete")
        ),
    ),
    "AB412": (
        one("change_reason", status="On hold"),
        one("approval", status="Withdrawn", **WHY),
        one("change_reason", status="Withdrawn", **{**MINUTED, "change_reason": ""}),
        one("approved_on", status="On hold", **{**MINUTED, "approved_on": None}),
        one("approval", status="On hold", **{**MINUTED, "approval": "requested"}),
    ),
    "AB413": (
        one("percent", **DONE, percent=0.6),
        one("percent", status="Not started", percent=0.4),
        one("percent", percent=1),
        one("percent", percent=100),
        one("percent", **DONE, percent=0),
    ),
    "AB415": (
        several("depends_on", LATE, {"depends_on": "{0}"}),
        several("depends_on", LATE, {"depends_on": "s1, {0}"}),
        several("depends_on", LATE, {}, {"depends_on": "{1}; {0}"}),
        several("depends_on", LATE, {"depends_on": "{0} and s2"}),
        several("depends_on", {**LATE, "ref": "t5A"}, {"depends_on": "T5a."}),
    ),
    "AB416": tuple(
        one("revised_due", revised_due=to, **MINUTED)
        for to in (day(2027, 12, 31), day(2027, 10, 1), day(2028, 3, 31), day(2027, 11, 30),
                   day(2028, 1, 1))
    ),
    "AB601": each("publication", "publication", "", None, "  ", "", None),
    "AB602": each("publication", "publication", "Exempt", "Exempt para 9", "Exempt paragraph",
                  "exempt", "Part II"),
    "AB603": each(
        "progress",
        "progress",
        "Ring Jo on 07700 900123.",
        "Ask jo.tarrant@saltmere.gov.uk.",
        "The file of QQ123456C was sent.",
        "The engineer is off sick.",
        "Call (01632) 960001.",
    ),
    "AB604": each(
        "progress",
        "progress",
        "Counsel's opinion is awaited.",
        "A disciplinary matter holds it up.",
        "Two redundancies were agreed.",
        "The offer was made without prejudice.",
        "Fraud was found in the accounts.",
    ),
    "AB605": each(
        "progress",
        "progress",
        r"The report is in S:\Plans\quay.docx.",
        r"See \\server1\plans\quay.",
        "See http://intranet/quay.",
        "It is at file:///srv/quay.pdf",
        "See https://saltmere.sharepoint.com/sites/quay",
    ),
    "AB701": (
        *each("progress", "progress", "The quay  is surveyed.", "The quay is surveyed. "),
        one("action", action=" Survey the quay"),
        one("timescale_text", timescale_text="31  March 2027"),
        one("outcome", outcome="Ships  berth"),
    ),
    "AB702": (
        *each("progress", "progress", "The quay\u00a0is surveyed.", "The sur\u00advey is in hand."),
        one("action", action="Survey the\u200b quay"),
        one("timescale_text", timescale_text="31\u00a0March 2027"),
        one("outcome", outcome="\ufeffShips berth"),
    ),
    "AB704": (
        *each("progress", "progress", "At the end\\of May.", "On the 5<sup>th</sup> it began."),
        one("action", action="Survey the quay &amp; the wall"),
        one("timescale_text", timescale_text="End\\of March 2027"),
        one("outcome", outcome="Ships<br/>berth"),
    ),
    "AB705": (
        *each("progress", "progress", "The quay\x0bis surveyed.", "The quay\x07is surveyed."),
        one("action", action="Survey\x1fthe quay"),
        one("outcome", outcome="Ships\x85berth"),
        one("evidence", evidence="Minute\x019"),
    ),
    "AB707": each("progress", "progress", *("Surveyed. " * count + "End" for count in
                  (160, 200, 300, 400, 800))),
    "AB708": (
        *each("lead", "lead", "HEAD OF POLICY", "Head of policy", "Head-of-Policy"),
        one("publication", publication="public"),
        one("publication", publication="PUBLIC"),
    ),
    "AB709": (
        *each("progress", "progress", "The councilâ€™s quay.", "It cost Â£200.", "A cafÃ© opened."),
        one("action", action="Survey the quay â€“ and wall"),
        one("outcome", outcome="Ships\ufffdberth"),
    ),
}  # fmt: skip

INFORMING: Mapping[str, tuple[Planted, ...]] = {
    "AB308": each("timescale_text", "timescale_text", "May / June 2027", "Jan - March 2027",
                  "2026-28", "between May and July 2027", "during 2027/28"),
    "AB314": each("timescale_text", "timescale_text", "25 December 2026", "29 March 2027",
                  "27/03/2027", "3 May 2027", "Sunday 4 April 2027"),
    "AB501": each("action", "action", "Harbour programme", "A new policy", "Better signs",
                  "The quay wall", "Quarterly figures to members"),
    "AB502": each("action", "action", "Continue to survey", "Consider a survey", "Explore ways",
                  "Look at options", "To seek to improve"),
    "AB503": each("outcome", "outcome", "", None, " ", "", None),
    "AB504": tuple(
        one("outcome", action="Train all members in harbour law", outcome=words)
        for words in (
            "Train all members in harbour law",
            "All members trained in harbour law",
            "Members trained in harbour law",
            "train all members in harbour law.",
            "All members are trained in harbour law",
        )
    ),
    "AB505": each("action", "action", "Arrangements are now formalised",
                  "The board has been set up",
                  "Terms of reference agreed", "Meetings are held monthly", "Signs now in place"),
    "AB506": each("action", "action", *(("Survey " + "the quay and " * count + "report")
                  for count in (25, 30, 40, 50, 60))),
    "AB507": each("action", "action", "Agree the MTFS", "Report to the QZB",
                  "Publish the HRMP's key",
                  "Train the XYZs", "Let the PFI2 work"),
    "AB509": each("progress", "progress", "[insert date] agreed", "Click here to enter text",
                  "Lorem ipsum dolor", "<name> to report", "xxxx"),
    "AB706": each("progress", "progress", "=survey", "+44 begun", "-10% by June", "@Jo to lead",
                  "= begun"),
}  # fmt: skip
