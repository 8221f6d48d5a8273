"""Findings (检查结论): a notice held against what binds it, one check a file, each file's docstring its rule."""

from gongkai.engine.checking.model import Finding, Notice, Report
from gongkai.engine.checking.run import CHECKS, check

__all__ = ["CHECKS", "Finding", "Notice", "Report", "check"]
