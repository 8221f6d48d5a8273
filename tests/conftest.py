"""What all tests share."""

from __future__ import annotations

import pytest


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Names of cases stay short, and the same in every process: no bytes (a zip holds the time it was made), no long texts."""
    del config
    if isinstance(val, bytes):
        return argname
    if isinstance(val, str) and (len(val) > 40 or "\n" in val):
        return val.split("\n", 1)[0][:40] or argname
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests recorded under ``figures``, on every run and from every process."""
    said = {
        figures
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, figures in getattr(report, "user_properties", ())
        if name == "figures"
    }
    for figures in sorted(said):
        terminalreporter.write_line(figures)
