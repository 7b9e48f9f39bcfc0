"""AB6xx: what the public would see, and should not."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from actionbook.plan.cells import CellRef
from actionbook.plan.late import late
from actionbook.plan.model import Action, Plan
from actionbook.rules.catalogue import Hit, Hits, Severity, rule
from actionbook.rules.phrases import brief, lacks, opening, quoted, the_action
from actionbook.rules.standing import alike, having
from actionbook.rules.text_cells import Block, TextCell, public_blocks

__all__ = [
    "exempt_without_paragraph",
    "own_network_path",
    "personal_data",
    "publication_blank",
    "watch_word",
]

_EXEMPT = late(r"(exempt|part\s*(?:2|ii)\b|pink)", re.IGNORECASE)
_PARAGRAPH = late(r"(?:para(?:graph)?s?\.?|sch(?:edule)?\.?\s*\w+|\s)\s*(\d{1,2})", re.IGNORECASE)
_PARAGRAPHS: Mapping[str, range] = {
    "england": range(1, 8),
    "wales": range(1, 19),
    "scotland": range(1, 16),
    "northern ireland": range(1, 8),
}
"""
The paragraphs by which each nation exempts: Schedule 12A, 7A or 6 of its own Act.

Those of Wales are 12 to 18; the drop-down offers 1 to 7 everywhere, and is taken at its word.
"""

_PERSONAL: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (what, late(pattern, re.IGNORECASE))
    for what, pattern in (
        ("an e-mail address", r"[\w.+-]+@[\w-]+\.[\w.-]*\w"),
        (
            "a telephone number",
            r"(?<![\d,.£-])(?:\+44[\s()]{0,2}0?\)?\s?|\(?0)(?:\d[\s()-]{0,2}){9,10}(?!\d)",
        ),
        ("a National Insurance number", r"\b[A-Z]{2}\s?(?:\d\d\s?){3}[A-D]\b"),
        (
            "an NHS number",
            r"\bnhs\s+(?:no|number)\W{0,3}\d|(?<!\d)\d{3}[ -]\d{3}[ -]\d{4}(?!\d)",
        ),
        ("a date of birth", r"\b(?:date\s+of\s+birth|d\.?o\.?b\.?|born\s+on)(?!\w)"),
        (
            "a home address",
            r"\b\d{1,4}[a-z]?,?\s+(?:\w+\s+){1,3}(?:street|road|avenue|lane|close|drive|way"
            r"|crescent|gardens|terrace|st|rd|ave)\b.{0,40}?\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"
            r"|\bhome\s+address\b",
        ),
        ("a bank account", r"\b(?:sort\s+code|account\s+(?:no|number))\W{0,3}\d"),
        (
            "somebody's health",
            r"\b(?:on|his|her|their)\s+(?:long-term\s+)?(?:sick(?:ness)?\s+(?:leave|absence)"
            r"|maternity\s+leave|pregnancy|illness)\b|\boff\s+sick\b|\blong-term\s+sick\b"
            r"|\bdiagnosed\s+with\b|\b(?:his|her|their)\s+medical\s+condition\b",
        ),
        ("a passport number", r"\bpassport\s+(?:no|number)\b"),
    )
)
_AS_SHAPE = bytes.maketrans(b"123456789BCDEFGHIJKLMNOPQRSTUVWXYZ", b"000000000" + b"A" * 25)
"""Every figure as 0 and every capital as A: so that 07700 900123 and AB1 2CD have one shape."""

_FIGURE_MARKS = (
    b"000000",
    b"0000 0",
    b"000 0",
    b"000) 0",
    b"00000-0",
    b"000-000",
    b"00 00 00",
    b"0AA",
    b"@",
)
_WORD_MARKS = (
    "nhs n", "of birth", "dob", "d.o.b", "born on", "sort code", "account n",
    "sick", "maternity leave", "pregnancy", "illness", "diagnosed", "medical c", "passport n",
    "home address",
)  # fmt: skip
_OFFICE = late(
    r"^(?:info|enquir\w*|contact\w*|admin|office|mail|post|help\w*|feedback|support|press|media"
    r"|democratic\.?services|committees?|scrutiny|customer\.?\w*|reception|councillors?|members"
    r"|clerk|legal|hr|comms|communications|planning|housing|audit|foi|dpo|complaints|team|hello)[@.]",
    re.IGNORECASE,
)
_PATH = late(
    r"(?<![A-Za-z])[A-Za-z]:[\\/](?!/)[^\s]|\\\\[\w.-]+\\|\bfile:/|(?:^|\s)/(?:home|mnt|srv|users)/\w"
    r"|https?://(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|[\w-]+(?=[/:\s]|$)|[\w.-]*\b(?:intranet|internal"
    r"|sharepoint|corp|local|lan)\b[\w.-]*)|\b[\w-]+\.sharepoint\.com|\bintranet\.[\w.]+"
    r"|\b[\w-]+\.(?:local|lan|corp|internal)\b(?=[/\s:]|$)",
    re.IGNORECASE,
)


@rule("AB601", Severity.WARNING, since="0.1")
def publication_blank(plan: Plan, _on: date) -> Hits:
    """
    An action whose Publication is blank.

    Why: nothing is published unless it says Public, and an appendix waits until every row says.
    Example: Publication "".
    Instead: "Public"; or "Internal", "Confidential" or "Exempt para 3".
    """
    for action in having(plan, lambda said: not said.strip(), "publication"):
        if not lacks(action, "publication"):
            yield Hit.of(
                action,
                action.cell("publication"),
                f"{opening(action)} does not say whether it may be published.",
                "Choose Public, Internal, Confidential or an exemption.",
            )


@rule("AB602", Severity.ERROR, since="0.1", blocks=True)
def exempt_without_paragraph(plan: Plan, _on: date) -> Hits:
    """
    An exempt action without the paragraph that exempts it.

    Why: the press and public may be kept out only under a paragraph of the Act, named in advance.
    Example: Publication "Exempt"; or "Exempt para 9", where England has seven.
    Instead: "Exempt para 3".
    Settings: "Nation" says which paragraphs there are.
    """
    nation = " ".join(plan.settings.nation.split()).casefold()
    allowed = _PARAGRAPHS.get(nation, range(1, 100))

    def is_in_want(said: str) -> bool:
        return _EXEMPT.match(said.strip()) is not None and not _names_one(said, allowed)

    for action in having(plan, is_in_want, "publication"):
        said = quoted(action.publication)
        yield Hit.of(
            action,
            action.cell("publication"),
            f"{opening(action)} is exempt, but {said} names no paragraph of the Act.",
            f"Choose it with its paragraph, {allowed.start} to {allowed.stop - 1}.",
        )


def _names_one(said: str, allowed: range) -> bool:
    rest = _EXEMPT.sub(" ", said, count=1)
    return any(
        int(number) in allowed for number in re.findall(r"(?<![\dA-Za-z])\d{1,2}(?!\d)", rest)
    )


def _hits(
    plan: Plan,
    passes: Callable[[Block], bool],
    wanted: Callable[[str], object],
    said: Callable[[TextCell], tuple[str, str]],
) -> Iterator[Hit]:
    told: set[CellRef] = set()
    for block in public_blocks(plan):
        if passes(block):
            continue
        for cell in block.cells(wanted):
            if cell.at not in told:
                told.add(cell.at)
                yield cell.hit(*said(cell))


def _whose(cell: TextCell) -> str:
    record = cell.record
    if isinstance(record, Action):
        return the_action(record)
    return f"issue {brief(record.ref)}" if record.ref else "this issue"


@rule("AB603", Severity.WARNING, since="0.1")
def personal_data(plan: Plan, _on: date) -> Hits:
    """
    Something that looks like personal data, where the public would see it.

    Why: what is published cannot be called back, and somebody's data is not ours to give out.
    Example: "Ring Jo on 07700 900123" in Progress of a public row.
    Instead: "Ring the service manager".
    Settings: looked at in the columns that are published, of rows that are Public. An office's
    own address, such as enquiries@, is nobody's.
    """

    def said(cell: TextCell) -> tuple[str, str]:
        return (
            f"What looks like {_personal(cell.text)} stands in {_whose(cell)}, which is public.",
            "Take it out, or choose Internal.",
        )

    yield from _hits(
        plan, lambda block: not _may_be_personal(block.joined, block.folded), _personal, said
    )


def _may_be_personal(text: str, folded: str) -> bool:
    """Whether *text* has any mark of personal data: a quick look at all the cells of a block."""
    figures = text.encode("utf-8", "surrogatepass").translate(_AS_SHAPE)
    return any(map(figures.__contains__, _FIGURE_MARKS)) or any(
        map(folded.__contains__, _WORD_MARKS)
    )


def _personal(text: str) -> str:
    """What kind of personal data *text* seems to hold, "" for none; never the data itself."""
    if not _may_be_personal(text, text.casefold()):
        return ""
    for what, pattern in _PERSONAL:
        for found in pattern.finditer(text):
            if "@" not in found[0] or not _OFFICE.match(found[0]):
                return what
    return ""


@rule("AB604", Severity.WARNING, since="0.1")
def watch_word(plan: Plan, _on: date) -> Hits:
    """
    A word that should make one think twice, in a row that is public.

    Why: redundancies, discipline, counsel's advice and fraud are told to those concerned first.
    Example: "Counsel's opinion awaited" in Progress of a public row.
    Instead: "Advice awaited"; or Publication "Exempt para 5".
    Settings: "Watch-words", parted by semicolons.
    """
    pattern = _watch(plan.settings.watch_words)
    if pattern is None:
        return
    find = pattern.search

    def said(cell: TextCell) -> tuple[str, str]:
        found = find(cell.text.casefold())
        word = found[0] if found else ""
        return (
            f"{quoted(word).capitalize()} stands in {_whose(cell)}, which is public.",
            "Say it otherwise, or choose Internal or an exemption.",
        )

    words = tuple(map(alike, _watch_words(plan.settings.watch_words)))

    def passes(block: Block) -> bool:
        return not any(map(block.folded.__contains__, words))

    yield from _hits(plan, passes, lambda text: find(text.casefold()), said)


def _watch_words(setting: str) -> tuple[str, ...]:
    words = (" ".join(word.split()).casefold() for word in re.split(r"[;,\n]", setting))
    return tuple(word for word in words if word)


@lru_cache(maxsize=16)
def _watch(setting: str) -> re.Pattern[str] | None:
    words = _watch_words(setting)
    if not words:
        return None
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


@rule("AB605", Severity.WARNING, since="0.1")
def own_network_path(plan: Plan, _on: date) -> Hits:
    r"""
    A path, a network name or an intranet address, where the public would see it.

    Why: nobody outside can follow it, and it shows how the network is laid out.
    Example: "\\\\server\\plans\\quay.docx" in Progress of a public row.
    Instead: the link to the published document, or its title.
    Settings: looked at in the columns that are published, of rows that are Public.
    """
    marks = ("\\", ":/", "://", "/home/", "/mnt/", "/srv/", "/users/", "intranet", ".local", ".lan",
             ".corp", ".internal", "sharepoint")  # fmt: skip

    def passes(block: Block) -> bool:
        return not any(map(block.folded.__contains__, marks))

    def said(cell: TextCell) -> tuple[str, str]:
        found = _PATH.search(cell.text)
        place = found[0].strip() if found else ""
        return (
            f"A place on the council's own network, {quoted(place)}, stands in {_whose(cell)}, "
            "which is public.",
            "Take it out, or link to what is published.",
        )

    yield from _hits(plan, passes, _PATH.search, said)
