"""Counts over all notices of a report: by field, by finding, by source. Memory depends on kinds, not on notices."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from gongkai.engine.inspection import Inspection

#: what stands for a field and is none
NO_FIELDS = frozenset(("unknown", "general"))


@dataclass(slots=True)
class Totals:
    """``failing``: notices with at least one finding that fails; ``private``: notices with personal data."""

    notices: int = 0
    unreadable: int = 0
    failing: int = 0
    private: int = 0
    by_field: Counter[str] = field(default_factory=Counter)
    failing_by_field: Counter[str] = field(default_factory=Counter)
    by_check: Counter[str] = field(default_factory=Counter)
    by_source: Counter[str] = field(default_factory=Counter)
    failing_by_source: Counter[str] = field(default_factory=Counter)

    @property
    def fields(self) -> int:
        """How many fields the notices are of."""
        return len(self.by_field.keys() - NO_FIELDS)

    def add(self, inspection: Inspection) -> None:
        """Count one notice."""
        self.notices += 1
        self.by_source[inspection.source] += 1
        if inspection.reading is None:
            self.unreadable += 1
            return
        self.by_field[inspection.reading.field] += 1
        self.private += bool(inspection.personal)
        fails = inspection.fails
        if fails:
            self.failing += 1
            self.failing_by_field[inspection.reading.field] += 1
            self.failing_by_source[inspection.source] += 1
            self.by_check.update(sorted({finding.check for finding in fails}))
