"""Nights at a prompt: how far they have got is told on the terminal, and nowhere else."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from planbooks import planbook

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
NAMES = ("coast", "harbour", "lanes")


@pytest.fixture
def plans(tmp_path: Path) -> list[Path]:
    for name in NAMES:
        (tmp_path / name).mkdir()
    return [planbook(tmp_path / name, {}, name=f"{name}.xlsx") for name in NAMES]


def nightly_once(plans: list[Path], stderr: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "actionbook", "nightly", "once", *map(str, plans)]
    told = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=stderr, text=True, encoding="utf-8", env=told
    )


def shown_on(terminal: int) -> str:
    """All that a terminal shows until the other end is closed."""
    data = b""
    while True:
        try:
            more = os.read(terminal, 4096)
        except OSError:  # as Linux says that nobody writes any more
            more = b""
        if not more:
            return data.decode()
        data += more


def test_a_terminal_shows_each_plan_as_it_is_at_work_and_what_is_printed_is_plain(
    plans: list[Path],
) -> None:
    terminal, other_end = os.openpty()
    with nightly_once(plans, other_end) as once:
        os.close(other_end)
        shown = shown_on(terminal)
        printed, _ = once.communicate(timeout=120)
    os.close(terminal)

    assert once.returncode == 0, shown
    assert [line.partition(": refreshed")[0] for line in printed.splitlines()] == [
        f"{name}.xlsx" for name in NAMES
    ]
    assert "\x1b" not in printed
    assert all(f"{name}.xlsx" in shown for name in NAMES)
    assert "100%" in shown
    # Gone at the end: the line is cleared, and the cursor is there again.
    assert shown.rindex("\x1b[2K") > shown.rindex("%")
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")


def test_without_a_terminal_nothing_is_shown(plans: list[Path]) -> None:
    with nightly_once(plans[:2], subprocess.PIPE) as once:
        printed, shown = once.communicate(timeout=120)

    assert (once.returncode, shown, len(printed.splitlines())) == (0, "", 2)


def test_a_stop_finishes_the_plan_in_hand_and_begins_no_other(plans: list[Path]) -> None:
    with nightly_once(plans, subprocess.PIPE) as once:
        assert once.stdout is not None
        first = once.stdout.readline()
        once.send_signal(signal.SIGINT)
        printed, shown = once.communicate(timeout=120)

    assert first.startswith("coast.xlsx: refreshed")
    assert (once.returncode, shown) == (0, "")
    # The second was in hand, or not begun; the last was not.
    assert not (plans[2].parent / ".actionbook").exists()
    assert len(printed.splitlines()) <= 1
