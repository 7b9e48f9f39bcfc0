"""What sort of lead a name is, told from its words alone: the words that councils use."""

import re
from functools import lru_cache
from typing import Final

from actionbook.plan.late import late
from actionbook.plan.model import LeadKind

__all__ = [
    "AS_ABOVE",
    "BLANK",
    "LABEL",
    "NOBODY",
    "classify",
    "goes_on",
    "is_bare_office",
    "is_crowd_by_its_end",
    "is_department",
    "is_post_by_its_end",
    "is_short",
    "is_sure",
    "lead_key",
    "rank_of",
]

_LONGEST = 200  # characters: what is longer is prose, not a name

BLANK: Final = late(r"[\W_]*|n\W{0,2}a\W?|nil", re.IGNORECASE)
"""A cell with nothing in it but marks: it says no more than an empty one."""

NOBODY: Final = late(
    r"(to\s+be|tb[acd]\b|none\b|nobody\b|vacan(t|cy)\b|unassigned\b|not\s+(yet\s+)?"
    r"(known|assigned|agreed|allocated)|unknown\b|various\b|\?).*",
    re.IGNORECASE | re.DOTALL,
)
"""Words that say there is no lead yet: nobody leads, and nobody is inherited."""

LABEL: Final = late(
    r"^\s*(?:(?:lead|responsible|accountable|supporting)(?:\s+officer)?|support|owner)\s*:\s*",
    re.IGNORECASE,
)
"""What some print before a name, and no part of it: "Lead officer: "."""

AS_ABOVE: Final = late(
    r"[(\[]?(as|see)\s+(per\s+)?(above|previous(ly)?|before)\W*|ditto\W*|do\.|same(\s+(as\s+)?above)?\W*"
    r"|[\"'”“″〃,]{1,2}",
    re.IGNORECASE,
)
"""Words that take the lead of the row before."""

# The crowds that a council calls by letters. Nobody of them answers for an action.
_CROWDS = (
    "smt",
    "cmt",
    "emt",
    "slt",
    "clt",
    "elt",
    "dmt",
    "dmts",
    "cmb",
    "cmg",
    "emg",
    "omt",
    "pmg",
)
_SHORT = ("hr", "it", "ict")
_DEPARTMENTS = ("hr", "it", "ict", "pr", "od", "cs", "oss", "f and r", "c and yp", "r and d")
_BOARD_LETTERS = ("executive", "o and s", "osc", "lsp", "lsb", "hwb", "cssp", "csp", "fgb", "pcc")

_CROWD = late(
    r"""(?!(board|committee|((vice|deputy|co)[\s-]+)?(chair(man|woman|person)?|clerk|secretary
        |leader|head|director))\s+(of|to)\b)(?:(all|every|each)\b.* | everyone | everybody | staff
    | services | teams
    | members?\s+and\s+officers?
    | ((corporate|senior|strategic|extended|joint|service|executive|directorate|wider|directors?
        |chief\s+officers?)['’]?s?\s+)*(management|leadership)\s+(team|board|group)s?
    | (?!.*\b(chair|vice-chair|leader|head|director|secretary|clerk|advis[eo]r|officer|manager
        |champion|governor)\s+(of|for|to)\b)
      ([\w’'&-]+\s+){0,4}(members|councillors|cllrs|employees|colleagues|partners|residents|heads
      |directors|managers|officers|leaders|holders|chairs|chairmen|chairpersons|champions|leads
      |executives|supervisors|governors|trustees|headteachers|commanders|unions|stakeholders)
    | ((service|group|team|section|department|departmental|unit|function)(/|\s+))+
      (heads|managers|leaders|leads)
    | (executive|exec|directors['’]?)\s+team
    | ([\w’'&-]+\s+){0,2}(heads|directors|chairs|leaders|managers|members)\s+of\b.*)""",
    re.IGNORECASE | re.VERBOSE,
)
_BOARD = late(
    r"""(?!.*\b(of|for|to)\b)(.*\b)?
        (board|committee|cabinet|council|panel|forum|commission|partnership|authority|group
        |governing\s+body|task\s+force|working\s+party|scrutiny|executive\s+board)
    | (board|committee)\s+of\b.*""",
    re.IGNORECASE | re.VERBOSE,
)
_ROLES = (
    r"manager|mgr|officer|director|head|leader|lead|accountant|solicitor|advis[eo]r|analyst"
    r"|co-?ordinator|auditor|planner|engineer|surveyor|architect|lawyer|treasurer|secretary|clerk"
    r"|chair|chairman|chairperson|holder|member|executive|master|mayor|champion|assistant"
    r"|consultant|specialist|administrator|controller|inspector|librarian|commander|governor"
    r"|supervisor|warden|senco|sendco|councillor|sponsor|registrar|principal|headteacher|commissioner"
    r"|business\s+partner"
)
_RANK = r"(?:sdo|ado|aco|dco|acfo|dcfo|supt|insp)"
_FUNCTION = (
    r"(?:training|support|services|operations|personnel|resources|safety|response|prevention"
    r"|protection|policy|planning|performance)"
)
_POST = late(
    rf"""((the|interim|acting|deputy|assistant|asst\.?|associate|joint|corporate|executive
        |strategic|group|senior|lead|statutory|vice)[\s-]+)*
      ((head|director|chief|leader|chair|portfolio|(cabinet|lead)\s+member)\b.* |
        ({_ROLES})(\s+(of|for|to)\b.*)?)
    | ([\w’'&/.-]+,?\s+)+({_ROLES})(\s+(of|for|to)\b.*|\s+[–—-]\s.*)?
    | (area|district|group|regional)\s+(manager|commander)\s+(north|south|east|west|central)
    | (area|district|group|regional|service|general|programme|project)\s+manager
      \s+(?!and\b)(?=.*\b(and|&|services?|operations|highways|transport|housing|waste|planning
        |environment|response|prevention|protection|safety|finance|support|care)\b).*
    | {_RANK}\s+{_FUNCTION}\b.*
    | s\.?\s*151(\s+officer)? | ceo | cfo | cx | cex""",
    re.IGNORECASE | re.VERBOSE,
)
# "Assistant Director, Housing and Communities": what follows the comma is what they direct.
_OFFICE = (
    r"((assistant|deputy|corporate|strategic|executive|associate|interim|acting|service)\s+)*"
    r"(director|head|manager|head\s+of\s+service|(cabinet|lead)\s+member|portfolio\s+holder)"
)
_BARE_OFFICE = late(_OFFICE, re.IGNORECASE)
_GOES_ON = late(
    r".*\b(heads?|directors?|managers?|portfolio\s+holder|member|officer|leads?|chair)\b"
    r"(\s+(of|for)\b.*|(?<=head|ctor|ager)\s+\S.*)"
    rf"|{_OFFICE},\s.*",
    re.IGNORECASE,
)
_BY_ITS_END = late(rf"([\w’'&/.-]+\s+)+({_ROLES})", re.IGNORECASE)
_LAST_WORD = late(r"(?:.*\b)?(\w+|dept\.)", re.IGNORECASE)
_TEAM_WORDS = """
    team teams service services section unit dept dept. department directorate division office
    bureau comms communication communications imp improvement support training review audit
    development finance performance planning resources governance legal housing democratic
    procurement policy marketing regeneration transformation facilities property partnerships
    learning association agency organisation institute university college trust society federation
    police
"""
_TEAMS = frozenset(_TEAM_WORDS.split())
_TITLE = (
    r"(?:cllr|councillor|mr|mrs|ms|miss|mx|dr|sir|dame|lord|lady|prof|professor|rev|dco|aco|acfo"
    r"|dcfo|supt|insp)\.?\s+"
)
_RANKED = late(r"((?i:sdo|ado|aco|dco|acfo|dcfo|cfo|cso|ceo|dcc|acc|supt|insp))\.?\s+[A-Z].*")
_TITLED = late(rf"(?i:{_TITLE})+(?!(?i:{_FUNCTION}))[A-Z].*")
# Words that no person's name has, though they are written with a capital as names are.
_NO_NAME_WORDS = """
    people adult adults child children families youth community communities health wellbeing
    social care environment environmental public safety regulatory enforcement growth economy
    economic leisure culture transport highways waste recycling parking customer customers
    citizens business digital data system systems information technology corporate strategy
    strategic local regional national trade union unions unison gmb side internal external
    voluntary sector delivery project projects programme programmes management insight
    intelligence research equality equalities diversity emergency resilience risk insurance
    assurance estates asset assets licensing electoral elections registration democratic scrutiny
    council councils parish county district borough operations operational human resource benefits
    revenues tax payroll exchequer team contracts commissioning quality schools education skills
    employment tourism museums archives libraries climate energy carbon sustainability
    neighbourhood neighbourhoods tenants homelessness service services infrastructure nhs
    engagement staff partners consultant consultants contractor contractors associates body
"""
_IN_NO_NAME = frozenset(_NO_NAME_WORDS.split())
_PERSON = late(
    r"(?:[A-Z]\.?\s?){1,3}\s*[A-Z][a-zà-ÿ’']+(?:[- ][A-Z][a-zà-ÿ’']+)?"
    r"|[A-Z][a-zà-ÿ]+(?:[- ](?:[A-Z][\w’'-]*|de|van|von|da|di|la|al|bin|ap)\.?){1,3}"
)
_INITIALS = late(
    r"[A-Z]{2,4}|(?:[A-Z]\.\s?){2,4}|[A-Z](?:\s[A-Z]){1,3}"
    r"|[A-Z](?:\.[A-Z]){1,3}\.?|[A-Z]{1,2}(?:Mc|Mac|[O’'])[A-Z]?|[A-Z]{1,2}[a-z][A-Z]"
)
_BY_LETTERS = {
    **dict.fromkeys(_CROWDS, LeadKind.GROUP),
    **dict.fromkeys(_BOARD_LETTERS, LeadKind.BOARD),
    **dict.fromkeys(_DEPARTMENTS, LeadKind.TEAM),
}
_IN_ORDER = (
    (_TITLED, LeadKind.PERSON),
    (_CROWD, LeadKind.GROUP),
    (_BOARD, LeadKind.BOARD),
    (_POST, LeadKind.POST),
)
_NAMES = (
    (_INITIALS, LeadKind.INITIALS),
    (_PERSON, LeadKind.PERSON),
)


def lead_key(name: str) -> str:
    """A name as it is compared: without case, a leading "the", or "&" for "and"."""
    words = name.casefold().replace("’", "'").replace("&", " and ").split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


@lru_cache(maxsize=4096)
def classify(name: str) -> LeadKind:
    """The kind that *name* has by its words; what nothing tells is a team."""
    words = re.sub(r"\s*\([^()]*\)\s*", " ", name).strip() or name
    if len(words) > _LONGEST:
        return LeadKind.TEAM
    by_letters = _BY_LETTERS.get(lead_key(words).replace(".", "").replace("'", ""))
    if by_letters is not None:
        return by_letters
    for shape, kind in _IN_ORDER:
        if shape.fullmatch(words):
            return kind
    if _ends_as_a_team(words):
        return LeadKind.TEAM
    if _INITIALS.fullmatch(words):
        return LeadKind.INITIALS
    is_name = _PERSON.fullmatch(words) and _IN_NO_NAME.isdisjoint(_words(words))
    return LeadKind.PERSON if is_name else LeadKind.TEAM


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())


def _ends_as_a_team(name: str) -> bool:
    found = _LAST_WORD.fullmatch(name)
    return found is not None and found[1].casefold() in _TEAMS


def rank_of(name: str) -> str:
    """The rank that stands before a surname, as the post it tells: DCO of "DCO House"; else ""."""
    ranked = _RANKED.fullmatch(name)
    return ranked[1] if ranked and classify(name) is LeadKind.PERSON else ""


def is_bare_office(name: str) -> bool:
    """Whether *name* says no more than "Assistant Director": of what may follow a comma."""
    return _BARE_OFFICE.fullmatch(name) is not None


def is_short(name: str) -> bool:
    """Whether *name* is letters that a council calls a department by: "HR"."""
    return lead_key(name) in _SHORT


def is_sure(name: str) -> bool:
    """Whether *name* is a lead by itself, whatever stands beside it."""
    return classify(name) is not LeadKind.TEAM


def is_department(name: str) -> bool:
    """Whether *name* is a team by a word that says so: "Internal Comms", "HR"."""
    return lead_key(name) in _DEPARTMENTS or (
        classify(name) is LeadKind.TEAM and _ends_as_a_team(name)
    )


def goes_on(name: str) -> bool:
    """Whether *name* is a post whose title may go on: "Head of Marketing" (and ...)."""
    return _GOES_ON.fullmatch(name) is not None


def is_post_by_its_end(name: str) -> bool:
    """Whether only the last word makes *name* a post: "(Policy &) Communications Manager"."""
    return _BY_ITS_END.fullmatch(name) is not None and classify(name) is LeadKind.POST


def is_crowd_by_its_end(name: str) -> bool:
    """Whether only the last word makes *name* a crowd: "(Audit &) Governance Committee"."""
    first, _, last = name.rpartition(" ")
    kind = classify(name)
    if kind is LeadKind.BOARD:
        return bool(first) and classify(last) is LeadKind.BOARD
    return kind is LeadKind.GROUP and is_department(first)
