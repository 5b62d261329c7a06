"""Bands that leave holes, overlap, or never come to be used."""

from typing import Any

import pytest

from hengjian.appraisal.scheme_documents.bands import doubt_bands


def doubts(rule: dict[str, Any]) -> list[tuple[str, str]]:
    document = {
        "root": {
            "code": "total",
            "combine": "sum",
            "parts": [{"code": "a", "rule": rule}],
        }
    }
    at = "/document/root/parts/0/rule/bands"
    return [(found.pointer.removeprefix(at), found.code) for found in doubt_bands(document)]


def band(start: str | None, end: str | None, **more: Any) -> dict[str, Any]:
    ends = {"from": start, "to": end}
    return {
        **{key: value for key, value in ends.items() if value is not None},
        "points": "1",
        **more,
    }


def said(*bands: dict[str, Any], of: str = "actual") -> str:
    rule = {"type": "bands", "of": of, "bands": list(bands)}
    [found] = doubt_bands({"root": {"code": "a", "rule": rule}})
    return found.zh


@pytest.mark.parametrize(
    ("bands", "of", "expected"),
    [
        ([band("90", None), band("80", "90"), band(None, "80")], "actual", []),
        ([band("90", None), band("80", None), band(None, None)], "actual", []),
        ([band(None, "60"), band(None, "80"), band(None, None)], "actual", []),
        ([band("90", None), band("80", "90")], "actual", [("", "band_hole")]),
        ([band("90", None), band("0", "90")], "rate", []),
        ([band("90", None), band("0", "90")], "gap", [("", "band_hole")]),
        ([band("90", None), band(None, "80")], "actual", [("", "band_hole")]),
        (
            [band("90", None), band("80", "95"), band(None, "80")],
            "actual",
            [("/1", "bands_overlap")],
        ),
        ([band("100/3", None), band(None, "100/3")], "rate", []),
        (
            [band("80", None), band("90", None), band(None, "80")],
            "actual",
            [("/1", "band_never_used")],
        ),
        ([band("80", "80"), band(None, None)], "actual", [("/0", "band_empty")]),
        ([], "actual", [("", "band_hole")]),
    ],
)
def test_bands(bands: list[dict[str, Any]], of: str, expected: list[tuple[str, str]]) -> None:
    assert doubts({"type": "bands", "of": of, "bands": bands}) == expected


def test_where_the_holes_are() -> None:
    assert "低于 60、70 至不足 80、100 及以上" in said(band("80", "100"), band("60", "70"))
    assert "任何值" in said()


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        ([band("90", None), band(None, None)], []),
        ([band("90", None), band("0", "90")], []),
        ([band("90", "100"), band("0", "90")], [("", "band_hole")]),
        ([band("90", "100.01"), band("0", "90")], []),
        (
            [band("100/3", None, share_of=["bad"]), band("90", None), band(None, "90")],
            [],
        ),
        (
            [band("100/3", None, share_of=["bad"]), band("90", None)],
            [("", "band_hole")],
        ),
        (
            [
                band("50", None),
                band("40", None, share_of=["good"]),
                band(None, None, share_of=["bad"]),
            ],
            [],
        ),
    ],
)
def test_shares_lie_between_nothing_and_all(bands: list[dict[str, Any]], expected: list[tuple[str, str]]) -> None:
    assert doubts({"type": "vote_share", "share_of": ["good"], "bands": bands}) == expected


def test_other_rules_have_no_bands() -> None:
    assert doubts({"type": "proportional"}) == []
