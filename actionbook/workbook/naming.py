"""What a new plan is called."""

import re
from pathlib import Path

__all__ = ["plan_id_for"]


def plan_id_for(path: Path) -> str:
    """A plan id made of the file's name: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", path.stem.casefold()).strip("-") or "plan"
