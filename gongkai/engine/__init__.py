"""The pure part: no Django, no database, no clock, no network.

Everything here is a function of its arguments: the law as data (``packs``), the calendar, deadlines, the reader of
notices (``reading``), codes, screening and checks.
"""
