"""Timescales: how an officer's words become dates."""

from actionbook.plan.timescales.read import make_ready, parse_timescale
from actionbook.plan.timescales.result import Kind, Timescale
from actionbook.plan.timescales.steps import add_every, add_months

__all__ = ["Kind", "Timescale", "add_every", "add_months", "make_ready", "parse_timescale"]
