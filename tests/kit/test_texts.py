import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.kit.texts import comparable_name, find_unseen, find_unseen_in, write_name, write_person_name


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  钱某丙\t", "钱某丙"),
        ("钱 某丙", "钱某丙"),
        ("王　强", "王强"),
        ("阿不都.买买提", "阿不都·买买提"),
        ("阿不都 • 买买提", "阿不都·买买提"),
        ("阿不都・买买提", "阿不都·买买提"),
        ("Ｊ．  Smith", "J. Smith"),
    ],
)
def test_a_persons_name_has_one_form(typed: str, stored: str) -> None:
    assert write_person_name(typed) == stored


def test_brackets_of_a_units_name_stay_as_wide_as_they_are_printed() -> None:
    assert write_name(" 县委办公室（档案局）\n") == "县委办公室（档案局）"


@pytest.mark.parametrize("other", ["钱 某丙", "钱·某丙", "钱　某丙 ", "钱．某丙"])
def test_names_that_look_alike_are_compared_as_one(other: str) -> None:
    assert comparable_name(other) == comparable_name("钱某丙")


@given(st.text(max_size=30))
def test_what_was_written_once_stays(name: str) -> None:
    written = write_person_name(name)
    assert write_person_name(written) == written
    assert comparable_name(written) == comparable_name(name)


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u2028", "\x07", "\U000e0041", "\u3164"]
)
def test_unseen_signs_are_found_where_they_stand(sign: str) -> None:
    found = find_unseen(f"青岭{sign}镇")
    assert found is not None
    assert (found.sign, found.place) == (f"U+{ord(sign):04X}", 3)


@pytest.mark.parametrize("text", ["青岭镇\n第二行\t表", "𠮷野家", "á", "“引号”——（一）", "👍", "é\u0301"])
def test_what_is_seen_is_left_alone(text: str) -> None:
    assert find_unseen(text) is None


def test_every_format_sign_without_a_shape_is_unseen() -> None:
    """Marks around Arabic, Syriac and Kaithi numbers have one, and hieroglyphs are joined by others."""
    with_shape = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440)}
    shorthand = set(range(0x1BCA0, 0x1BCA4))
    formats = {number for number in range(0x110000) if unicodedata.category(chr(number)) == "Cf"}
    assert {number for number in formats if find_unseen(chr(number)) is None} == formats & (with_shape | shorthand)


def test_each_is_told_by_its_pointer() -> None:
    found = dict(find_unseen_in({"items": [{"a/b": "x\u200b"}, {"y\u200b": 1}], "n": 3}))
    assert {pointer: unseen.place for pointer, unseen in found.items()} == {"/items/0/a~1b": 2, "/items/1": 2}
