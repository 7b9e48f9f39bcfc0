"""The Settings table: labels and values into settings, and back."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from actionbook.errors import SettingsError
from actionbook.plan.cells import CellRef
from actionbook.plan.settings import LABELS, SELDOM, Settings
from actionbook.plan.timescales import Kind, parse_timescale
from actionbook.workbook.columns import heading_key
from actionbook.workbook.typed import as_date, as_text, is_blank

__all__ = ["read_settings", "setting_name", "setting_rows", "typed_setting", "unknown_setting"]

_BY_KEY = {heading_key(label): name for name, label in LABELS.items()}
_TYPES = {field.name: field.type for field in fields(Settings)}
_DAYS_NEEDED = "a whole number of days, such as 30"
_COUNT_NEEDED = "a whole number, such as 2"
_DAYS = frozenset(name for name in LABELS if name.endswith("_days"))
_CLOSURES_NEEDED = "days, such as '24 December 2026; 29 to 31 December 2026'"
_LONGEST_CLOSURE = timedelta(days=366)
_NEAR = 0.8
"""How like a setting's label another one is that is taken for a slip of the keys."""

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "fail_level": ("error", "warning", "info"),
    "nightly_writes": ("plan", "outputs only"),
}


def read_settings(
    rows: Mapping[CellRef, tuple[object, object]],
    *,
    book: str,
    house: Mapping[str, Any] | None = None,
) -> Settings:
    """
    The settings that label and value of each row say, by the cell of the value.

    A blank value is that of *house*, else the default. Labels that the tool does not know are
    left alone, but for one that looks like a setting which the table lacks.

    Raises:
        SettingsError: a value is not what its setting needs, or a label is misspelt; the message
            names the cell.
    """
    values: dict[str, Any] = dict(house or {})
    _refuse_misspelt(rows, book)
    for cell, (label, value) in rows.items():
        name = setting_name(label)
        if name is None or is_blank(value):
            continue
        try:
            values[name] = typed_setting(name, value)
        except ValueError as needed:
            from actionbook.rules.phrases import brief  # with every rule, which reading needs not

            raise SettingsError(
                f"{book}, {cell}: {LABELS[name]} needs {needed}; "
                f"'{brief(as_text(value))}' stands there. Type it again."
            ) from None
    return Settings(**values)


def _refuse_misspelt(rows: Mapping[CellRef, tuple[object, object]], book: str) -> None:
    strange: dict[str, CellRef] = {}
    lacking = dict(_BY_KEY)
    for cell, (label, _) in rows.items():
        key = heading_key(as_text(label))
        if key in _BY_KEY:
            lacking.pop(key, None)
        elif key:
            strange[as_text(label)] = cell
    for label, cell in strange.items():
        near = _near(label, lacking)
        if near:
            raise SettingsError(
                f"{book}, {cell}: there is no setting '{label}'. Did you mean '{LABELS[near]}'?"
            )


def _near(label: str, keys: Mapping[str, str]) -> str | None:
    from difflib import get_close_matches

    found = get_close_matches(heading_key(label), keys, n=1, cutoff=_NEAR)
    return keys[found[0]] if found else None


def unknown_setting(label: str, known: Iterable[str]) -> str:
    """What is said of a *label* that names no setting: which of the *known* ones may be meant."""
    from difflib import get_close_matches

    names = {heading_key(name): name for name in known}
    found = get_close_matches(heading_key(label), names, n=1, cutoff=0.5)
    hint = f"Did you mean '{names[found[0]]}'?" if found else "Take it out."
    return f"there is no setting '{label}'. {hint}"


def setting_name(label: object) -> str | None:
    """The setting that a label in the table means, whatever its case and punctuation."""
    return _BY_KEY.get(heading_key(as_text(label)))


def typed_setting(name: str, value: object) -> object:
    """
    The value that a cell or a file holds, as setting *name* needs it.

    Raises:
        ValueError: it is not; the message is what is needed.
    """
    found = _typed(_TYPES[name], value, needed=_DAYS_NEEDED if name in _DAYS else _COUNT_NEEDED)
    if name not in _CHOICES:
        return found
    if str(found).casefold() not in _CHOICES[name]:
        raise ValueError(f"one of {', '.join(_CHOICES[name])}")
    return str(found).casefold()


def _typed(kind: object, value: object, *, needed: str) -> object:
    if kind == date | None:
        return _day(value)
    if kind in (int, int | None):
        text = as_text(value).strip()
        if not text.isdecimal():
            raise ValueError(needed)
        return int(text)
    if kind == float | None:
        return _pounds(value)
    if kind == tuple[int, int]:
        return _month_and_day(value)
    if kind == tuple[date, ...]:
        return _days(value)
    return as_text(value).strip()


def _pounds(value: object) -> float:
    text = re.sub(r"[£,\s]", "", as_text(value))
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        raise ValueError("an amount in pounds, such as 12,500")
    return float(text)


def _day(value: object) -> date:
    stored = as_date(value)
    if stored is not None:
        return stored
    read = parse_timescale(as_text(value), reference=None)
    if read.kind is not Kind.DATE or read.due is None or read.ambiguous:
        raise ValueError("a date, such as 1 April 2026")
    return read.due


def _days(value: object) -> tuple[date, ...]:
    """Days between semicolons, commas or line ends, each one day or one "to" another."""
    if as_date(value) is not None:
        return (_day(value),)
    found: set[date] = set()
    for part in filter(None, map(str.strip, re.split(r"[;,\n]", as_text(value)))):
        ends = re.split(r"\s+(?:to|until)\s+|\s*[–—]\s*", part)
        try:
            last = _day(ends[-1])
            # In "27 to 31 December 2026" the first day's month and year are the last's.
            words, whole = ends[0].split(), ends[-1].split()
            first = _day(" ".join([*words, *whole[len(words) :]])) if len(ends) > 1 else last
        except ValueError:
            raise ValueError(_CLOSURES_NEEDED) from None
        if len(ends) > 2 or not timedelta() <= last - first < _LONGEST_CLOSURE:  # noqa: PLR2004
            raise ValueError(_CLOSURES_NEEDED)
        found.update(first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(sorted(found))


def _month_and_day(value: object) -> tuple[int, int]:
    stored = as_date(value)
    if stored is None:
        words = re.sub(r"\s+", " ", as_text(value)).strip()
        read = parse_timescale(f"{words} 2001", reference=None)
        stored = read.due if read.kind is Kind.DATE else None
    if stored is None:
        raise ValueError("a day of the year, such as 1 April")
    return stored.month, stored.day


def setting_rows(settings: Settings) -> list[dict[str, object]]:
    """The rows of the Settings table in its order; seldom ones where they are not the default."""
    rows: list[dict[str, object]] = []
    for name, label in LABELS.items():
        value = getattr(settings, name)
        if name in SELDOM and value == getattr(Settings, name):
            continue
        if name == "financial_year_starts":
            month, day = value
            value = f"{day} {date(2001, month, day):%B}"
        elif name == "extra_closures":
            value = "; ".join(f"{day.day} {day:%B %Y}" for day in value)
        rows.append({"setting": label, "value": "" if value is None else value})
    return rows
