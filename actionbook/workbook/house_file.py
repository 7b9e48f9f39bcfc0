"""
`actionbook.toml` beside the plan: what a house settles once for all its plans.

    due_soon_days = 21
    ignore = ["AB204"]

    [[suppressions]]
    code = "AB309"
    ref = "3b"
    reason = "Standing duty, minuted on 3 June"
    until = 2027-03-31

    [nightly]
    plans = ["harbour.xlsx", "corporate/*.xlsx"]

A setting goes by its name in Python, or by its label in the Settings table, which comes first.
What stands under [nightly] and [mail] is for `actionbook nightly`, and read there.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from actionbook.errors import SettingsError
from actionbook.plan.model import Suppression
from actionbook.plan.settings import LABELS
from actionbook.workbook.settings_table import setting_name, typed_setting, unknown_setting

__all__ = ["HOUSE_FILE", "House", "read_house"]

HOUSE_FILE = "actionbook.toml"

_OWN = ("plan_id", "current_period", "last_refreshed", "next_refresh", "schema_version")
"""Settings that are one plan's own: two plans of a folder cannot share them."""

_SUPPRESSIONS = "suppressions"
_TABLES = {"nightly": "what is for the nights", "mail": "what is for the mail"}
_OF_SUPPRESSION = ("code", "ref", "reason", "until")


class House(NamedTuple):
    """
    Settings by name, and suppressions; both empty where there is no file.

    `nightly` and `mail` are what stands under [nightly] and [mail], as it stands there.
    """

    settings: Mapping[str, Any] = {}
    suppressions: tuple[Suppression, ...] = ()
    nightly: Mapping[str, Any] = {}
    mail: Mapping[str, Any] = {}


def read_house(plan: Path) -> House:
    """
    What the file beside *plan* settles.

    Raises:
        SettingsError: it is no TOML, or has a key that is unknown or holds what it cannot.
    """
    path = plan.parent / HOUSE_FILE
    try:
        data = path.read_bytes()
    except OSError:
        if not path.exists():
            return House()
        raise SettingsError(f"{path} cannot be read. Check the rights on it.") from None
    return _House(path).parsed(data)


class _House:
    """Reads one file; every fault names it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def parsed(self, data: bytes) -> House:
        import tomllib

        try:
            table = tomllib.loads(data.decode("utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise SettingsError(f"{self.path} cannot be read: {fault}.") from fault
        told = table.pop(_SUPPRESSIONS, [])
        if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
            raise self._fault("each suppression stands under a line [[suppressions]]")
        tables = {name: table.pop(name, {}) for name in _TABLES}
        for name, held in tables.items():
            if not isinstance(held, dict):
                raise self._fault(f"{_TABLES[name]} stands under a line [{name}]")
        settings = dict(self._setting(key, value) for key, value in table.items())
        return House(settings, tuple(self._suppression(each) for each in told), **tables)

    def _setting(self, key: str, value: object) -> tuple[str, object]:
        name = key if key in LABELS else setting_name(key)
        if name is None:
            raise self._fault(unknown_setting(key, [*LABELS, _SUPPRESSIONS, *_TABLES]))
        if name in _OWN:
            raise self._fault(
                f"{key} is one plan's own. Type it on the plan's Settings sheet, as {LABELS[name]}"
            )
        try:
            return name, typed_setting(name, _joined(name, value))
        except ValueError as needed:
            raise self._fault(f"{key} needs {needed}") from None

    def _suppression(self, told: Mapping[str, object]) -> Suppression:
        for key in told:
            if key not in _OF_SUPPRESSION:
                raise self._fault(f"in a suppression {unknown_setting(key, _OF_SUPPRESSION)}")
        until = told.get("until")
        if until is not None and type(until) is not date:
            raise self._fault("until needs a day without quotation marks, such as 2027-03-31")
        code, ref, reason = (str(told.get(name, "")).strip() for name in _OF_SUPPRESSION[:3])
        if not code:
            raise self._fault('a suppression needs the code of a rule, such as code = "AB204"')
        return Suppression(0, code, ref, reason, until, told_in=self.path.name)

    def _fault(self, what: str) -> SettingsError:
        return SettingsError(f"{self.path}: {what.removesuffix('.')}.".replace("?.", "?"))


def _joined(name: str, value: object) -> object:
    """A list as one cell of the Settings table would hold it."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return value
    mark = "; " if name == "extra_closures" else ", "
    return mark.join(f"{each:%d/%m/%Y}" if isinstance(each, date) else str(each) for each in value)
