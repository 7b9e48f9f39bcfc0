r"""
The words that officers date things with, each with the one-letter class the grammar knows.

A timescale is read as a string of these letters ("by the end of June 2014" is `bzezMY`), so
that the grammar is a handful of short patterns over letters, not over spellings.

    M month        S season       Q quarter      T term         y year       f financial year
    A academic     > calendar     Z next/this    p early, mid   e end        K week commencing
    U day, week    k weekday      4 working      7 half         l phase, stage (a label)
    w two, three   o 2nd, 5th     5 a, an        6 per          9 times      L once, twice
    E every        V monthly      8 bi-          3 next, this   z of, the    i in
    b by           B before       t to           < until        g from       G onwards
    a after        h during       H between      j due, finish  O ongoing    C completed
    c complete     X not decided  J to be        q confirmed    = finalised  R as for, see
    " part of      r a ref        I at once      ! when, if     @ meeting    $ holiday
    ~ revised      _ deferred     ? was          ^ review       0 not, part  1 will, be
    2 now          % remainder    # unreadable   ` at least     ' last
    [ first        ] present      \ see          * no meaning   x any other word

Numbers have classes of their own (`figures`); `-`, `/`, `&`, `|` (or), `,`, `;`, `.`, `(` and
`)` stand for themselves. What a word is worth is a tuple of whole numbers: a month its number,
a unit or a recurrence its days and months, a part of a period the codes below.
"""

from typing import Final

__all__ = [
    "EARLY",
    "END",
    "LATE",
    "MID",
    "MODAL_AFTER_MAY",
    "MONTHS",
    "NUMBERS",
    "ORDINALS",
    "PHRASES",
    "RECURRENCES",
    "START",
    "UNITS",
    "VALUED",
    "WORDS",
    "listed",
]


def listed(words: str) -> tuple[str, ...]:
    """The words of a list that is written as a sentence, with spaces."""
    return tuple(words.split())


EARLY, MID, LATE, END, START = 1, 2, 3, 4, 5

MONTHS: Final = listed(
    "january february march april may june july august september october november december"
)

WORDS: Final = {
    "Q": "quarter quarters qtr qtrs q",
    "T": "term terms",
    "y": "year years yr yrs y",
    "f": "fy fye f/y",
    "e": "end yearend",
    "k": "monday mon tuesday tues tue wednesday wed weds thursday thur thurs thu friday fri "
    "saturday sat sunday sun mondays tuesdays wednesdays thursdays fridays",
    "K": "w/c w/b wc",
    "4": "working business",
    "7": "half h",
    "8": "bi",
    "9": "times",
    "6": "per",
    "5": "a an",
    "3": "this coming forthcoming",
    "z": "of the",
    "i": "in",
    "*": "on for at within about around approx approximately circa ca date dates timescale "
    "timescales w/e provisional provisionally latest our its their is has are",
    "l": "phase phases stage stages tier tiers step steps option options priority level levels "
    "version wave waves tranche cohort group module item items appendix annex section page "
    "paragraph para unit task tasks goal objective strand theme point points milestone "
    "milestones table tables number ward room",
    "b": "by",
    "B": "before pre",
    "t": "to through thru",
    "<": "until till til untill",
    "g": "from starting starts start begin begins beginning begining commence commences "
    "commencing commencement wef effective",
    "G": "onwards onward beyond thereafter earliest",
    "a": "after post following",
    "h": "during throughout",
    "H": "between",
    "j": "due deadline target finish finishes finishing completion completing completes conclude "
    "concludes concluding ending ends",
    "O": "ongoing continues continue continued continuing continuous continuously continual "
    "continually continuation underway wip bau rolling permanent permanently indefinite "
    "indefinitely perpetual always",
    "C": "completed done achieved implemented closed cleared delivered finished actioned fulfilled",
    "c": "complete",
    "X": "tbc tba tbd paused suspended undecided undetermined unconfirmed",
    "_": "deferred postponed",
    "q": "confirmed agreed scoped determined decided discussed advised arranged announced notified "
    "clarified negotiated ascertained specified settled",
    "=": "finalised finalized set fixed identified defined established considered timetabled "
    "programmed assessed known",
    "R": "ditto refer",
    "\\": "see",
    "I": "immediately immediate asap straightaway forthwith urgent urgently instantly today "
    "soonest",
    "!": "when whenever if unless upon subject dependent dependant depends depending depend "
    "contingent conditional provided providing pending awaiting awaits await alongside",
    "@": "meeting meetings cabinet committee committees council board boards panel conference agm "
    "report reports election elections inspection workshop workshops forum seminar summit "
    "assembly executive scrutiny budget audit",
    "$": "christmas xmas easter holiday holidays recess whitsun halloween diwali ramadan eid lent "
    "pentecost purdah michaelmas vacation",
    "~": "revised revise slipped slip slippage moved changed amended extended delayed rescheduled "
    "reprofiled rephased",
    "?": "was were originally original previously previous formerly former",
    "^": "review reviews reviewed reviewing revisit revisited",
    "0": "not never nor cannot cant isnt arent wasnt hasnt havent hadnt didnt doesnt partially "
    "partly partial part nearly almost mostly largely substantially mainly some most majority "
    "incomplete few unable no",
    "1": "be being will shall should must would could can might wont expected expects anticipated "
    "anticipate planned scheduled estimated forecast projected aim aims aiming intend intended "
    "need needs likely hope hopefully going proposed propose",
    "2": "now",
    "]": "present",
    "%": "remainder remaining rest outstanding",
    "#": "ago",
    "&": "and",
    "|": "or",
}

# Several words that are one idea; a dash may stand between any two of them.
PHRASES: Final = {
    "*": "week ending|wk ending|week ended|period ending|year ending|year ended|month ending",
    "K": "weeks commencing|weeks beginning|weeks starting|"
    "week commencing|wk commencing|week beginning|wk beginning|week starting|week of",
    "f": "financial year|fiscal year|financial yr|fin year|fin yr|budget year",
    "A": "academic year|school year|academic yr|school yr",
    ">": "calendar year|calendar yr",
    "z": "month of|year of",
    "b": "no later than|not later than|on or before|by or before|latest by|no later then",
    "B": "prior to|in advance of|ahead of|earlier than",
    "t": "up to|through to|on to",
    "<": "up until|up till|through until",
    "g": "with effect from|as from|as of|not before|no earlier than|not earlier than|not until|"
    "no sooner than|on or after|starting from|effective from|commencing from|start from|"
    "beginning from",
    "G": "and beyond|and onwards|and onward|or later|or after|and after",
    "a": "later than",
    "h": "in the course of|over the course of|during the course of",
    "j": "due by|due on|due in|due for|end date|end by",
    "O": "on going|in progress|under way|in hand|in train|business as usual|rolling programme|"
    "rolling program|open ended|until further notice|to date|to present|to the present|"
    "no end date|at all times|never ending|till further notice",
    "C": "in place|signed off",
    "0": "all but|in part",
    "x": "no outstanding|no remaining|no longer|business plan|business case|audit trail|"
    "due course|close of business|to see|will see|rolling out|rolled out|half day",
    "X": "under consideration|under review|under discussion|under negotiation|on hold|"
    "being considered|being scoped|being agreed|not known|no date|date to follow|to follow|"
    "no timescale|no deadline|not set|none set|in abeyance|in discussion",
    "J": "to be|yet to be",
    "I": "as soon as possible|as soon as practicable|as soon as practical|as soon as we can|"
    "as soon as reasonably practicable|as soon as reasonably possible|as soon as is practicable|"
    "with immediate effect|straight away|at once|without delay|right away",
    "R": "as above|as below|as for|as per|as under|as set out|as agreed|as detailed|as outlined|"
    "as described|as stated|as specified|as shown|as listed|as noted|as identified|as defined|"
    "as given|as indicated|as contained|as included|as laid|as in|as before|as previously|"
    "same as|refer to|as with|as recorded|"
    "as documented|as reported|as prescribed|per the|as recommended|as approved|"
    "as planned|as scheduled|as programmed|as timetabled",
    '"': "covered by|covered in|covered under|contained in|included in|incorporated in|"
    "incorporated into|set out in|detailed in|outlined in|addressed by|addressed in|"
    "addressed under|in accordance with|in line with|according to|linked to|links to|link to|"
    "part of",
    "!": "as and when|as soon as|as required|as needed|as necessary|as appropriate|on completion|"
    "on receipt|on appointment|on approval|on publication|to coincide with|in time for|"
    "from the time|at the same time|in parallel|in conjunction|tied to|triggered by|"
    "in the event|at such time|in readiness|following on|at the point|on adoption|on award|"
    "on confirmation|as applicable",
    "$": "new year|bank holiday|may day|new years day|new years eve",
    "~": "put back|pushed back|brought forward|moved back|rolled forward|carried forward|"
    "rolled over|carried over|re scheduled|re profiled|re phased|new date|new target|"
    "new deadline|new timescale",
    "?": "instead of|rather than",
    "^": "re visit",
    "`": "at least|more than|longer than|minimum of|not less than|no less than",
    "@": "annual council|annual general meeting",
}

NUMBERS: Final = listed(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
ORDINALS: Final = listed("first second third fourth fifth sixth seventh eighth ninth tenth")
MODAL_AFTER_MAY: Final = listed(
    "be not need have require include take change also well vary slip only continue become "
    "extend still affect involve result apply start"
)

VALUED: Final[dict[str, tuple[str, tuple[int, ...]]]] = {
    "spring": ("S", (3,)),
    "summer": ("S", (6,)),
    "autumn": ("S", (9,)),
    "winter": ("S", (12,)),
    "early": ("p", (EARLY,)),
    "early part of": ("p", (EARLY,)),
    "mid": ("p", (MID,)),
    "middle": ("p", (MID,)),
    "midway through": ("p", (MID,)),
    "mid way through": ("p", (MID,)),
    "halfway through": ("p", (MID,)),
    "half way through": ("p", (MID,)),
    "late": ("p", (LATE,)),
    "late part of": ("p", (LATE,)),
    "latter part of": ("p", (LATE,)),
    "start of": ("p", (START,)),
    "beginning of": ("p", (START,)),
    "begining of": ("p", (START,)),
    "next": ("3", (1,)),
    "municipal year": ("#", ()),
    "council year": ("#", ()),
    "since": ("g", (1,)),
    "started": ("g", (1,)),
    "commenced": ("g", (1,)),
    "began": ("g", (1,)),
    "begun": ("g", (1,)),
    # How far on, and of what: 0 financial, 1 academic, 2 calendar, 3 month, 4 not said.
    "next financial year": ("Z", (1, 0)),
    "this financial year": ("Z", (0, 0)),
    "current financial year": ("Z", (0, 0)),
    "present financial year": ("Z", (0, 0)),
    "next fy": ("Z", (1, 0)),
    "this fy": ("Z", (0, 0)),
    "current fy": ("Z", (0, 0)),
    "next academic year": ("Z", (1, 1)),
    "this academic year": ("Z", (0, 1)),
    "current academic year": ("Z", (0, 1)),
    "next school year": ("Z", (1, 1)),
    "this school year": ("Z", (0, 1)),
    "next calendar year": ("Z", (1, 2)),
    "this calendar year": ("Z", (0, 2)),
    "next month": ("Z", (1, 3)),
    "this month": ("Z", (0, 3)),
    "end of the month": ("Z", (0, 3)),
    "end of month": ("Z", (0, 3)),
    "month end": ("Z", (0, 3)),
    "next year": ("Z", (1, 4)),
    "this year": ("Z", (0, 4)),
    "last year": ("Z", (-1, 4)),
    "each": ("E", (1,)),
    "every": ("E", (1,)),
    "every other": ("E", (2,)),
    "once": ("L", (1,)),
    "twice": ("L", (2,)),
    "thrice": ("L", (3,)),
    "last": ("'", (-1,)),
    "final": ("'", (-1,)),
    "twenty four": ("w", (24,)),
    "thirty": ("w", (30,)),
}
UNITS: Final = {
    (1, 0): "day days|calendar days",
    (7, 0): "week weeks wk wks",
    (14, 0): "fortnight fortnights",
    (0, 1): "month months mth mths mnth mnths|calendar month|calendar months",
    (-24, 0): "hour hours hr hrs",
}
RECURRENCES: Final = {
    (1, 0): "daily nightly",
    (7, 0): "weekly",
    (14, 0): "fortnightly",
    (14, 0, 1): "biweekly",
    (49, 0): "halftermly",
    (0, 1): "monthly|month on month",
    (0, 2): "bimonthly",
    (0, 3): "quarterly",
    (0, 4): "termly",
    (0, 6): "biannual biannually semiannual semiannually halfyearly",
    (0, 12): "yearly annual annually pa|per annum|year on year",
    (0, 24): "biennial biennially",
    (0, 36): "triennial triennially",
}
