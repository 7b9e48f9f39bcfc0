"""
The columns of plans, trackers and logs as many kinds of bodies head them, with what each is.

`FAMILIES` are by name; each is the columns in the order in which such a body has them. A line of
the text below is `field: heading | heading …`: one of the headings is chosen for a plan.
A line that begins with a bar goes on.

* `*` before the field: the column is not in every plan.
* `-` is a column of staff's own: nothing of a plan may be taken for it. What stands in it comes
  after `@`.
* `?field`: it may be the field, and to leave it is as right. `one/other`: either is right.
"""

from typing import NamedTuple

__all__ = ["FAMILIES", "Column"]


class Column(NamedTuple):
    """
    A column: the `fields` it may be taken for, whether to leave it is right, what fills it, and
    the headings it may have.
    """

    fields: tuple[str, ...]
    may_be_left: bool
    is_always: bool
    filled_with: str
    headings: tuple[str, ...]


_INTERNAL_AUDIT = """
issue_ref: Rec No. | Rec Ref | Recommendation Ref | Rec # | Rec. No
*?source_ref@audit: Audit Title | Name of Audit | Audit report | Source
issue: Recommendation | Recommendation Made | Agreed Recommendation | Recommendation/Finding
*?priority@rating: Priority | Priority (H/M/L) | Risk Rating | Priority Rating
    | Recommendation Priority
action: Agreed Management Action | Management Action | Agreed Action
    | Management Response / Agreed Action | Agreed Actions
lead: Responsible Officer | Officer Responsible | Manager Responsible | Responsible Manager
    | Action Owner | Resp. Officer
timescale: Original Implementation Date | Agreed Implementation Date | Target Date | Due Date
    | Implementation date
*revised_due: Revised Implementation Date | Revised Date | Revised Due Date | Revised Target Date
status: Status | Current Status | Implementation Status
progress: Management Update | Latest Update | Progress to Date | Update from Officer
    | Update September 2026
*-@text: Internal Audit Verification | Auditor's view | IA opinion
"""
_AUDIT_FINDINGS = """
issue_ref/ref: Ref | Finding No | No. | Finding Ref
issue: Finding | Finding / Weakness | Issue Identified | Control Weakness | Findings
*?risk_factors@issue: Risk | Risk / Implication | Risk exposure
action: Recommendation / Agreed Action | Agreed action | Management action plan | Action Required
lead: Person Responsible | Responsible Person | Owner | Action Owner & Job Title
timescale: Deadline | Timescale | Date for completion | Target Completion Date
status: Status at follow up | Status | Follow-up status | Progress status
*evidence: Evidence | Evidence seen | Supporting evidence
"""
_HMICFRS = """
?ref/issue_ref: AFI Ref | Ref | HMICFRS ref | Ref. No
*?section@area: Pillar | Inspection pillar | Theme
issue: Area for Improvement | Areas For Improvement (AFI) | AFI / Cause of Concern
    | Recommendation / AFI | HMICFRS Recommendation
action: Actions | Activity | Action to address | Actions required to discharge AFI | Key actions
lead: Lead Officer | Owner | Lead | Delivery lead | Action lead(s)
timescale: Target date | Timescales | Completion Target | Due by | Target completion
?rag/status@rag: BRAG | RAG | BRAG Status | RAG rating | B/RAG
progress: Progress Update | Progress commentary | Current Position | Latest progress | Update
*evidence: Evidence | Evidence of completion | Evidence / Assurance
"""
_CQC = """
*?source_ref/section@area: Core Service | Site / Service | Location
*-@regulation: Regulation | Reg. breached | Regulation No
issue: CQC Finding | Must do / Should do action | Issue raised by CQC | Requirement
    | Area of concern
action: Improvement action | Action we will take | Actions to be taken
    | Action required to meet requirement | Improvement Actions
lead: Action Lead | Operational Lead | Lead | Responsible lead | Named lead
timescale: Target date | Target Date for Completion | Date to be completed by | By when
    | Completion due
*completed_on: Date Completed | Actual completion date | Date closed | Completed on
?rag/status@rag: RAG | RAG Status | Current RAG
progress: Progress | Progress / Comments | Update on progress | Progress notes
    | Latest update/position
evidence: Evidence of assurance | Evidence | Evidence of Completion | Evidence and assurance
"""
_PATIENT_SAFETY = """
ref: Ref | Action No. | Action ref | No
*issue: Area for improvement | Finding | Recommendation | Contributory factor / finding
action: Safety action description | Safety Action | Action | Action description
lead: Safety action owner | Action owner (role & directorate) | Owner | Responsible person
timescale: Target date for implementation | Target date | Due date | Implement by
*completed_on: Date implemented | Date Implemented | Date completed
*-@text: Tool/measure | Measurement tool | Tool
*-@often: Measurement frequency | How often measured
*-@person: Responsibility for monitoring | Monitoring lead
*-@date: Planned review date | Next review date | Review date
status: Status | Action status
"""
_SCHOOL = """
*aim@issue: Objective | Objectives | Aim | Target / objective
action: Actions | Key actions | Key tasks | Action to be taken | What are we going to do? | Tasks
lead: Who | Led by | Lead person | Staff responsible | Responsibility | By whom?
    | Person(s) responsible
timescale: When | By when? | Time scale | Timescale | Timeframe | Deadline
*?resource_implications@cost: Resources | Resources / CPD | Resources required | Cost/Resources
outcome: Success criteria | Intended outcome | Success Criteria / Impact | Expected outcomes
    | Impact on pupils
*-@person: Monitored by who | Monitoring (who and how)
progress: Progress | Evaluation / progress | Progress so far | Progress to date
?rag/status@rag: RAG | RAG rating
"""
_OFSTED = """
?ref: No | Ref | #
issue: Ofsted recommendation | Recommendation | Area for improvement | What needs to improve
    | Ofsted finding
action: Action | Actions to be taken | What will we do? | Actions we will take
    | Improvement activity
lead: Lead Officer(s) | Lead | Owner/s | Accountable lead | Who will lead?
timescale: Timescale | By When | Deadline for completion | When will it be done by?
outcome: Impact / outcome for children | What will success look like? | Outcome
    | Success measure(s) | How will we know?
progress: Progress update | What have we done so far? | Progress and impact to date
    | Latest position
?rag/status@rag: RAG | RAG progress | Rag status
"""
_PEER = """
?ref/issue_ref: No. | Ref | Rec
issue: Peer Challenge Recommendation | Recommendation | LGA Recommendation | Key recommendation
    | Peer review recommendation
action: Actions | Proposed Action | Council's actions | What we will do | Planned Actions
    | Action(s)
lead: Lead Officer | Lead officer/s | Responsible Director | Officer Lead | Lead (officer)
*lead_member@person: Lead Member | Portfolio Holder | Cabinet Member
timescale: Timescale | Timeline | Target date | Timescale for delivery | Milestones and timescale
*outcome: Outcome | Success measure | Intended outcome | Measures of success
progress: Progress | Progress Update | Update (Nov 26) | Update November 2026
?status/rag@state: Status | Current status
"""
_CLIMATE = """
ref: Ref | Action ref | Action ID | ID
*?section@area: Theme | Sector | Category
action: Action | Actions | Action Title | Action Description
*outcome: Outcome | Intended outcome | Expected benefit
lead: Lead | Lead Service | Council lead | Lead Team | Lead department/officer
*-@partner: Partners | Key partners | Delivery partners
timescale: Timescale | Timeframe | Target year | Delivery date | Timescale for completion
*-@cost: Cost | Estimated cost (£) | Carbon saving (tCO2e) | Budget
status: Status | Delivery status | Progress status
*progress: Comments | Commentary | Progress notes | Progress to date
"""
_RISK_LOG = """
?issue_ref@ref: Risk ID | Risk Ref | Risk No
?risk_factors/issue@issue: Risk Description | Risk | Description of risk
*-@number: Likelihood | Probability (1-5)
*-@number: Residual score | Net risk score | Inherent score
*-@text: Existing controls | Controls in place | Current mitigation
action: Further Action Required | Action required | Mitigating action | Further actions
    | Planned actions
lead: Action Owner | Action lead | Owner of action
*-@person: Risk Owner | Risk owner
timescale: Action Due Date | Due date | Target date | By when
progress: Action update | Progress update | Update | Latest comments
status: Action Status | Status | Status of action
"""
_PROJECT_LOG = """
ref: ID | Action ID | No. | Action Number | Action #
*added_on@past: Date Raised | Raised Date | Date Logged | Date added | Date opened
*-@person: Raised By | Logged by | Requested by
action: Action | Action Description | Description of Action | Task | Action item
lead: Owner | Assigned To | Action Owner | Assignee | Allocated to
*?priority@rating: Priority | Priority (H, M, L)
timescale: Due Date | Date Due | Deadline | Target date | Due
status: Status | Open/Closed | Status (Open / Closed) | State
*completed_on: Date Closed | Closed date | Actual Completion Date | Closed on
progress: Comments | Update/Comments | Progress comments | Updates | Progress / comment
"""
_MEETING_LOG = """
*-@past: Meeting date | Date of Meeting | Meeting
*-@ref: Minute ref | Agenda item | Minute No
action: Action | Actions agreed | Action agreed | Agreed action | Action point
lead: By whom | Who | Officer | Action by | Responsible | Who is responsible
timescale: By when | Deadline | When | Due date | Target
progress: Update | Progress | Outcome / Update | Position | Update on action
?status@state: Status | Open / Closed | Complete?
"""
_AUSTRALIAN = """
issue_ref: Rec No | Recommendation No. | Rec. ID
*?source_ref@audit: Audit | Audit Name | Report title
issue: Recommendation | Audit recommendation | Recommendation description
*?priority@rating: Risk Rating | Audit risk rating | Rating
*response@response: Agency Response | Management Response | Entity response
action: Management Action | Agreed Management Action | Action Plan | Management actions
    | Proposed action
lead: Responsible Officer | Accountable Officer | Action Officer | Responsible position
    | Responsible Executive | Accountable Executive
timescale: Original Due Date | Due Date | Agreed completion date | Original completion date
    | Target date
*revised_due: Revised Due Date | Extended due date | Revised Completion Date | Extension date
status: Status | Implementation status | Action status
progress: Comments | Management Comment | Status Update | Progress Commentary | Comment / Progress
"""
_US_CORRECTIVE = """
?ref/issue_ref: Finding No. | Item # | Finding ID | No.
issue: Finding | Deficiency | Audit Finding | Finding Description | Issue | Condition / Finding
*-@text: Root Cause | Cause | Root cause analysis
action: Corrective Action | Corrective Action(s) | Corrective Action Plan
    | Planned corrective action | Corrective Actions to be Taken
lead: Responsible Party | Person Responsible | Responsible Person(s) | Point of Contact
    | Responsible Official | POC
timescale: Anticipated Completion Date | Target Completion Date | Due Date
    | Scheduled Completion Date | Expected Completion Date
*completed_on: Actual Completion Date | Date Completed | Completion Date (Actual)
status: Status | Status (Open/Closed) | Current Status
*progress: Comments | Status Comments | Progress notes | Remarks
"""
_US_IMPROVEMENT = """
*aim@issue: Goal | Objective | Goal / Objective
action: Action Steps | Action Step | Activities | Strategies/Action Steps | Action Items
    | Strategy / activity
lead: Person(s) Responsible | Responsible Party | Who is responsible? | Owner(s) | Lead(s)
timescale: Timeline | Target Date | Deadline | Completion Target | By When
*?resource_implications@cost: Resources Needed | Resources | Resources required
*-@text: Potential Barriers | Barriers
outcome: Measures of success | Success indicators | Evidence of Success | Outcome measure
progress: Progress | Progress Notes | Status Update | Progress to date
status: Status | Task status
"""
_US_TASKS = """
*ref: ID | Task ID | Task No
action: Task Name | Task | Task description | Action Item
lead: Assigned To | Resource Name | Owner | Task Owner
*start@past: Start Date | Start | Planned start
timescale: Finish | Due Date | End Date | Planned end | Target finish date
*percent: % Complete | Percent complete | % done | Completion %
status: Status | Task Status
*?progress: Notes | Comments | Task notes
"""
_IRISH = """
*-@regulation: Regulation | Regulation No. | Standard
*?section@area: Theme | HIQA theme | Dimension
*-@rating: Judgment | Compliance level
issue: Finding | Non-compliance | Recommendation | Improvement required
    | Area requiring improvement
action: Action required | Actions to be taken | Action | Provider's action
    | Actions required to achieve compliance
lead: Person responsible | Responsible Person | Owner | Person Responsible (Name & Title)
timescale: Timescale | Completion date | Time frame | Target completion date | Due date
*evidence: Evidence of implementation | Evidence | Evidence of completion
status: Status | Progress status | Current status
progress: Update | Progress | Progress update Q3 2026 | Comment
"""
_WELSH = """
ref: Cyf | Cyf / Ref | Ref | Rhif
issue: Argymhelliad | Argymhelliad / Recommendation | Recommendation / Argymhelliad | Mater
action: Camau Gweithredu | Cam gweithredu / Action | Action / Cam Gweithredu | Gweithred
    | Camau i'w cymryd
lead: Swyddog Arweiniol | Swyddog cyfrifol / Responsible officer | Lead / Arweinydd | Pwy
    | Perchennog
timescale: Dyddiad targed | Target date / Dyddiad targed | Erbyn pryd | Amserlen | Dyddiad cau
progress: Cynnydd | Progress / Cynnydd | Diweddariad | Y sefyllfa ddiweddaraf | Cynnydd hyd yma
status: Statws | Status / Statws | Statws presennol
"""
_SAFEGUARDING = """
issue_ref/ref: Rec | No. | Recommendation Number | Rec No
*?source_ref@audit: Review | Name of review | Source review | Case
issue: Recommendation | Learning / Recommendation | SCR recommendation | Review Recommendation
*-@partner: Agency | Agencies | Scope (local / regional)
action: Action to take | Actions | Actions to be taken | Agency action | Action(s) agreed
lead: Lead Agency / Officer | Lead Officer | Lead professional | Agency lead | Lead agency
*-@text: Key milestones achieved in enacting recommendation | Key milestones
timescale: Target Date | Target completion date | Target date for completion | Timescales
*completed_on: Date of completion | Date completed | Completed date
outcome: Desired outcome | Outcome | Intended outcome and impact
?rag/status@rag: RAG | BRAG rating | Rag
"""
_HOUSING = """
ref: Ref. | Action No | Ref No | Item No.
*?section@area: Workstream | Work stream | Consumer standard | Category
*issue: Requirement | Regulator's finding | Gap identified | Issue
action: Action | Remedial action | Actions needed | What do we need to do? | Improvement action
    | Recommended action
lead: Lead | Owner | Responsible team/officer | Lead Manager | Service lead
timescale: Target Date | Due | Completion deadline | Target completion | Planned completion date
*percent: % complete | Progress % | % Completed
?status/rag@state: Status | Delivery status
progress: Update | Weekly update | Progress update (October) | Latest Position | Narrative update
"""
_FIRE_RISK = """
ref: Item | Ref | Action No. | Item Ref
*?section@area: Location | Area / Location | Floor
*issue: Observation | Deficiency noted | Significant finding | Hazard / deficiency | Observations
action: Action Required | Recommended action | Action recommended | Remedial Action
    | Recommendation/action
*?priority@rating: Priority | Priority level | Priority Code
lead: Responsible Person | Action by | Action by (who) | Responsible
timescale: Target Date | Timescale | To be completed by | Action by date | Timescale for action
completed_on: Date Completed | Completed (date) | Date completed | Actual date completed
*?verified_by@person: Signed off by | Sign-off | Initials
"""
_DATA_PROTECTION = """
?ref/issue_ref: Ref | Control Ref | Rec Ref. | Reference
issue: Non-conformity | Recommendation | ICO recommendation | Audit finding
?response@accept: Accepted? | Accept / Partially accept / Reject | Agreed (Y/N)
action: Agreed Action | Agreed action(s) | Actions | Action to be undertaken
lead: Owner | Action owner | Owner and Department | Named owner
timescale: Date for Implementation | Implementation date | Date due | Deadline date
progress: Action Update | Progress at follow up | Progress at 6 months
    | Describe the status and action taken
?status@state: Status | Action status | Position
"""
_EQUALITY = """
*aim@issue: Equality objective | Objective | Our aim | Aims
action: Action | Actions | What we'll do | How we will achieve this | Key activities
    | What action will we take?
outcome: Outcome | What difference will it make? | Success measures | What success looks like
    | Measure of success
lead: Lead | Who will lead | Responsible Lead | Who's responsible | Lead Dept / Officer
timescale: Timescale | When by | By when | Time Frame | Timeline / deadline
progress: Progress | Progress so far | Update for 2026 | Progress made
?rag/status@rag: RAG | RAG Rating
"""
_SCRUTINY = """
?issue_ref/ref: Rec. | No. | Recommendation No.
issue: Scrutiny Recommendation | Recommendation | Panel recommendation | Committee Recommendation
*response@response: Cabinet Response | Executive Response | Response | Response of the Executive
action: Action | Proposed Action | Action to implement | Action(s) to be taken
*lead_member@person: Executive Member | Cabinet Member | Portfolio holder
lead: Lead Officer | Responsible officer | Officer | Lead Director
timescale: Timescale | Implementation Date | Target Date | Timescale for implementation
progress: Progress | Progress on implementation | Position update | Update at 6 months
"""
_TRACKER = """
issue_ref: Rec No | Recommendation number | Rec ref
*added_on@past: Date raised | Date identified
issue: Recommendation | Recommendations | Agreed recommendation | Recomendation
lead: Owner | Lead | Responsible Officer | Lead Officer | Responsible
timescale: Target date | Due date | Timescale | Implementation Date | Deadline
?status/rag@state: Status | RAG Status | Current status
progress: Progress | Update | Progress update | Latest position | Comments
"""


def _column(line: str) -> Column:
    said, _, headings = line.partition(":")
    field, _, filled = said.strip().partition("@")
    name = field.lstrip("*?-")
    fields = tuple(name.split("/")) if name else ()
    return Column(
        fields,
        "?" in field or not fields,
        not field.startswith("*"),
        filled or fields[0],
        tuple(each.strip() for each in headings.split(" | ")),
    )


FAMILIES = {
    name.strip("_").lower().replace("_", " "): tuple(
        _column(line) for line in text.replace("\n    |", " |").strip().splitlines()
    )
    for name, text in {
        "internal_audit": _INTERNAL_AUDIT,
        "audit_findings": _AUDIT_FINDINGS,
        "hmicfrs": _HMICFRS,
        "cqc": _CQC,
        "patient_safety": _PATIENT_SAFETY,
        "school": _SCHOOL,
        "ofsted": _OFSTED,
        "peer_challenge": _PEER,
        "climate": _CLIMATE,
        "risk_log": _RISK_LOG,
        "project_log": _PROJECT_LOG,
        "meeting_log": _MEETING_LOG,
        "australian_audit": _AUSTRALIAN,
        "us_corrective_action": _US_CORRECTIVE,
        "us_improvement": _US_IMPROVEMENT,
        "us_tasks": _US_TASKS,
        "irish": _IRISH,
        "welsh": _WELSH,
        "safeguarding": _SAFEGUARDING,
        "housing": _HOUSING,
        "fire_risk": _FIRE_RISK,
        "data_protection": _DATA_PROTECTION,
        "equality": _EQUALITY,
        "scrutiny": _SCRUTINY,
        "tracker": _TRACKER,
    }.items()
}
