"""Codes: made ones pass, every single wrong character is caught, what cannot be judged is not applicable."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engine import codes
from gongkai.engine.codes import CHECKS, PROVINCES, Outcome

PASS, FAIL, NOT = Outcome.PASS, Outcome.FAIL, Outcome.NOT_APPLICABLE
CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

identities = st.builds(
    lambda region, county, born, serial: f"{region}{county:04}{born:%Y%m%d}{serial:03}",
    st.sampled_from(sorted(PROVINCES)),
    st.integers(0, 9999),
    st.dates(date(1900, 1, 1), date(2025, 12, 31)),
    st.integers(0, 999),
).map(lambda body: body + codes.identity_check_character(body))

credit_codes = st.builds(
    lambda kind, region, body: kind + region + body,
    st.sampled_from(["91", "92", "12", "11", "51", "93"]),
    st.integers(110000, 659999).map(str),
    st.text(alphabet=CREDIT_LETTERS, min_size=9, max_size=9),
).map(lambda body: body + codes.credit_check_character(body))

deal_codes = st.builds(
    lambda kind, operator, day, serial: (kind, operator, f"{day:%Y%m%d}", f"{serial:06}"),
    st.from_regex(r"[A-Z][0-9]{2}", fullmatch=True),
    credit_codes,
    st.dates(date(2016, 1, 1), date(2030, 12, 31)),
    st.integers(0, 999999),
).map(lambda parts: "-".join((*parts, codes.mod37_2_check_character("".join(parts)))))

organisation_codes = st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=8, max_size=8).map(
    lambda body: f"{body}-{codes.organisation_check_character(body)}"
)


def outcome(name: str, text: str) -> Outcome:
    answer = CHECKS[name](text)
    assert answer.reason
    assert answer.standard
    return answer.outcome


@given(identities)
def test_a_made_identity_number_passes_and_is_found(code: str) -> None:
    assert outcome("citizen-number", code) is PASS
    assert [found for _, _, found in codes.find_identities(f"身份证号：{code}，住址")] == [code]


@given(identities, st.integers(0, 16), st.integers(1, 9))
def test_every_wrong_digit_of_an_identity_number_is_caught(code: str, place: int, step: int) -> None:
    wrong = code[:place] + str((int(code[place]) + step) % 10) + code[place + 1 :]
    assert outcome("citizen-number", wrong) is FAIL
    assert codes.find_identities(wrong) == []


@given(credit_codes)
def test_a_made_credit_code_passes(code: str) -> None:
    assert outcome("credit-code", code) is PASS
    assert outcome("credit-code", code.lower()) is PASS


@given(credit_codes, st.integers(8, 17), st.sampled_from(CREDIT_LETTERS))
def test_every_wrong_character_of_a_credit_code_is_caught(code: str, place: int, letter: str) -> None:
    wrong = code[:place] + letter + code[place + 1 :]
    assert outcome("credit-code", wrong) is (PASS if wrong == code else FAIL)


@given(deal_codes)
def test_a_made_deal_code_passes(code: str) -> None:
    assert len(code) == 40
    assert outcome("trade-identifier", code) is PASS
    assert outcome("trade-identifier", code.replace("-", "")) is PASS


@given(deal_codes, st.integers(0, 39), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_every_wrong_character_of_a_deal_code_is_caught(code: str, place: int, letter: str) -> None:
    wrong = code[:place] + letter + code[place + 1 :]
    if code[place] != "-" and letter != code[place]:
        assert outcome("trade-identifier", wrong) is FAIL


@given(st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=40))
def test_mod_37_2_weighted_and_recursive_forms_agree(body: str) -> None:
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
    whole = body + codes.mod37_2_check_character(body)
    weighted = sum(letters.index(letter) * pow(2, place, 37) for place, letter in enumerate(reversed(whole)))
    assert weighted % 37 == 1


@given(organisation_codes, st.integers(0, 7), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_organisation_codes_pass_and_neighbouring_wrongs_are_judged(code: str, place: int, letter: str) -> None:
    assert outcome("organisation-code", code) is PASS
    wrong = code[:place] + letter + code[place + 1 :]
    expected = codes.organisation_check_character(wrong[:8]) == code[-1]
    assert outcome("organisation-code", wrong) is (NOT if "XXXX" in wrong else PASS if expected else FAIL)


@given(st.text(alphabet="0123456789", min_size=15, max_size=18), st.integers(0, 17), st.integers(1, 9))
def test_luhn_catches_every_wrong_digit(body: str, place: int, step: int) -> None:
    card = next(body + digit for digit in "0123456789" if codes.luhn(body + digit))
    assert outcome("bank-card", card) is PASS
    place %= len(card)
    wrong = card[:place] + str((int(card[place]) + step) % 10) + card[place + 1 :]
    assert outcome("bank-card", wrong) is FAIL


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("citizen-number", "", NOT),
        ("citizen-number", "420528********1234", NOT),
        ("citizen-number", "420528199510XXXXXX", NOT),
        ("citizen-number", "11010519491231002X", PASS),  # the worked example of the standard
        ("citizen-number", "１１０１０５１９４９１２３１００２ｘ", PASS),
        ("citizen-number", "110105 19491231 002x", PASS),
        ("citizen-number", "110105491231002", PASS),
        ("citizen-number", "110105491331002", FAIL),
        ("citizen-number", "110105194902300021", FAIL),
        ("citizen-number", "990105491231002", FAIL),
        ("citizen-number", "1101051949123100", FAIL),
        ("credit-code", "", NOT),
        ("credit-code", "91420500********3A", NOT),
        ("credit-code", "91420500MA4900000", FAIL),
        ("credit-code", "91420500MA49O00003", FAIL),
        ("credit-code", "914205A0MA49000003", FAIL),
        ("trade-identifier", "", NOT),
        ("trade-identifier", "A01-91420500MA49", FAIL),
        ("investment-project", "2024-420500-48-01-000001", PASS),
        ("investment-project", "2505-361130-04-01-273488", PASS),
        ("investment-project", "2505-991130-04-01-273488", FAIL),
        ("investment-project", "2513-361130-04-01-273488", FAIL),
        ("investment-project", "2024-420500-48-00-000001", FAIL),
        ("investment-project", "2024-420500-48-01", FAIL),
        ("investment-project", "", NOT),
        ("division-code", "420500", PASS),
        ("division-code", "420000", PASS),
        ("division-code", "429004", PASS),
        ("division-code", "429904", NOT),
        ("division-code", "420001", FAIL),
        ("division-code", "990000", FAIL),
        ("division-code", "4205", FAIL),
        ("division-code", "", NOT),
        ("project-code", "E4205001234567890", PASS),
        ("project-code", "E9905001234567890", FAIL),
        ("project-code", "E4205001234567890001", FAIL),
        ("project-code", "YLA010090-202501-01", NOT),
        ("project-code", "", NOT),
        ("tender-project-code", "E4205001234567890001", PASS),
        ("section-code", "E4205001234567890001001", PASS),
        ("section-code", "E42050012345678900010", FAIL),
        ("bank-card", "123456789", NOT),
        ("bank-card", "", NOT),
    ],
)
def test_named_cases(name: str, text: str, expected: Outcome) -> None:
    assert outcome(name, text) is expected


@given(st.sampled_from(sorted(CHECKS)), st.text(max_size=50))
def test_no_text_breaks_a_check(name: str, text: str) -> None:
    assert outcome(name, text) in (PASS, FAIL, NOT)


@pytest.mark.parametrize(
    "text",
    [
        "张三\t11010519491231002X\t男",
        "张三 １１０１０５１９４９１２３１００２Ｘ",
        "1 110105 19491231 002x",
        "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
        "证书编号：鄂A11010519491231002x",
        "11010519491231002X、11010519491231002X",
        "编号11010519491231002Xabc",
        "110105-19491231-002X",
        "110105  1949  1231  002X",
    ],
)
def test_identity_numbers_are_found_in_every_dress(text: str) -> None:
    found = codes.find_identities(text)
    assert found
    for start, end, code in found:
        assert code == "11010519491231002X"
        assert codes.plain(text[start:end]).replace("-", "") == code
    assert len(found) == text.count("、") + 1


def test_a_longer_run_of_digits_is_no_identity_number() -> None:
    assert codes.find_identities("1101051949123100211") == []
    assert codes.find_identities("911010519491231002X") == []


def test_credit_codes_are_found_with_boundaries() -> None:
    body = "91420500MA4900000"
    code = body + codes.credit_check_character(body)
    text = f"统一社会信用代码：{code}；编号{code}9"
    assert codes.find_credits(text) == [(9, 27, code)]


def test_the_table_of_regions_is_whole() -> None:
    names = codes.regions()
    assert {code for code in names if len(code) == 2} == set(PROVINCES)
    prefectures = [
        code for code in names if len(code) == 4 and code[2:] != "90" and code[:2] not in ["11", "12", "31", "50"]
    ]
    assert len(prefectures) == 333
    assert names["4205"] == "宜昌市"
