"""
The bank holidays of the four nations, and the days on which a council's offices are open.

From the `holidays` package, which is loaded when the first day is asked about and not before.
"""

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache

from actionbook.errors import SettingsError

__all__ = ["NATIONS", "nation_code", "why_closed"]

NATIONS: Mapping[str, str] = {
    "England": "ENG",
    "Wales": "WLS",
    "Scotland": "SCT",
    "Northern Ireland": "NIR",
}
"""The nations, and by what name the `holidays` package knows each."""

SATURDAY = 5
WEEKEND = "weekend"


def nation_code(nation: str) -> str:
    """
    The code of a nation as a plan's settings name it, whatever its case and spaces.

    Raises:
        SettingsError: it is none of the four.
    """
    said = " ".join(nation.split()).casefold()
    for name, code in NATIONS.items():
        if said == name.casefold():
            return code
    raise SettingsError(
        f"Nation is '{nation}', and the bank holidays of that are not known. Set Nation on the "
        f"Settings sheet to one of: {', '.join(NATIONS)}."
    )


def why_closed(day: date, *, code: str, closures: Collection[date] = ()) -> str:
    """
    Why *day* is no working day: the bank holiday's name, "weekend", "closed"; "" where it is one.

    *code* is that of the nation, *closures* the days on which the offices are shut besides.
    """
    if day.weekday() >= SATURDAY:
        return WEEKEND
    holiday = _bank_holidays(code, day.year).get(day, "")
    return holiday or ("closed" if day in closures else "")


@lru_cache(maxsize=64)
def _bank_holidays(code: str, year: int) -> Mapping[date, str]:
    import holidays

    # Named alike whatever the language of the machine.
    found = holidays.country_holidays("GB", subdiv=code, years=year, language="en_GB")
    return {day: name.removesuffix(" (observed)") for day, name in found.items()}
