"""Personal data that must not be published (个人信息筛查), with a masked form of each.

What counts: identity numbers (also half hidden ones that still show a birth date), private mobiles, private bank accounts,
home addresses, health, family, assets and birth dates of natural persons. What does not: names of experts, project leaders
and officials, and the contacts, addresses and accounts that a buyer, agency, bidder or authority gives for the business.
政府信息公开条例 (2019) 第十五条 forbids publishing what would harm a person's privacy without consent or a greater public
interest; 个人信息保护法 第二十八条 counts identity, health, finance and whereabouts as sensitive.

Numbers are taken by their own proof; everything else only on evidence that the text speaks of a natural person: a list of
persons, a label such as 住址 or 出生日期, or a sentence about one. A mobile without such evidence is an official contact.
"""

from gongkai.engine.screening.lists import Kind
from gongkai.engine.screening.masks import KINDS, Personal, mask, redact
from gongkai.engine.screening.pieces import screen

__all__ = ["KINDS", "Kind", "Personal", "mask", "redact", "screen"]
