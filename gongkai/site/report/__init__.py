"""The report: one self-contained HTML page that an officer can forward."""

from gongkai.site.report.write import ReportWriter

__all__ = ["ReportWriter"]
