"""
What a lead's words claim: that it is done, that it is not, that it is on track.

"Completed in May" says done; "not yet completed", "to be completed by May", "until achieved",
"phase 1 completed" do not. Each sentence is judged by itself, and only what is said of the action
as a whole is a claim: a sentence about something else counts where all its words are the
action's own. In doubt there is no claim.
"""

import re
from datetime import date
from functools import lru_cache

from actionbook.plan.late import late
from actionbook.plan.timescales import Kind, parse_timescale
from actionbook.rules.standing import alike

__all__ = ["says_done", "says_not_done", "says_nothing", "says_on_track"]


def _words(text: str) -> list[str]:
    return text.split()


_MAYBE_DONE = ("complete", "achieved", "done", "finished", "implemented", "delivered", "closed",
               "in place", "discharged", "100%", "concluded")  # fmt: skip
_MAYBE_NOT_DONE = ("not", "n't", "n’t", "yet", "to be", "incomplete", "part", "nearly", "almost",
                   "%",
                   "per cent", "outstanding", "continu", "in progress", "under way", "underway",
                   "delay", "slip", "behind", "will be", "should be", "remain")  # fmt: skip
_MAYBE_ON_TRACK = ("track", "schedule", "on target", "on course", "time", "as planned", "ahead of",
                   "well", "no issue", "no delay", "no slippage", "no concern", "no problem",
                   "in line", "green")  # fmt: skip
_SENTENCES = late(r"[.;!\n]+(?:\s|$)|\s[-–—]\s|\bbut\b|\bhowever\b|\balthough\b|\bthough\b")
_BREAK = late(r"\s[-–—]\s|\b(?:but|however|although|though)\b")
_BREAKS = ("-", "–", "—", "but", "though", "however")
_DONE = late(
    r"\b(?:completed?|achieved|done|finished|implemented|delivered|closed|discharged|concluded"
    r"|in\s+place)\b|\b100\s?%(?!\s+of\b)(?:\s+complete)?"
)
_LOOSE = late(r"\b(?:implemented|delivered|closed|concluded|in\s+place|discharged)\b")
"""Words that say done of the action, and of much else: they need the action for their subject."""

_WORD = late(r"[\w%’'-]+")
_BLOCKERS = frozenset(
    _words(
        """not never no nor nothing none nobody yet un cannot be being will would should shall could
        can may might must due until till when once after before if unless subject pending whether
        get getting part partly partially mostly largely nearly almost some most many first second
        third initial interim substantially half majority phase phases stage stages step steps
        draft drafts parts element elements remaining rest remainder still outstanding except apart
        other only how what who plans cannot without"""
    )
)
_BLOCKING_STARTS = ("expect", "plan", "aim", "target", "hop", "need", "progress")
_NOT_BLOCKING = frozenset(_words("plan planning target targets progress progressed need"))
"""Words that begin as a blocker does and are none: the plan itself may be what is completed."""
_BLOCKING_ENDS = ("n't", "n’t", "%")

_DEADLINE_AFTER = late(
    r"\s+(?:by|before|within|when|once|until|if|subject|except|apart|other\s+than|for\s+(?:phase"
    r"|stage|the\s+first)|(?:so\s+far|to\s+date)|in\s+part|up\s+to)\b"
)
_OF_A_PART = late(
    r"\s+(?:re\b|regarding|as\s+regards|concerning|in\s+(?:respect|relation|regard)\b|with\s+(?:respect"
    r"|regard)\s+to|in\s+(?:most|some|many|several|one|two|three)\b|for\s+(?:most|some|many|several)\b)"
)
"""After "achieved": it is said of a part of the action, and of the rest nothing."""

_BY_SOMEBODY = late(r"\s+by\s+(?:the\s+)?(?!end|early|mid|late|next|then)[a-z]")
_NOT_FINISHED_AFTER = late(r"\b(?:except|apart\s+from|other\s+than|remain\w*|outstanding)\b")
_ORDER = late(
    r"^\W*complete\s+(?:the|a|an|all|any|this|these|our|its|and\s+(?!\w+ed\b)\w+|\w+\s+of)\b"
)
_OF_THE_ACTION = frozenset(
    _words(
        """it this that these all everything the has have had is are was were now been fully already
        successfully since action actions task tasks work works project projects item items
        objective objectives recommendation recommendations rec recs recc reccs target targets both
        also as of update status progress january february march april june july august september
        october november december q1 q2 q3 q4 and which on in at so yes well entirely wholly rate
        rated blue green agreed signed off formally duly finally our we i requirement requirements
        deliverable deliverables measure measures milestone"""
    )
)
_MORE_TO_COME = late(
    r"\b(?:remain\w*|outstanding|still|not|yet|under\s?way|in\s+progress|awaiting|ongoing|continu\w+"
    r"|to\s+be|will|next|remainder|rest|further|due|now\s+\w+ing|delay\w*|slipp\w+)\b"
)
_STILL_TO_DO = late(
    r"\b(?:remains?\s+(?:to|outstanding)|outstanding|not\s+yet|yet\s+to|still\s+(?:to|being|in|under))\b"
)
_NOT_DONE = late(
    r"\bnot\s+(?:yet\s+|been\s+|fully\s+|quite\s+|all\s+|be\s+){0,2}(?:complete|achieved|done|finish"
    r"|started?|begun|implement|deliver|in\s+place|met)"
    r"|\b(?:has|have|is|are|was|were)n['’]t\s+(?:yet\s+|been\s+)*(?:complete|achieved|done|finish"
    r"|start|begun|implement|deliver)"
    r"|\byet\s+to\s+(?:be\s+)?\w+|\b(?:still|remains?)\s+to\s+be\b|\bincomplete\b"
    r"|\b(?:to|will|should)\s+be\s+(?:completed?|achieved|finished|implemented|delivered)\b"
    r"|\b(?:part|partly|partially|nearly|almost)[\s-]+(?:complete|achieved|done|finish|implement"
    r"|deliver|met)\w*"
    r"|\b(?:\d|[1-9]\d)\s?(?:%|per\s?cent)\s+(?:complete|done|achieved)"
    r"|\b(?:is|are|remains?|still)\s+outstanding\b|\bwork\s+(?:is\s+)?continu\w+"
)
_HARDLY_DONE = late(
    r"\b(?:in\s+progress|under\s?way|is\s+delayed|are\s+delayed|been\s+delayed|delayed\s+(?:by|until"
    r"|due|because|to)|has\s+slipped|have\s+slipped|behind\s+schedule)\b|^\W*(?:delayed|slipped)\b"
)
_NOTHING_LEFT = late(r"\b(?:nothing|no\s+\w+|no\s+longer|none)\b[^.;]*\b(?:outstanding|remain)")
_ON_TRACK = late(
    r"\b(?:on\s+(?:track|schedule|target|course|time)|to\s+(?:schedule|time)|as\s+planned"
    r"|ahead\s+of\s+(?:schedule|time|plan|target)|progressing\s+well|going\s+well|well\s+under\s?way"
    r"|no\s+(?:issues|delays?|slippage|concerns|problems)|in\s+line\s+with\s+(?:the\s+)?(?:plan"
    r"|timescales?|timetable|schedule|programme)|within\s+(?:the\s+)?timescales?|rag\W{1,3}green"
    r"|rated\s+green|(?:is|remains|status\W{1,3})\s*green|^\W*green\W*$)"
)
_NO_CLAIM = late(
    r"\b(?:not|never|no\s+longer|un\w+|off|back|until|was|were|had|would|should|could|if|when|once"
    r"|get|getting|bring|bringing|put|keep|unless|hop\w+|need\w*|\w+n['’]t|longer|aim\w*)\b"
    r"|(?:%|\bper\s?cent)\s+of\b"
)
_LONGEST_NOTHING = 60
_NOTHING_SAID = late(
    r"(ditto|do|(as|see)\s+(per\s+)?(above|below|before|previous(ly)?|last\s+(time|period|quarter"
    r"|month|update|report))|same(\s+as\s+(above|before|last\s+\w+))?|on-?\s?going|continu(es|ing|ous)"
    r"|in\s+progress|work\s+in\s+progress|wip|no\s+(further\s+)?(change|update|progress|comments?"
    r"|report|news)s?(\s+(to\s+report|this\s+(period|quarter|month)|since\s+last\s+\w+))?"
    r"|nothing\s+(further\s+)?to\s+(report|add|note)|unchanged|n/?a|nil|none|tbc|tba|tbd"
    r"|to\s+be\s+(confirmed|advised|updated)|update\s+(awaited|to\s+follow)|awaiting\s+update"
    r"|noted?|ok(ay)?|yes|see\s+(status|rag|evidence|notes?)|x+|-+|\?+|\.+"
    r"|(work|action|this|it)\s+(is\s+)?(ongoing|continu(es|ing)|in\s+progress))"
)


def says_nothing(text: str) -> bool:
    """Whether the words report nothing: "Ditto", "As above", "Ongoing", "No change"."""
    return len(text) <= _LONGEST_NOTHING and _is_nothing(alike(text))


@lru_cache(maxsize=4096)
def _is_nothing(text: str) -> bool:
    words = " ".join(text.split()).strip(" .,:;!()[]\"'-–—…").casefold()
    return bool(text.strip()) and (
        not words or _NOTHING_SAID.fullmatch(words.replace("–", "-")) is not None
    )


def says_done(text: str, action: str, by: date | None) -> bool:
    """
    Whether the words claim that the action, whose text is *action*, is done.

    A completion that they date after the day *by*, the period's last, is still to come.
    """
    # How many there are of what is judged only by a "%" behind it.
    if not _may_claim(text if "%" in text else alike(text)):
        return False
    sentences = [part for part in _SENTENCES.split(text.casefold()) if part and part.strip()]
    for at, sentence in enumerate(sentences):
        whole = _claim_of(sentence, action, by)
        others = sentences[:at] + sentences[at + 1 :]
        if whole is True and not any(_STILL_TO_DO.search(other) for other in others):
            return True
        if whole is False and not any(_MORE_TO_COME.search(other) for other in others):
            return True
    return False


@lru_cache(maxsize=4096)
def _may_claim(text: str) -> bool:
    """Whether some "completed" has nothing before it in its sentence that makes it no claim."""
    folded = text.casefold()
    if not any(map(folded.__contains__, _MAYBE_DONE)):
        return False
    for found in _DONE.finditer(folded):
        before = folded[: found.start()]
        opening = max(before.rfind("."), before.rfind(";"), before.rfind("!"), before.rfind("\n"))
        said = before[opening + 1 :][-200:]
        # Most are blocked by a word that stands between two spaces, and need no closer look.
        if _BLOCKERS.isdisjoint(said.split()) and not _is_blocked(_WORD.findall(said)):
            return True
        if any(map(before.__contains__, _BREAKS)) and _BREAK.search(before, opening + 1):
            return True
    return False


def _claim_of(sentence: str, action: str, by: date | None) -> bool | None:
    """True: done, of the action as a whole; False: of what the action is about; None: no claim."""
    found = _DONE.search(sentence)
    if found is None or sentence.rstrip().endswith("?") or _ORDER.match(sentence):
        return None
    before, after = _WORD.findall(sentence[: found.start()]), sentence[found.end() :]
    if _is_blocked(before) or _counts_some(before, action) or _is_to_come(after, by):
        return None
    if found[0] == "closed" and re.match(r"\s+(?:to|for|on|at|in)\b", after):
        return None
    subject = [word for word in before if not _is_of_the_action(word)]
    if not subject:
        # "Done" and "in place" open many a sentence that goes on to something else.
        goes_on = any(not _is_of_the_action(word) for word in _WORD.findall(after))
        return True if before or not _LOOSE.match(found[0]) or not goes_on else None
    if _LOOSE.match(found[0]) and len(subject) < 2:  # noqa: PLR2004 - "policy in place" is little
        return None
    return False if _all_words_of(action, subject) else None


def _counts_some(before: list[str], action: str) -> bool:
    """Whether the words count things, "20 in place": of how many, nobody says. 2026 is a year."""
    count = before[-1] if before else ""
    is_count = count.isdigit() and len(count) < 4  # noqa: PLR2004 - 2026
    return is_count and count not in action and "all" not in before


def _is_blocked(before: list[str]) -> bool:
    """Whether a word *before* "completed" makes it no claim: a "not", a "will", a part."""
    return not _BLOCKERS.isdisjoint(before) or any(map(_blocks, before))


def _blocks(word: str) -> bool:
    if word.endswith(_BLOCKING_ENDS):
        return True
    return word.startswith(_BLOCKING_STARTS) and word not in _NOT_BLOCKING


def _is_of_the_action(word: str) -> bool:
    """Whether *word* says nothing but that the action itself is spoken of, or when."""
    return word in _OF_THE_ACTION or word[:1].isdigit()


def _is_to_come(after: str, by: date | None) -> bool:
    if _NOT_FINISHED_AFTER.search(after) or _OF_A_PART.match(after):
        return True
    if _DEADLINE_AFTER.match(after) and not _BY_SOMEBODY.match(after):
        return True
    if by is None or not any(mark.isdigit() for mark in after):
        return False
    read = parse_timescale(after.strip(" :,-()"), reference=None)
    return read.kind in (Kind.DATE, Kind.WINDOW) and read.due is not None and read.due > by


def _all_words_of(action: str, subject: list[str]) -> bool:
    """Whether the action says all the words of *subject*, endings apart."""
    said = {word[:5] for word in re.findall(r"\w{3,}", action.casefold())}
    words = [word for word in (re.sub(r"\W", "", each) for each in subject) if len(word) > 2]  # noqa: PLR2004
    return bool(words) and all(word[:5] in said for word in words)


def says_not_done(text: str) -> bool:
    """Whether the words claim that something of the action is still to be done."""
    folded = text.casefold()
    if not any(map(folded.__contains__, _MAYBE_NOT_DONE)):
        return False
    if _NOTHING_LEFT.search(folded):
        return False
    if _NOT_DONE.search(folded):
        return True
    return _HARDLY_DONE.search(folded) is not None and _DONE.search(folded) is None


def says_on_track(text: str) -> bool:
    """Whether the words claim that the action will be done in time."""
    folded = text.casefold()
    if not any(map(folded.__contains__, _MAYBE_ON_TRACK)):
        return False
    for sentence in _SENTENCES.split(folded):
        found = _ON_TRACK.search(sentence or "")
        if found is not None and not _NO_CLAIM.search(sentence[: found.start()]):
            return True
    return False
