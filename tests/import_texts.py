"""Legacy plans in our own words, with what text extraction does to them, for the import tests."""

from actionbook.imports.draft import Draft
from actionbook.imports.source import SourceText
from actionbook.imports.understand import draft_of


def draft(text: str) -> Draft:
    """The draft of *text*."""
    return draft_of(SourceText("plan.txt", tuple(text.split("\n")), "UTF-8"))


def table(*rows: tuple[str, ...]) -> str:
    """A plan of one wide table, under a title and the usual headings."""
    lines = [HEADINGS, *rows]
    return "\n".join(["Library Review", "", *("\t".join(row) for row in lines), ""])


def actions(text: str, *fields: str) -> list[tuple[str, ...]]:
    """The chosen *fields* of every action of *text*, in order; blank cells are ""."""
    return [
        tuple(str(row.values.get(field, "")) for field in fields)
        for row in draft(text).tables["Actions"]
    ]


HEADINGS = (
    "No",
    "Issue Identified",
    "Actions Required",
    "Lead Officer",
    "Progress / Outcome",
    "Timescale",
    "Status",
)
PAGE = "\n \n \n\nLibrary Review\n\n"

RECOMMENDATIONS = """

## LIBRARY STRATEGY: RESPONSE TO THE INSPECTORS

## APPROVED MARCH 2026 LEISURE &amp; CULTURE COMMITTEE

## GLOSSARY

BDG\tBranch Development Group
ILS\tInter-Library Service

## RESPONSIBILITIES

KP\tKit Penrose – Head of Libraries
SL\tSal Lowry, Interim Head of Property, Council and Trust
VN\tVera Noakes – Chief Librarian

<b>RECOMMENDATION 4</b>\t\t
Say which branches are to stay open, and by when that will be known\t\t
<b>RESPONSE</b>\t\t
a) The branches are to be judged by one measure\t\t
b) Nothing will be closed before the <i>Reading Year</i> is over\t\t
<b>ACTION</b>\t<b>TIMESCALE</b>\t<b>LEAD</b>
a) Agree the measure with the BDG\tDraft by June 2026, final measure by September 2026\tKP, VN
b) Publish the list of branches\tAs for Rec. 9\t
c) Tell the staff of each branch first:\t\t
i) by letter\tJuly 2026\t
ii) at a meeting\tFrom August 2026\tSL

**PROGRESS with R4**

- a) and b) Measure agreed in May. The list waits for it.

A second reading found two branches with no footfall counter.

- c) (i) Achieved.
- c) (ii) Ditto

<b>RECOMMENDATION 9</b>\t\t
Mend the buildings in the order of need\t\t
<b>RESPONSE</b>\t\t
<p>The survey of 27 <sup>th</sup> January says what is worst.</p> <p>See Rec. 4 too.</p>\t\t
<b>ACTION</b>\t<b>TIMESCALE</b>\t<b>LEAD</b>
a) Survey every roof\tBefore end May 2026\tSL

**APPENDIX B**

<b>ACTION</b>\t<b>TIMESCALE</b>\t<b>LEAD</b>
b) Put the works in order of need\tJune 2026\t
<b>PROGRESS WITH R9</b>\t\t
<p>a) Achieved</p> <p>b) On its way, as under a) above.</p>\t\t

**RECOMMENDATION 2**

Open on the days when people come

**RESPONSE**

To be taken with Recommendations 4 and 9

ACTION\t\tTIMESCALE\tLEAD
a)\ti. Count who comes, and when\t1 April 2026\tVN
\tii. Ask those who do not come\tAt least yearly\tVN/KP / BDG

**PROGRESS with R2**

- a) (i) Counted.
- a) (ii) Completed in April 2026 - the answers are with the BDG.

<b>RECOMMENDATION 7</b>\t\t
Thank the volunteers\t\t
<b>RESPONSE</b>\t\t
To be held every year\t\t
<b>ACTION</b>\t<b>TIMESCALE</b>\t<b>LEAD</b>
Hold a day of thanks in each town\tImmediately\tVN, heads of service
<b>PROGRESS WITH R7</b>\t\t
Held in three towns of five\t\t
"""

THEMES = """Library Peer Review Plan
\t
\tTheme
\tAction
\tLead/Ref

\tPeople and Places

\t1
\tOpening Hours

It matters that branches open when people come.
\t· Count who comes, and when.

· Ask those who do not come.
\tHead of Libraries

Outreach Training

\t2
\tVolunteers are thanked too seldom.
\t· Hold a day of thanks in each town by June 2027.
\tChief Librarian/Lead Member



\tMoney

\t3
\tThe van is old.
\t· Buy a van, as planned for 2027, and
sell the old one in year 2.
\tHead of Libraries

Branch/Section Heads
 \tTheme
\tAction
\tLead/Ref

\tCollections

\t4
\tNobody knows what is on the shelves.
\t· Count the books.

· Weed them.

· Tell the towns.
\tChief Librarian
"""

AREAS = """APPENDIX 3

Work plan of the Harbour Inspection

Area for Improvement: 1. Dredge the channel in time\t\t\t\t
Lead Councillor(s): Harbour Board\t\tLead Directorate(s): Ports, Coast & Rivers\t\t
 What is the Council trying to achieve? A channel that every boat can use \t\t\t\t
Actions:\tOutcomes:\t\tCompleted by:\t
Draw up a programme of dredging\tA channel that is\tdeep enough at low water\tJune 2027\t
Buy a second barge\tWork that does not wait\t\tMay 28\t
Area for Improvement: 2. Hear the fishermen Lead Councillor(s): Harbour Board What is the Council \
trying to achieve? Lead Directorate(s): Ports, Coast & Rivers\t\t
A harbour in which nobody is surprised\t\t
Actions:\tOutcomes:\tCompleted by:
Hold a meeting on the quay\tWhat is planned is known\tWithin six months
\tand is talked over\t

Area for Improvement: 3. Mend the lights Lead Councillor(s): **Lead Directorate(s):** Harbour \
Board Ports. Coast and Rivers **Estates and Works** What is the Council trying to achieve? \
\u2022 Lights that burn **Actions: Outcomes:** Completed by: Survey every lamp No lamp is passed \
over End of March 2027 End\\of May 2028 Replace what is broken

Area for Improvement:\town in the fog
Lead Councillor(s):\tLead Directorate(s):
Safety Panel\tEstates & Works
What is the Council tryi\t
\tip is warned\t
Actions:\tOutcomes:\tCompleted by:
Sound the horn\tEvery ship is warned\tMarch 28

D:\\share\\published\\M0001\\plan.doc

7

Area for Improvement: 5. Learn from the wreck Lead Councillor(s): **Lead Directorate(s):** Safety \
Panel Estates & Works Ports, Coast & Rivers What is the Council trying to achieve? To sail on \
**Actions:** Completed by: **Outcomes:** 1. Write down what was seen \u2022 A book Draft \
completed by 1st May 2027 2. Tell the other harbours They hear of it established\\ by end of \
June 2027

Area for Improvement: 6. Teach the pilots Lead Councillor(s): Safety Panel Lead Directorate(s): \
Estates & Works Actions: Outcomes: Completed by: July 2027 Develop a course for pilots 4th June \
2027 Completion of the first course. Pilots are sure of the channel by night. \
Continuation of visits and \\Ongoing talks."""


REPORT = """ Summary:

This report brings the Harbour Recovery Plan to Members.

Recommendations:

Members are asked to approve:

(1) The Harbour Recovery Plan and how it is to be watched.

(2) The appointment of consultants to survey the quays, paid for from the Ports Fund.

1.0 THE HARBOUR RECOVERY PLAN

1.1
The Harbour Recovery Plan is attached at Appendix B. It answers the Coastal Inspection.

i.     Milestones

The timeframe runs from April 2027 to March 2028, and is not to slip.

ii.
Lead officers for the actions are the Harbour Master and PDT.

iii. Resource Implications

Staff time is the most of it, and will be logged each week.

iv.
Risk Factors

Storms may undo the work, as the Risk Register says.

v) Monitoring

The Ports & Coast Scrutiny Committee will monitor the Harbour Recovery Plan every quarter.

2.0 CONSULTANTS

2.1 Consultants are wanted for the quay survey (Key Issue 4) and dredging (Key Issue 9).

2.2 There is funding in the Ports Fund. The timescale for this will be May – August 2027.

2.3 The Harbour Team will carry out the monitoring of it and report to the Ports Board.

3.0 RECOMMENDATIONS

3.1
Members are asked to approve:

1)
The Harbour Recovery Plan and how it is to be watched.

2)
The appointment of consultants to survey the quays, paid for from the Ports Fund."""
