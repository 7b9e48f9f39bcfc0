"""What every test may ask for: the golden texts, and `--golden` to rewrite them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# How long one example takes says how busy the machine is, not whether the law holds.
settings.register_profile("actionbook", deadline=None)
settings.load_profile("actionbook")

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden", action="store_true", help="rewrite the golden texts; say why in the commit"
    )


@pytest.fixture
def agrees_with_golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the golden one of that name, or rewrites it under `--golden`."""

    def compare(text: str, name: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare
