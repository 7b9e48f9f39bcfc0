"""
A timescale abridged to what matters: its periods, and the words that say what they are for.

"Directors by March, other tiers before the end of May 2007" is `xbP,xBP` with two periods.
"""

from typing import Final, NamedTuple

from actionbook.plan.timescales.grammar import NOT_A_PERIOD, period_pattern
from actionbook.plan.timescales.periods import Period
from actionbook.plan.timescales.recurrence import Recurrence, read_recurrence
from actionbook.plan.timescales.shapes import Frame, read_period
from actionbook.plan.timescales.tokens import Tokens, tokenise

__all__ = ["Sentence", "abridge"]

# What stands between the periods: words of no meaning go, figures that nobody read become `#`.
_ABRIDGED: Final = str.maketrans(
    {
        **dict.fromkeys("zi*53:kK", ""),
        **dict.fromkeys("lpyfATQUS46789wx>M'", "x"),
        **dict.fromkeys("nsNoYDdmFWuvZ{}", "#"),
    }
)


class Sentence(NamedTuple):
    """
    `words` is one letter a word, `P` for each of `periods` and `V` for each of `recurrences`.

    `tokens` are the words in full.
    """

    words: str
    periods: list[Period]
    recurrences: list[Recurrence]
    tokens: Tokens


def _between(tokens: Tokens, begin: int, end: int) -> str:
    """The words between two periods, abridged; every run of plain words is one `x`."""
    classes = tokens.classes[begin:end]
    if "o" in classes:
        # "the 5th" is a date that nobody can read, "the first" is none.
        classes = "".join(
            "x" if letter == "o" and word.isalpha() else letter
            for letter, word in zip(classes, tokens.words[begin:end], strict=True)
        )
    short = classes.translate(_ABRIDGED)
    while "xx" in short:
        short = short.replace("xx", "x")
    return short


def _without_quantities(words: str) -> str:
    """A number that counts a plain word, or follows one, is no date: "5 workshops", "Ward 7"."""
    for shape, plain in (
        ("#x", "x"),
        ("#@", "@"),
        ("x#", "x"),
        ("@#", "@"),
        ("r#", "r"),
        ("#)", ")"),
    ):
        words = words.replace(shape, plain)
    return words


def abridge(text: str, frame: Frame) -> Sentence:
    """The sentence that a cleaned *text* makes."""
    tokens = tokenise(text)
    classes = tokens.classes
    periods: list[Period] = []
    recurrences: list[Recurrence] = []
    words: list[str] = []
    at = 0
    for match in period_pattern().finditer(classes):
        begin, end = match.span()
        words.append(_between(tokens, at, begin))
        at, shape = end, match.lastgroup or ""
        if shape not in NOT_A_PERIOD:
            period = read_period(shape, tokens, begin, end, frame)
            if period.shape == "adjective":
                words.append("x")
            else:
                periods.append(period)
                words.append("P")
        elif shape == "recurring":
            recurrences.append(read_recurrence(tokens, begin, end))
            words.append("V")
        else:
            words.append("$" if shape == "holiday" else "@")
    words.append(_between(tokens, at, len(classes)))
    short = "".join(words)
    if "#" in short:
        short = _without_quantities(short)
    return Sentence(short.replace("xx", "x"), periods, recurrences, tokens)
