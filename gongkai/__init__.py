"""Gongkai 公开: the duty to disclose, as data, held against what is published."""

__version__ = "0.1.0"
