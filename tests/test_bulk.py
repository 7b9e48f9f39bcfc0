"""What is set aside while much is worked through is as it was when that is over."""

import gc
import sys

import pytest

from actionbook.plan.bulk import taking_turns, without_collecting


@pytest.mark.parametrize("usual", [0.005, 0.0001])
def test_turns_are_short_while_much_is_written_and_then_as_they_were(usual: float) -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(usual)
    try:
        with taking_turns():
            assert sys.getswitchinterval() == pytest.approx(min(usual, 0.0005), abs=2e-6)
        assert sys.getswitchinterval() == pytest.approx(usual, abs=2e-6)
        with pytest.raises(RuntimeError), taking_turns():
            raise RuntimeError
        assert sys.getswitchinterval() == pytest.approx(usual, abs=2e-6)
    finally:
        sys.setswitchinterval(before)


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_is_off_while_much_is_read_and_then_as_it_was(*, is_on: bool) -> None:
    before = gc.isenabled()
    (gc.enable if is_on else gc.disable)()
    try:
        with without_collecting():
            assert not gc.isenabled()
        assert gc.isenabled() is is_on
        with pytest.raises(RuntimeError), without_collecting():
            raise RuntimeError
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if before else gc.disable)()
