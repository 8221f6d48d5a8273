"""The elements the reader reports, and how each is read: which cleaner, how many values, what normal form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.engine.reading import values


@dataclass(frozen=True, slots=True)
class Shape:
    """How an element is read: its cleaner, how many values it may have, and what its normal form is."""

    clean: values.Cleaner
    most: int = 1
    normal: str = ""  #: money, moment, phone, code or empty
    long: bool = False  #: prose that may fill a section
    #: finds each of several values in one clause; where it finds none the cleaner takes the clause
    several: Callable[[str], list[values.Span]] | None = None


SHAPES: dict[str, Shape] = {
    "project.name": Shape(values.clause),
    "project.code": Shape(values.code, 4, "code"),
    "section": Shape(values.lot, 20),
    "buyer": Shape(values.party, 3),
    "buyer.address": Shape(values.address, 2),
    "agency": Shape(values.party, 2),
    "agency.address": Shape(values.address, 2),
    "contact.person": Shape(values.names, 6),
    "contact.phone": Shape(values.phones, 8, "phone"),
    "budget": Shape(values.money, 8, "money", several=values.amounts),
    "price.ceiling": Shape(values.money, 8, "money", several=values.amounts),
    "subject": Shape(values.prose, 6, long=True),
    "location": Shape(values.address, 3),
    "funding": Shape(values.clause),
    "duration": Shape(values.prose, 12),
    "qualification": Shape(values.prose, 16, long=True),
    "policy": Shape(values.prose, 4, long=True),
    "documents.obtain": Shape(values.prose, 8, long=True),
    "documents.price": Shape(values.clause),
    "submission.deadline": Shape(values.moment, 2, "moment"),
    "opening": Shape(values.opening, 3, "moment"),
    "deposit": Shape(values.deposit, 4, "money", several=values.deposits),
    "notice.period": Shape(values.period),
    "winner": Shape(values.party, 40),
    "winner.address": Shape(values.address, 40),
    "winner.code": Shape(values.code, 40, "code", several=values.credit_codes),
    "amount": Shape(values.money, 40, "money"),
    "unit-price": Shape(values.money, 40, "money"),
    "items": Shape(values.clause, 40),
    "experts": Shape(values.clause, 4, long=True),
    "agency.fee": Shape(values.prose, 4, long=True),
    "candidates": Shape(values.party, 40),
    "candidate.price": Shape(values.money, 40, "money"),
    "candidate.leader": Shape(values.leader, 40),
    "candidate.certificate": Shape(values.prose, 80),
    "candidate.performance": Shape(values.prose, 60),
    "evaluation": Shape(values.evaluation, 20, long=True),
    "rejected": Shape(values.prose, 10, long=True),
    "objection.channel": Shape(values.prose, 8, long=True),
    "publicity.period": Shape(values.period, 3),
    "correction.content": Shape(values.prose, 20, long=True),
    "original.notice": Shape(values.clause, 3),
    "termination.reason": Shape(values.prose, 4, long=True),
    "single-source.reason": Shape(values.prose, 6, long=True),
    "supplier.proposed": Shape(values.prose, 4, long=True),
    "expert.opinion": Shape(values.prose, 8, long=True),
    "contract.parties": Shape(values.prose, 4),
    "contract.date": Shape(values.moment, 3, "moment"),
    "parcel.code": Shape(values.code, 20, "code"),
    "area": Shape(values.quantity, 20),
    "land.use": Shape(values.clause, 20),
    "plot-ratio": Shape(values.quantity, 20),
    "building-density": Shape(values.quantity, 20),
    "greening": Shape(values.quantity, 20),
    "term": Shape(values.quantity, 20),
    "price.start": Shape(values.money, 20, "money"),
    "price.step": Shape(values.money, 20, "money"),
    "transaction.time": Shape(values.period, 8),
    "transaction.method": Shape(values.clause, 3),
    "transferee": Shape(values.party, 40),
    "deal.price": Shape(values.money, 20, "money"),
    "deal.time": Shape(values.moment, 4, "moment"),
    "mineral": Shape(values.clause, 4),
    "coordinates": Shape(values.prose, 4, long=True),
    "license.no": Shape(values.code, 4, "code"),
    "valid.until": Shape(values.clause, 2),
    "audit.firm": Shape(values.party, 4),
    "appraisal.firm": Shape(values.party, 4),
    "appraisal.value": Shape(values.money, 8, "money"),
    "approval.document": Shape(values.clause, 2),
    "published.date": Shape(values.moment, 2, "moment"),
}

#: ids of all elements the reader reports; contacts are put together from persons and telephones
REPORTED = frozenset((*SHAPES, "buyer.contact", "agency.contact"))
