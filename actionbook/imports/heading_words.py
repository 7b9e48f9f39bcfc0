"""
The words that headings of plans, trackers and logs are made of beside the phrases of a field.

Words are in the singular and in small letters.
"""

from typing import Final

from actionbook.plan.late import late

__all__ = ["ABBREVIATIONS", "COMMON", "NOT_OF_PLANS", "ONE_WORD", "PERIODS", "TOGETHER", "WITH"]

_COMMON = (
    "a an the of for to be this that our your and or is are in on at it please any with key main "
    "s es current council trust school authority service we will i e g eg ie brief full s "
    "safety quality learning clinical local project"
)
COMMON: Final = frozenset(_COMMON.split())
"""Words that change nothing beside a phrase, whatever the field."""

_PERIODS = (
    "q1 q2 q3 q4 h1 h2 t1 t2 t3 quarter period month monthly week wk weekly quarterly year annual "
    "term "
    "autumn spring summer winter january february march april may june july august september "
    "october november december jan feb mar apr jun jul aug sep sept oct nov dec end mid"
)
PERIODS: Final = frozenset(_PERIODS.split())
"""Words that say of which period a cell tells."""

_NOT_OF_PLANS = (
    "deputy backup alternate former old prior second secondary contract invoice payment order "
    "birth "
    "vendor supplier expiry renewal hire asset stock licence license password sick leave joining "
    "job "
    "marital employment warranty purchase tender lease rent exam"
)
NOT_OF_PLANS: Final = frozenset(_NOT_OF_PLANS.split())
"""Words with which a heading means something that no plan keeps, whatever stands beside them."""

ONE_WORD: Final = (
    ("time", late(r"\btime[\s-]+(scale|frame|line|table)s?\b"), r"time\1"),
    ("dead", late(r"\bdead[\s-]line"), "deadline"),
    ("date", late(r"\bto[\s-]date\b"), "todate"),
    ("far", late(r"\bso[\s-]far\b"), "sofar"),
    ("do", late(r"^to[\s-]do\b"), "todo"),
    ("ordinat", late(r"\bco-?ordinat"), "coordinat"),
    ("mail", late(r"\be-mail"), "email"),
    ("re-", late(r"\bre-(scheduled|vised)"), r"re\1"),
    ("g", late(r"\br[./]?\s?a[./]?\s?g\b\.?"), "rag"),
    ("t/", late(r"\bt/scale\b"), "timescale"),
    ("w/c", late(r"\bw/c\b"), "week commencing"),
    ("off", late(r"\bsign(?:ed)?[\s-]off\b"), "signoff"),
    (
        "date for",
        late(r"\bdate for (?:completion|implementation)\b"),
        "target completion date",
    ),
    (
        " by ",
        late(r"\b(identified|raised|found|made) by (?=cqc|ofsted|hmicfrs|hmi|estyn|inspectors?\b)"),
        r"\1 ",
    ),
    # A question says what it asks for by how it begins.
    (
        "who",
        late(
            r"^who (?:will|is|are|has)\b(?!.*\b(?:monitor|check|review|approv|agree|sign|told"
            r"|affect|benefit|help|support|involv|rais)).*"
        ),
        "who",
    ),
    (
        "when",
        late(r"^when (?:will|should|must|is|are|does)\b(?!.*\b(?:review|start|beg[iau]n)).*"),
        "when",
    ),
    ("how far", late(r"^how far (?:have|has|are|is)\b.*"), "progress"),
    (
        "registered",
        late(r"^response by (?:the )?registered (?:person|manager|provider)\b.*"),
        "response",
    ),
    (
        "please",
        late(
            r"^please (?:describe|state|set out|outline|explain)(?: clearly)?(?: the)? actions?\b.*"
        ),
        "action",
    ),
    (
        "please",
        late(
            r"^please (?:list|give|copy|quote)(?: the| each)? (recommendation|finding|issue)s?\b.*"
        ),
        r"\1",
    ),
    (
        "accept",
        late(r"^accept(?:ed)?(?:\W+(?:part|not |reject|declin).*|\W*\?|\W+y\W+n\W*)"),
        "response",
    ),
    (
        "agree",
        late(r"^agreed?(?:\W+(?:part|not |reject|disagree).*|\W*\?|\W+y\W+n\W*)"),
        "response",
    ),
    ("we ", late(r"^(?:what )?we (?:will|are going to|plan to)(?: do)?\W*$"), "what do"),
    ("s/n", late(r"^s/n\b"), "serial number"),
    (
        " month",
        late(
            r"^(?:.*\b)?(progress|update|commentary|comment|position|rag|status)s?\W+"
            r"(?:last|previous|prior) month\W*$"
        ),
        r"previous \1",
    ),
    (
        "how",
        late(
            r"^(?:please )?(?:describe|state|set out|outline|explain) how"
            r" (?:you|we|the \w+) (?:are going|will|intends?|plans?)\b.*"
        ),
        "action",
    ),
    (
        "will be",
        late(r"^date actions? will be (?:completed|implemented|done)\b"),
        "target date",
    ),
    (
        " of ",
        late(
            r"^(department|directorate|division) of (?:the )?"
            r"(?:person|officer|manager|owner|lead)\b.*"
        ),
        r"\1",
    ),
    # What the action is for says no more of what the column holds.
    (
        "action",
        late(r"^(actions?(?: (?:required|needed|planned|necessary))?) to (?!date\b|do\b|be\b).*"),
        r"\1",
    ),
    (
        "to be",
        late(r"\b(?:date|when)(?: \w+)? to be (?:completed|implemented|done|achieved)\b"),
        "target date",
    ),
    ("", late(r"#|№|n[º°]"), " number "),
    ("%", late(r"%"), " % "),
)
"""What is written in several ways as one: letters it holds, its shape, the words it is read as."""

ABBREVIATIONS: Final = {
    "resp": "responsible", "off": "officer", "offr": "officer", "rec": "recommendation",
    "recc": "recommendation", "recom": "recommendation", "recomm": "recommendation",
    "recommend": "recommendation", "imp": "implementation", "impl": "implementation",
    "tgt": "target", "targ": "target", "compl": "completion", "comp": "completion",
    "rev": "revised", "prog": "progress", "mgmt": "management", "mgt": "management",
    "mngt": "management", "dept": "department", "orig": "original", "pri": "priority",
    "prio": "priority", "pct": "percent", "perc": "percent", "percentage": "percent",
    "refs": "ref", "reference": "ref", "num": "number", "nr": "number", "no": "number",
    "exec": "executive", "est": "estimated", "desc": "description", "descr": "description",
    "dte": "date", "evid": "evidence", "comm": "comment", "cmnt": "comment", "comts": "comment",
    "org": "organisation", "organization": "organisation", "accountability": "accountable",
    "responsibilitie": "responsibility", "activitie": "activity", "prioritie": "priority",
    "dependencie": "dependency", "commentarie": "commentary", "dates": "date",
    "criterion": "criteria", "owned": "owner", "ownership": "owner", "allocated": "assigned",
    "reqd": "required", "req": "required", "ids": "id", "days": "day", "kpis": "kpi",
    "programme": "programme", "actioned": "actioned", "cabinet": "cabinet", "dir": "directorate",
    "children": "child",
    "qtr": "quarter", "sr": "serial", "sl": "serial", "ser": "serial",
    "exp": "expected", "expct": "expected", "act": "action", "pos": "position", "upd": "update",
    "updated": "updated", "wkstream": "workstream", "tscale": "timescale", "timescal": "timescale",
}  # fmt: skip
"""Short forms and plurals of another kind, each with its word."""

_TEXT = "description detail summary text title wording"
_AUDIT = "audit report inspection inspector review peer ofsted cqc hmicfrs estyn external internal"

WITH: Final = {
    "ref": "action task unique item row line log ref number id code audit case ncr",
    "issue_ref": f"issue finding recommendation theme {_AUDIT} ref number id no",
    "issue": f"{_TEXT} {_AUDIT} nature key learning noted needing concern identified raised area "
    "made original agreed actual observed addressed reviewer "
    "coroner regulator ombudsman scrutiny committee panel improvement found issue finding from "
    "strategic",
    "action": f"{_TEXT} what who we'll provider undertaken happen planned required agreed "
    "planned proposed improvement needed necessary remedial "
    "corrective mitigating mitigation management specific smart detailed recommended "
    "identified plan "
    "point item implement undertake address deliver delivery further additional take strategic "
    "high "
    "level priority resulting arising recommendation issue implementation name achieve individual "
    "how measurable meet step taken intended said would comply compliance from review proposed",
    "response": "proposed planned agency entity provider trust panel management executive agreed "
    "initial original officer auditee cabinet "
    f"recommendation department client leadership team {_TEXT} from",
    "lead": "action task officer person lead owner named name manager director head staff "
    "responsible accountable individual job title post role initial delivery operational "
    "implementation implementing identified overall by do recommendation senior party team "
    "department organisation agency body delegated designated holder assigned executive "
    "strategic responsibility accountable who partner lead's clinical service improvement what "
    "when safety nominated key strategic contact agreed agency professional official will "
    "business unit teacher governor smt slt cmt milestone deliverable objective project",
    "timescale": "date target due completion planned expected estimated anticipated proposed "
    "implementation agreed original delivery initial action by finish end deadline completed "
    "complete timescale timeframe time start baseline recommendation milestone first intended "
    "when what safety improvement done due will be compliance indicative implemented fully "
    "evidence",
    "revised_due": "date target due completion implementation timescale deadline timeframe "
    "revised extended new agreed latest planned expected action by end delivery proposed",
    "completed_on": "date action actual completed completion closed implemented task",
    "status": "action implementation progress overall delivery completion latest "
    "recommendation task open closed update complete rating implemented current follow up "
    "improvement present position code",
    "rag": "status rating latest overall progress delivery colour completion action score "
    "self assessed assessment risk confidence update recommendation current red amber green blue "
    "key",
    "progress": "sofar todate made against latest action status report summary note since last "
    "officer lead owner manager department management implementation comment commentary "
    "recommendation position update progress narrative by completed further general additional "
    "meeting board committee cabinet panel governor comply auditor audit internal "
    "monitoring follow up at review current month term date present what have done achieved weekly "
    "outcome "
    f"{_TEXT} description outcome delivery issue service frs",
    "percent": "complete completion completed progress achieved done implemented action",
    "outcome": "measure success criteria intended expected desired outcome impact result planned "
    "key performance indicator target how measured benefit evidence improvement required "
    f"{_TEXT} action anticipated what look like know difference make on pupil child resident "
    "patient people student community achieved worked work succeeded",
    "evidence": "support completion supporting required source link document location closure "
    "folder file "
    f"{_TEXT} log "
    "evidence assurance implementation provided supplied submitted received success action impact",
    "added_on": "date action added raised identified logged opened created issue recommendation",
    "section": "priority improvement name title group strategic plan",
    "aim": f"smart strategic improvement intended objective aim overall corporate what {_TEXT}",
    "priority": "level rating high medium low h m l action recommendation rank category "
    "audit issue priority risk",
    "lead_member": "lead member councillor cabinet portfolio holder governor",
    "lead_directorate": "lead directorate department service area responsible division name",
    "monitoring_group": "monitoring group committee oversight governance board by reporting",
    "monitoring_frequency": "monitoring reporting review frequency",
    "source_ref": f"source {_AUDIT} document origin title name ref reference recommendation",
    "resource_implications": "resource implication required needed cost budget funding financial "
    "additional",
    "risk_factors": "risk factor associated identified implication",
    "change_reason": "reason change date revised extension delay slippage timescale deadline",
    "approval": "approved approval agreed by ref minute",
    "approved_on": "approved approval date agreed extension",
    "verified_by": "verified validated checked signoff by",
    "depends_on": "dependency depends dependent interdependency",
    "start": "start date planned actual proposed action baseline",
    "other": "date last updated email contact",
}  # fmt: skip
"""Words that may stand beside the phrases of each field."""

TOGETHER: Final = (
    (frozenset({"response", "action"}), "action", 0.78),
    (frozenset({"issue", "action"}), "action", 0.78),
    (frozenset({"action", "lead", "timescale"}), "action", 0.78),
    (frozenset({"lead", "timescale"}), "lead", 0.78),
    (frozenset({"response", "lead", "timescale", "other"}), "response", 0.78),
    (frozenset({"issue", "section"}), "issue", 0.78),
    (frozenset({"issue", "risk_factors"}), "issue", 0.78),
    (frozenset({"issue", "priority"}), "issue", 0.78),
    (frozenset({"aim", "issue"}), "aim", 0.75),
    (frozenset({"aim", "outcome"}), "outcome", 0.75),
    (frozenset({"aim", "priority"}), "aim", 0.75),
    (frozenset({"progress", "evidence", "outcome", "other"}), "progress", 0.78),
    (frozenset({"outcome", "evidence"}), "outcome", 0.74),
    (frozenset({"rag", "status"}), "rag", 0.8),
    (frozenset({"lead", "lead_directorate"}), "lead", 0.85),
    (frozenset({"lead", "lead_member"}), "lead", 0.8),
)
"""What two things in one heading are read as, where the plan has one column for them."""
