"""
The words that headings of plans, trackers and logs are made of, field by field.

A heading means a field where it has one of the field's phrases and beside it only words that go
with them. Words are in the singular, in small letters; a phrase is several of them in order. The
number of a phrase says how sure it makes us, from 0 to 1.
"""

from typing import Final

__all__ = ["ABBREVIATIONS", "COMMON", "PERIODS", "PHRASES", "WITH"]

_COMMON = (
    "a an the of for to be this that our your and or is are in on at it please any with key main "
    "s es current council trust school authority service we will i e g eg ie brief full s"
)
COMMON: Final = frozenset(_COMMON.split())
"""Words that change nothing beside a phrase, whatever the field."""

_PERIODS = (
    "q1 q2 q3 q4 h1 h2 t1 t2 t3 quarter period month monthly week weekly quarterly year annual "
    "term "
    "autumn spring summer winter january february march april may june july august september "
    "october november december jan feb mar apr jun jul aug sep sept oct nov dec end mid"
)
PERIODS: Final = frozenset(_PERIODS.split())
"""Words that say of which period a cell tells."""

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
    "exp": "expected", "expct": "expected", "act": "action", "pos": "position", "upd": "update",
    "updated": "updated", "wkstream": "workstream", "tscale": "timescale", "timescal": "timescale",
}  # fmt: skip
"""Short forms and plurals of another kind, each with its word."""

_TEXT = "description detail summary text title wording"
_AUDIT = "audit report inspection inspector review peer ofsted cqc hmicfrs estyn external internal"

WITH: Final = {
    "ref": "action task unique item row line log ref number id code",
    "issue_ref": f"issue finding recommendation theme {_AUDIT} ref number id no",
    "issue": f"{_TEXT} {_AUDIT} identified raised area made original agreed actual "
    "coroner scrutiny committee panel improvement found issue finding from accepted strategic",
    "action": f"{_TEXT} required agreed planned proposed improvement needed necessary remedial "
    "corrective mitigating mitigation management specific smart detailed recommended "
    "identified plan "
    "point item implement undertake address deliver delivery further additional take strategic "
    "high "
    "level priority resulting arising recommendation issue implementation name achieve individual "
    "how measurable meet step taken intended",
    "response": "management executive agreed initial original officer auditee cabinet "
    f"recommendation department client leadership team {_TEXT} from",
    "lead": "action task officer person lead owner named name manager director head staff "
    "responsible accountable individual job title post role initial delivery operational "
    "implementation implementing identified overall by do recommendation senior party team "
    "department organisation agency body delegated designated holder assigned executive "
    "strategic responsibility accountable who partner lead's clinical service improvement",
    "timescale": "date target due completion planned expected estimated anticipated proposed "
    "implementation agreed original delivery initial action by finish end deadline completed "
    "complete timescale timeframe time start baseline recommendation milestone first intended",
    "revised_due": "date target due completion implementation timescale deadline timeframe "
    "revised extended new agreed latest planned expected action by end delivery proposed",
    "completed_on": "date action actual completed completion closed implemented task",
    "status": "action implementation progress overall delivery completion latest "
    "recommendation task open closed update complete rating implemented current",
    "rag": "status rating latest overall progress delivery colour completion action score "
    "self assessed assessment risk confidence update",
    "progress": "sofar todate made against latest action status report summary note since last "
    "officer lead owner manager department management implementation comment commentary "
    "recommendation position update progress narrative by completed further general additional "
    f"{_TEXT} description outcome delivery issue",
    "percent": "complete completion completed progress achieved done implemented action",
    "outcome": "measure success criteria intended expected desired outcome impact result planned "
    "key performance indicator target how measured benefit evidence improvement required "
    f"{_TEXT} action anticipated what look like know",
    "evidence": f"completion supporting required source link document location closure {_TEXT} "
    "evidence assurance implementation provided success action impact",
    "added_on": "date action added raised identified logged opened created issue recommendation",
    "section": "priority improvement name title group strategic plan",
    "aim": f"strategic improvement intended objective aim overall corporate what {_TEXT}",
    "priority": "level rating high medium low h m l action recommendation rank category "
    "audit issue priority risk",
    "lead_member": "lead member councillor cabinet portfolio holder governor",
    "lead_directorate": "lead directorate department service area responsible division name",
    "monitoring_group": "monitoring group committee oversight governance board by reporting",
    "monitoring_frequency": "monitoring reporting review frequency",
    "source_ref": f"source {_AUDIT} document origin title name ref reference recommendation",
    "resource_implications": "resource implication required needed cost budget funding financial",
    "risk_factors": "risk factor associated identified implication",
    "change_reason": "reason change date revised extension delay slippage timescale deadline",
    "approval": "approved approval agreed by ref minute",
    "approved_on": "approved approval date agreed extension",
    "verified_by": "verified validated checked signoff by",
    "depends_on": "dependency depends dependent interdependency",
    "start": "start date planned actual proposed action",
    "other": "date last updated email contact",
}  # fmt: skip
"""Words that may stand beside the phrases of each field."""

PHRASES: Final = {
    "ref": {"ref": 1, "number": 1, "id": 1, "item": 0.75, "serial": 0.9, "code": 0.7},
    "issue_ref": {
        "risk id": 0.9, "risk ref": 0.9, "risk number": 0.9, "recommendation id": 1,
        "recommendation number": 1, "recommendation ref": 1,
        "issue number": 1, "issue ref": 1, "issue id": 1, "finding number": 1, "finding ref": 1,
        "theme number": 0.9, "finding id": 1, "ref recommendation": 0.9,
    },
    "issue": {
        "recommendation": 1, "issue": 1, "area improvement": 1, "improvement area": 0.9,
        "finding": 0.84, "weakness": 0.8, "observation": 0.75, "what found": 1, "concern": 0.75,
        "gap": 0.7, "problem": 0.75, "cause concern": 0.9, "afi": 0.9, "risk description": 0.8,
        "description risk": 0.8, "must do": 0.75, "should do": 0.75, "theme": 0.72,
        "requirement": 0.7,
    },
    "action": {
        "action": 1, "action be taken": 1, "task": 1, "activity": 0.9, "what do": 1,
        "what done": 0.75,
        "what need done": 1, "what need do": 1, "what going do": 1, "what need happen": 1,
        "step": 0.8, "intervention": 0.75, "deliverable": 0.75, "initiative": 0.75,
        "commitment": 0.72, "what": 0.75, "todo": 0.9, "how achieve": 0.72, "milestone": 0.6,
        "how do": 0.72, "description": 0.55, "detail": 0.5, "item": 0.5, "subject": 0.5,
    },
    "response": {"response": 1, "management comment": 0.8},
    "lead": {
        "lead": 1, "owner": 1, "responsible": 1, "responsibility": 1, "accountable": 0.95,
        "who": 1, "whom": 1, "officer": 0.95, "assignee": 1, "assigned": 0.95, "delegated": 0.9,
        "action by": 0.85, "sro": 0.85, "champion": 0.7, "postholder": 0.9, "post holder": 0.9,
    },
    "timescale": {
        "timescale": 1, "timeframe": 1, "timeline": 0.9, "timetable": 0.9, "deadline": 1,
        "target date": 1, "due date": 1, "date due": 1, "due": 0.95, "by when": 1, "when": 1,
        "target completion": 1, "completion target": 0.9, "planned completion": 1,
        "expected completion": 1, "estimated completion": 1, "anticipated completion": 1,
        "proposed completion": 1, "implementation date": 0.95, "date implementation": 0.95,
        "planned implementation": 0.95, "target implementation": 1, "date completion": 0.65,
        "due by": 1, "complete by": 1, "completed by": 0.9, "finish date": 0.85,
        "end date": 0.9, "planned finish": 0.9, "planned end": 0.9, "delivery date": 0.9,
        "milestone date": 0.9, "original date": 0.9, "original target": 1, "agreed date": 0.75,
        "expected date": 0.75, "planned date": 0.85, "eta": 0.75, "date target": 1,
        "by date": 0.85, "time line": 0.9, "baseline date": 0.75, "target": 0.6,
        "completion date": 0.65, "date": 0.5, "completion": 0.5, "finish": 0.6,
        "date completed by": 1, "target delivery": 0.9, "end": 0.5, "target end": 0.9,
        "date delivery": 0.85,
    },
    "revised_due": {
        "revised": 0.75, "new date": 0.9, "new target": 0.9, "new deadline": 0.9, "new due": 0.9,
        "extended date": 0.9, "extension date": 0.85, "amended date": 0.9, "revised date": 1,
        "revised target": 1, "revised due": 1, "revised deadline": 1, "revised timescale": 1,
        "revised completion": 1, "revised implementation": 1, "extended deadline": 0.9,
        "rescheduled": 0.8, "updated target": 0.85, "updated due": 0.85, "amended target": 0.9,
        "amended due": 0.9, "extended target": 0.9, "extended due": 0.9, "extended": 0.7,
        "extension": 0.6, "amended deadline": 0.9, "revised end": 0.95, "amended timescale": 0.9,
        "new timescale": 0.9, "new completion": 0.85, "date revised": 0.6,
    },
    "completed_on": {
        "date completed": 1, "completed date": 1, "actual completion": 1, "actual date": 0.9,
        "completed on": 1, "date closed": 1, "closed date": 1, "closure date": 0.95,
        "date implemented": 1, "implemented on": 0.9, "date achieved": 0.95, "date done": 0.95,
        "actual end": 0.9, "actual finish": 0.9, "date complete": 0.9, "closed on": 0.95,
        "completed": 0.6, "closed": 0.5, "actual implementation": 0.9, "implemented date": 0.95,
        "complete date": 0.75, "completion date": 0.65, "achieved date": 0.9, "finished on": 0.9,
        "date finished": 0.95,
    },
    "status": {"status": 1, "state": 0.8, "open closed": 0.95, "stage": 0.6},
    "rag": {"rag": 1, "brag": 1, "bragg": 1, "brayg": 1, "traffic light": 1, "braggy": 0.8,
            "delivery confidence": 0.8},
    "progress": {
        "progress": 1, "update": 0.95, "commentary": 0.95, "comment": 0.85,
        "latest position": 1, "current position": 1, "position": 0.75, "action taken": 1,
        "taken todate": 0.9, "narrative": 0.75, "done todate": 0.9, "done sofar": 0.9,
        "what has been done": 0.95, "what have done": 0.95, "achievement todate": 0.8,
        "status update": 0.8, "action completed": 0.72, "note": 0.6, "position statement": 0.9,
        "work completed": 0.8, "remark": 0.72, "feedback": 0.6, "completed action": 0.72,
        "action todate": 0.9, "work todate": 0.9,
    },
    "percent": {"percent": 0.9, "%": 0.9},
    "outcome": {
        "outcome": 1, "success measure": 1, "success criteria": 1, "measure success": 1,
        "success look": 1, "good look": 0.9, "how know": 0.95, "performance measure": 0.75,
        "expected impact": 0.85, "intended impact": 0.85, "desired impact": 0.85,
        "success": 0.8, "benefit": 0.75, "measure": 0.7, "impact": 0.6, "result": 0.7, "kpi": 0.7,
        "success indicator": 0.95, "performance indicator": 0.7, "expected result": 0.85,
    },
    "evidence": {"evidence": 1, "assurance": 0.72, "proof": 0.72, "verification": 0.5},
    "added_on": {
        "date added": 1, "date raised": 0.95, "date identified": 0.9, "date logged": 0.95,
        "date opened": 0.95, "raised on": 0.9, "date created": 0.9, "added on": 1,
        "date entered": 0.9, "opened date": 0.85, "raised date": 0.9, "date open": 0.85,
        "opened on": 0.9, "added date": 0.9, "logged date": 0.9,
    },
    "section": {
        "section": 1, "category": 0.9, "workstream": 0.9, "work stream": 0.9, "domain": 0.85,
        "strand": 0.85, "pillar": 0.8, "theme": 0.84, "priority area": 0.75, "area": 0.75,
        "programme": 0.7, "topic": 0.72, "focus area": 0.75, "area focus": 0.75,
    },
    "aim": {
        "aim": 1, "objective": 0.95, "goal": 0.9, "purpose": 0.75, "trying achieve": 1,
        "want achieve": 1,
    },
    "priority": {"priority": 0.95, "priority level": 1, "priority rating": 1},
    "lead_member": {
        "lead member": 1, "lead councillor": 1, "portfolio holder": 1, "cabinet member": 0.95,
        "cabinet portfolio": 0.85, "executive member": 0.85,
    },
    "lead_directorate": {
        "directorate": 1, "department": 0.9, "division": 0.8, "lead service": 0.95,
        "service area": 0.72,
    },
    "monitoring_group": {
        "monitored by": 1, "monitoring group": 1, "oversight committee": 0.9,
        "reporting committee": 0.85, "governance group": 0.9, "monitoring committee": 0.95,
        "monitoring body": 0.9, "oversight group": 0.9, "governance committee": 0.85,
        "governance forum": 0.8,
    },
    "monitoring_frequency": {"monitoring frequency": 1, "reporting frequency": 0.95},
    "source_ref": {
        "source": 1, "origin": 0.8, "audit title": 0.85, "report title": 0.85, "audit name": 0.85,
        "audit report": 0.75, "name audit": 0.85, "report name": 0.85, "title audit": 0.85,
        "source document": 1,
    },
    "resource_implications": {
        "resource": 0.95, "resource implication": 1, "financial implication": 0.8,
        "resource required": 1,
    },
    "risk_factors": {"risk factor": 1, "risk": 0.75},
    "change_reason": {
        "reason change": 1, "change reason": 1, "reason revised": 0.95, "reason extension": 0.9,
        "reason delay": 0.8, "reason slippage": 0.85,
    },
    "approval": {"approved by": 0.9, "approval ref": 1, "approval": 0.85, "minute": 0.7},
    "approved_on": {"approved on": 1, "date approved": 0.95, "approval date": 0.95},
    "verified_by": {
        "verified by": 1, "validated by": 0.9, "checked by": 0.8, "signoff by": 0.8,
    },
    "depends_on": {"dependency": 1, "depend on": 1, "depends on": 1, "dependent on": 1,
                   "interdependency": 0.9},
    "start": {"start date": 1, "start": 0.9, "date start": 0.9, "date started": 0.8,
              "started": 0.7, "commence": 0.9, "commencement": 0.9, "commenced": 0.7},
    # What a plan has no column for, and what would else be taken for something that it has.
    "other": {
        "last updated": 1, "date updated": 1, "updated on": 1, "update date": 1, "last update": 0.8,
        "date last update": 1, "date update": 1, "review date": 1, "next review": 1,
        "date review": 1,
        "raised by": 1, "identified by": 1, "support": 0.9, "supporting": 0.9, "cost": 1,
        "budget": 1,
        "funding": 0.9, "email": 1, "contact": 0.9, "phone": 1, "telephone": 1, "next step": 1,
        "root cause": 1, "day overdue": 1, "overdue": 1, "previous rag": 1, "previous status": 1,
        "previous progress": 1, "updated by": 1, "last reviewed": 1, "meeting date": 1,
        "date meeting": 1, "consultee": 1, "sponsor": 0.9, "barrier": 1, "created by": 1,
        "entered by": 1, "logged by": 1, "next action": 1, "mitigation": 0.8, "likelihood": 1,
        "previous update": 1, "existing control": 1, "current control": 1,
        "report date": 1, "date report": 1, "score": 0.9,
        "date issued": 1, "issue date": 1, "issued": 0.9, "date response": 1, "response date": 1,
        "action type": 1, "type": 0.8, "quarter": 0.6, "year": 0.6, "closed by": 1,
    },
}  # fmt: skip
"""The phrases of each field, and how sure a heading that has one makes us, from 0 to 1."""
