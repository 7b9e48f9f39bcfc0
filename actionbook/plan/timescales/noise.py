"""
What scanning, copying and web pages leave in a cell, taken out: it changes nothing.

Stray backslashes, every kind of space, dash and quotation mark, bullets, list letters (`a)`,
`i.`), HTML left-overs (`<sup>th</sup>`, `<p>`, `&nbsp;`).
"""

import re
from functools import cache
from typing import Final

from actionbook.plan.timescales.words import listed

__all__ = ["clean"]

_NAMED: Final = {
    "amp": "&",
    "nbsp": " ",
    "ndash": "-",
    "mdash": "-",
    "hyphen": "-",
    "shy": "",
    "lt": "<",
    "gt": ">",
    "bull": " ",
}
# "in may", "end may": what is no month after other words is a verb ("staff may attend").
_BEFORE_A_MONTH: Final = frozenset(
    listed(
        "by in of end mid early late from to until till before after since during and or the for "
        "at through between this next each every last april"
    )
)
_UNSEEN: Final = str.maketrans(dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""))
# What nobody sees is looked for once more, as an entity may tell it.
_TABLE: Final = _UNSEEN | str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹘﹣－→⁃", "-"),
        **dict.fromkeys("'’‘‛`´ʼ", ""),
        **dict.fromkeys('"“”„‟«»\\*_•·▪●■◦‣…', " "),
        **dict.fromkeys("[{", "("),
        **dict.fromkeys("]}", ")"),
        "／": "/",
        "＆": "&",
        "ᵗ": "t",
        "ʰ": "h",
        "ˢ": "s",
        "ⁿ": "n",
        "ᵈ": "d",
        "ʳ": "r",
    }
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(r"[^a-z0-9 ,./()&:+%-]"),
        re.compile(r"&(#x?[0-9a-f]{1,6}|[a-z]{2,8});"),
        re.compile(r"</?(?:sup|sub|b|i|u|em|strong|span|font|small|a)(?: [^<>]*)?>"),
        re.compile(
            r"</?(?:p|br|div|li|ul|ol|td|tr|th|table|tbody|h[1-6]|o:p|st1:\w+)(?:[ /][^<>]*)?>"
        ),
        re.compile(r"(?:^|(?<= ))\(?(?:[a-z]|[ivx]{2,4})[.)](?=[ ,]|$)|^\(?[0-9]{1,2}\)"),
        # "As for a) and b)", "see action 1 (a)": these letters point somewhere.
        re.compile(
            r"\b(?:recc?s?\.?|recommendations?|actions?|items?|points?|as(?: for| per| under| in)?"
            r"|see|same as|refer to) ?(?:[0-9][0-9.]{0,4} ?)?(?:\(?[a-z]\)[,&/]? ?(?:and )?){0,9}$"
        ),
    )


@cache
def _spaced_day() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9/])([0-9]{1,2}) ?/ ?([0-9]{1,2}) ?/ ?([0-9]{4}|[0-9]{2})(?![0-9])")


@cache
def _letter_alone() -> re.Pattern[str]:
    """What may stand before the first number of a list: nothing, or a letter of another."""
    return re.compile(r"[ (]*(?:\(?(?:[a-z]|[ivx]{2,4})[.)] *)?")


@cache
def _list_number() -> re.Pattern[str]:
    return re.compile(r"(?:^|(?<=[ ;,.(]))([1-9])(?:[.):]|\.\))(?= )")


def _without_list_numbers(text: str) -> str:
    """*text* without the numbers of a list: "1. June 2014 2. May 2015", but "1. June 2014"."""
    numbers: list[re.Match[str]] = []
    for found in _list_number().finditer(text):
        opens = numbers or _letter_alone().fullmatch(text, 0, found.start())
        if int(found[1]) == len(numbers) + 1 and opens:
            numbers.append(found)
    if len(numbers) > 1:
        for found in reversed(numbers):
            text = f"{text[: found.start()]} ; {text[found.end() :]}"
    return text


def _list_letter(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 60) : match.start()]
    is_step = before.endswith(") ") and match[0].strip("().").strip("ivx") == ""
    points = match[0][-1] == ")" or is_step
    return match[0] if points and _patterns()[5].search(before) else " "


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if not name.startswith("#"):
        return _NAMED.get(name, "")
    number = int(name[2:], 16) if name[1] == "x" else int(re.sub("[^0-9]", "", name) or 0)
    return chr(number) if number < 0x110000 else ""  # noqa: PLR2004


def _might(match: re.Match[str]) -> str:
    return match[0] if match[1].lower() in _BEFORE_A_MONTH else f"{match[1]} might "


@cache
def _american_autumn() -> re.Pattern[str]:
    """ "Fall 2014", but not "numbers fall 2014"."""
    return re.compile(
        r"(^ *|\b(?:by|in|the|of|early|mid|late|to) |[-/&,;] *)fall(?= (?:19|20)[0-9]{2})"
    )


def clean(folded: str) -> str:
    """*folded* in small letters without noise: plain dashes, no quotation marks, no tags."""
    if not folded.isascii():
        folded = folded.translate(_UNSEEN)
    if " may " in folded:
        folded = re.sub(r"\b([A-Za-z]+) may (?=[a-z])", _might, folded)
    text = folded.lower()
    dirt, entity, inline, block, *_ = _patterns()
    if dirt.search(text):
        if "&" in text:
            text = entity.sub(_character, text)
        if "<" in text:
            text = block.sub(" ", inline.sub("", text))
        text = text.replace("->", "-").replace("=>", "-").translate(_TABLE)
    if " /" in text or "/ " in text:
        text = _spaced_day().sub(r"\1/\2/\3", text)
    if ")" in text or "." in text or ":" in text:
        text = _without_lists(text)
    return _american_autumn().sub(r"\1autumn", text) if "fall 2" in text else text


def _without_lists(text: str) -> str:
    """*text* without the numbers and letters of its lists."""
    if "2. " in text or "2) " in text or "2: " in text:
        text = _without_list_numbers(text)
    return _patterns()[4].sub(_list_letter, text)
