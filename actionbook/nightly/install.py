"""What the machine's own timer needs to ring a night: systemd, cron, Windows Task Scheduler."""

import shlex
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path, PureWindowsPath
from xml.sax.saxutils import escape

from actionbook.errors import ActionbookError
from actionbook.nightly.due import COUNCIL_TIME, Days, Rota

__all__ = ["TIMER", "UNITS", "Timers", "timer_files", "timer_next", "write_timer"]

TIMER = "actionbook-nightly"
"""What the timer is called on every machine."""

UNITS = (Path.home() / ".config/systemd/user", Path("/etc/systemd/system"))
"""Where systemd looks for units: a person's own, and the machine's."""

_LIMIT_HOURS = 4
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


class Timers(Enum):
    """The timers that machines have."""

    SYSTEMD = "systemd"
    CRON = "cron"
    WINDOWS = "windows"


def timer_files(
    kind: Timers, plans: Sequence[str], *, command: Sequence[str], rota: Rota, now: datetime
) -> Mapping[str, str]:
    """
    The files that a timer needs to ring *plans*, by their names.

    *plans* are whole paths, *command* is what starts the program. Where bank holidays count the
    timer rings on weekdays: a night on a holiday does no harm.
    """
    call = [*command, "nightly", "once", *plans]
    if kind is Timers.SYSTEMD:
        return _systemd(call, rota)
    if kind is Timers.CRON:
        return {f"{TIMER}.cron": _cron(call, rota)}
    return {f"{TIMER}.xml": _windows(call, plans, rota, now)}


def _systemd(call: Sequence[str], rota: Rota) -> dict[str, str]:
    days = "" if rota.days is Days.DAILY else "Mon..Fri "
    service = f"""\
[Unit]
Description=Refresh the action plans

[Service]
Type=oneshot
ExecStart={" ".join(map(_unit_word, call))}
# Another run at work, or a plan that somebody has open, is no fault of the machine.
SuccessExitStatus=3 5 75
TimeoutStartSec={_LIMIT_HOURS}h
# A stop finishes the plan in hand.
KillMode=mixed
TimeoutStopSec=10min
"""
    timer = f"""\
[Unit]
Description=Ring the refresh of the action plans

[Timer]
OnCalendar={days}*-*-* {rota.at:%H:%M}:00 {COUNCIL_TIME.key}
# A night that was missed, switched off, is caught up.
Persistent=true

[Install]
WantedBy=timers.target
"""
    return {f"{TIMER}.service": service, f"{TIMER}.timer": timer}


def _unit_word(word: str) -> str:
    """A word as systemd reads one: % and $ stand for themselves when they are doubled."""
    doubled = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{doubled}"'


def _cron(call: Sequence[str], rota: Rota) -> str:
    # A % ends a command in a crontab.
    command = shlex.join(call).replace("%", "\\%")
    days = "*" if rota.days is Days.DAILY else "1-5"
    lock = f'flock -n "$HOME/.{TIMER}.lock"'
    return f"""\
# Refresh the action plans. Cron goes by the machine's clock: where that is not the council's, the
# hour is another. One run at a time; a night missed, switched off, is caught up at the next start.
{rota.at.minute} {rota.at.hour} * * {days} {lock} {command}
@reboot {lock} {command}
"""


def _windows(call: Sequence[str], plans: Sequence[str], rota: Rota, now: datetime) -> str:
    """As Task Scheduler imports it; the elements stand in the order that its schema asks for."""
    start = now.astimezone(COUNCIL_TIME).date() + timedelta(days=1)
    if rota.days is Days.DAILY:
        by = "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"
    else:
        week = "".join(f"<{day} />" for day in _WEEK)
        by = (
            "<ScheduleByWeek><WeeksInterval>1</WeeksInterval>"
            f"<DaysOfWeek>{week}</DaysOfWeek></ScheduleByWeek>"
        )
    network = str(any(PureWindowsPath(plan).drive.startswith("\\\\") for plan in plans)).lower()
    program, *words = call
    return f"""\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Refresh the action plans</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>{start.isoformat()}T{rota.at:%H:%M}:00</StartBoundary>
      <Enabled>true</Enabled>
      {by}
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>{network}</RunOnlyIfNetworkAvailable>
    <Enabled>true</Enabled>
    <ExecutionTimeLimit>PT{_LIMIT_HOURS}H</ExecutionTimeLimit>
    <RestartOnFailure>
      <Interval>PT15M</Interval>
      <Count>3</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(program)}</Command>
      <Arguments>{escape(" ".join(map(_windows_word, words)))}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


def _windows_word(word: str) -> str:
    """A word as Windows programs read one: what has a blank stands between quotation marks."""
    from subprocess import list2cmdline

    return list2cmdline([word])


def write_timer(kind: Timers, files: Mapping[str, str], to: Path | None) -> tuple[Path, ...]:
    """
    Write the *files* of a timer in the folder *to*, else where they belong; where each is.

    Raises:
        ActionbookError: one cannot be written.
    """
    folder = _place(kind, to)
    encoding = "utf-16" if kind is Timers.WINDOWS else "utf-8"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding=encoding, newline="\n")
    except OSError as fault:
        raise ActionbookError(
            f"{folder} cannot be written ({fault.strerror}). Name another folder with --to."
        ) from fault
    return tuple(folder / name for name in files)


def timer_next(kind: Timers, files: Mapping[str, str], to: Path | None) -> str:
    """What an officer is to type once the *files* are written."""
    folder = _place(kind, to)
    if kind is Timers.CRON:
        return f"crontab {shlex.quote(str(folder / next(iter(files))))}, or add its lines to yours"
    if kind is Timers.WINDOWS:
        return f'schtasks /Create /TN {TIMER} /XML "{folder / next(iter(files))}"'
    link = "" if to is None else f"systemctl --user link {shlex.quote(str(folder))}/* && "
    return f"{link}systemctl --user enable --now {TIMER}.timer"


def _place(kind: Timers, to: Path | None) -> Path:
    if to is not None:
        return to
    return UNITS[0] if kind is Timers.SYSTEMD else Path()
