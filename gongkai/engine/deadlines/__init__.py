"""Deadlines (公开时限): when an item is due, by which rule, and why this date."""

from gongkai.engine.deadlines.answers import DueAnswer, NotApplied, RuleAnswer
from gongkai.engine.deadlines.compute import Deadlines, DueTable, compute_due
from gongkai.engine.deadlines.times import BEIJING, parse_time

__all__ = ["BEIJING", "Deadlines", "DueAnswer", "DueTable", "NotApplied", "RuleAnswer", "compute_due", "parse_time"]
