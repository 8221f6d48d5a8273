"""Amounts, Chinese numerals, dates, periods and telephone numbers as notices write them, turned into plain values.

Strict: what is no date (30 February, 25 o'clock) or no amount (a rate, a foreign currency) is None, never a guess. Every
span is a character range of the text handed in. Amounts are yuan (元) as ``Decimal``; times are Beijing time.
"""

from gongkai.engine.numbers.moments import BEIJING, Moment, find_moments, parse_moment
from gongkai.engine.numbers.money import Money, decimal_text, find_money, money_words, parse_money, unit_of
from gongkai.engine.numbers.numerals import parse_numeral
from gongkai.engine.numbers.periods import Range, parse_range
from gongkai.engine.numbers.phones import PhoneKind, find_phones

__all__ = [
    "BEIJING",
    "Moment",
    "Money",
    "PhoneKind",
    "Range",
    "decimal_text",
    "find_moments",
    "find_money",
    "find_phones",
    "money_words",
    "parse_moment",
    "parse_money",
    "parse_numeral",
    "parse_range",
    "unit_of",
]
