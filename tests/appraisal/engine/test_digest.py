"""The fast way to write canonical JSON writes what the standard says."""

import hashlib
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from hengjian.appraisal.engine.digest import canonical, digest_of, digest_of_list

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
LEAVES = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS | st.floats(allow_nan=False)
VALUES = st.recursive(LEAVES, lambda v: st.lists(v, max_size=4) | st.dictionaries(TEXTS, v, max_size=4), max_leaves=20)


@given(VALUES)
def test_it_is_the_canonical_form(value: Any) -> None:
    try:
        expected = rfc8785.dumps(value)
    except rfc8785.CanonicalizationError:
        return
    assert canonical(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        {"\U0001f600": 1, "\uffff": 2, "a": 3},
        {"b": 1.0, "a": [1e21, -0.0]},
        [9007199254740991, -9007199254740991],
        '\x00\x1f\x7f\u2028"\\/\b\f\n\r\t',
        {"text": ",1.5 and :12345678901234567890"},
    ],
)
def test_what_encoders_quarrel_about(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)
    assert digest_of(value) == "sha256:" + hashlib.sha256(rfc8785.dumps(value)).hexdigest()


@pytest.mark.parametrize("value", [2**53, float("nan"), float("inf"), "\ud800"])
def test_what_json_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        canonical(value)


_SOUND = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | TEXTS,
    lambda v: st.lists(v, max_size=4) | st.dictionaries(TEXTS, v, max_size=4),
    max_leaves=20,
)


@given(st.lists(_SOUND, max_size=6))
def test_a_long_list_has_the_digest_of_the_whole(entries: list[Any]) -> None:
    assert digest_of_list(entries) == digest_of(entries)
    assert digest_of_list(entries, b'{"subjects":[', b"]}") == digest_of({"subjects": entries})
