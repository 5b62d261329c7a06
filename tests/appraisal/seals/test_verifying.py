"""A bundle is believed only where everything in it holds; the first thing that does not is named."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import OKPKey
from typer.testing import CliRunner

from hengjian.appraisal.engine import digest_of, evaluate
from hengjian.appraisal.seals.statement import fingerprint_of, make_statement, sign, write_canonical
from hengjian.appraisal.seals.verifying import Verdict, verify_bundle
from hengjian.cli import app

KEY, OTHER_KEY = OKPKey.generate_key("Ed25519"), OKPKey.generate_key("Ed25519")
PUBLIC = KEY.as_pem(private=False).decode()
FINGERPRINT = fingerprint_of(PUBLIC)
SCHEME = {
    "rounding": {"places": 2},
    "root": {
        "code": "total",
        "combine": "sum",
        "parts": [{"code": "work", "points": "100", "rule": {"type": "given"}}],
    },
    "tiers": [{"tier": "advanced", "top": {"count": 1}}],
}


def file_of(scores: dict[str, str], *, key: OKPKey = KEY, previous: str | None = None) -> dict[str, Any]:
    subjects = [
        {"code": code, "name": f"{code}镇", "class": "one", "facts": {"work": {"score": score}}}
        for code, score in scores.items()
    ]
    result = evaluate({"scheme": SCHEME, "subjects": subjects}, explained=False)
    said = ("code", "total", "rank", "of", "tier")
    parts = {
        "scheme": SCHEME,
        "subjects": subjects,
        "binding": {},
        "provenance": {"T1/work": ["0199a7a4-8b1e-7c55-9a52-0a6f3c1d7b41"]},
        "result": result,
        "published": [{"name": s["code"], **{name: s[name] for name in said}} for s in result["subjects"]],
    }
    statement = make_statement({"year": 2026, "edition": 1, "previous": previous}, parts)
    seal = {
        "digest": digest_of(statement),
        "signature": sign(write_canonical(statement), key),
        "public_key": key.as_pem(private=False).decode(),
    }
    return {"seal": seal, "statement": statement, **parts}


WHOLE = file_of({"T1": "90", "T2": "85.5"})


def verdict(file: dict[str, Any], **options: Any) -> Verdict:
    return verify_bundle(json.dumps(file), **options).verdict


def changed(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    file = deepcopy(WHOLE)
    change(file)
    return file


def sealed_again(file: dict[str, Any]) -> dict[str, Any]:
    """By somebody who holds the key and makes every digest fit."""
    parts = {name: content for name, content in file.items() if name not in ("seal", "statement")}
    about = {"year": 2026, "edition": 1, "previous": None}
    statement = make_statement(about, parts)
    seal = {
        "digest": digest_of(statement),
        "signature": sign(write_canonical(statement), KEY),
        "public_key": PUBLIC,
    }
    return {"seal": seal, "statement": statement, **parts}


class TestWhatStands:
    def test_with_the_countys_key(self) -> None:
        finding = verify_bundle(json.dumps(WHOLE), key=FINGERPRINT)
        assert (finding.verdict, finding.fingerprint) == (Verdict.STANDS, FINGERPRINT)

    def test_fingerprints_may_be_written_with_colons_and_capitals(self) -> None:
        written = ":".join(FINGERPRINT[i : i + 2] for i in range(0, 64, 2)).upper()
        assert verdict(WHOLE, key=f"SHA256:{written}") is Verdict.STANDS

    def test_without_a_key_the_signer_is_not_vouched_for(self) -> None:
        assert verdict(WHOLE) is Verdict.SIGNER_NOT_CHECKED

    def test_the_public_file_holds_the_list_only(self) -> None:
        public = {name: WHOLE[name] for name in ("seal", "statement", "scheme", "published")}
        assert verdict(public) is Verdict.LIST_STANDS_SIGNER_NOT_CHECKED
        assert verdict(public, key=FINGERPRINT) is Verdict.LIST_STANDS
        public["published"] = [{**WHOLE["published"][0], "total": "99.00"}, WHOLE["published"][1]]
        assert verdict(public) is Verdict.CONTENT_CHANGED


def public_file(lines: list[tuple[str, int]], of: int | None = None, **ranking: Any) -> dict[str, Any]:
    """Sealed by somebody who holds the key, whatever it says."""
    whole = deepcopy(WHOLE)
    whole["scheme"]["ranking"] = ranking
    whole["published"] = [
        {"code": f"T{at}", "name": f"T{at}", "total": total, "rank": rank, "of": of or len(lines), "tier": "standard"}
        for at, (total, rank) in enumerate(lines, 1)
    ]
    whole = sealed_again(whole)
    return {name: whole[name] for name in ("seal", "statement", "scheme", "published")}


class TestRanksOfAPublicFile:
    @pytest.mark.parametrize(
        ("lines", "ranking"),
        [
            ([("90.00", 1), ("85.00", 2), ("85.00", 2), ("80.00", 4)], {}),
            ([("90.00", 1), ("85.00", 2), ("85.00", 2), ("80.00", 3)], {"ties": "dense"}),
            ([("90.00", 2), ("-85.00", 1)], {"order": "asc"}),
            ([("90.00", 1), ("90.00", 2)], {"break_by": ["work"]}),
            ([("90.00", None), ("91.00", None)], {}),
            ([], {}),
        ],
    )
    def test_follow_from_its_totals(self, lines: list[tuple[str, int]], ranking: dict[str, Any]) -> None:
        assert verdict(public_file(lines, **ranking), key=FINGERPRINT) is Verdict.LIST_STANDS

    @pytest.mark.parametrize(
        ("lines", "ranking"),
        [
            ([("85.00", 1), ("90.00", 2)], {}),
            ([("90.00", 1), ("85.00", 2)], {"order": "asc"}),
            ([("90.00", 1), ("90.00", 2)], {}),
            ([("90.00", 1), ("89.00", 1)], {}),
            ([("90.00", 1), ("85.00", 2), ("85.00", 2), ("80.00", 3)], {}),
            ([("90.00", 2), ("85.00", 3)], {}),
        ],
    )
    def test_or_the_county_signed_what_cannot_be(self, lines: list[tuple[str, int]], ranking: dict[str, Any]) -> None:
        finding = verify_bundle(json.dumps(public_file(lines, **ranking)), key=FINGERPRINT)
        assert (finding.verdict, "follow" in finding.en) == (Verdict.COMPUTED_OTHERWISE, True)

    def test_in_a_class_of_the_size_that_is_named(self) -> None:
        assert verdict(public_file([("90.00", 1)], of=2)) is Verdict.COMPUTED_OTHERWISE

    def test_what_is_no_number(self) -> None:
        assert verdict(public_file([("ninety", 1)])) is Verdict.UNREADABLE


class TestWhatDoesNot:
    @pytest.mark.parametrize("text", ["", "[]", "{}", "nonsense", '{"seal": {}, "statement": {}}', "[" * 5000])
    def test_no_bundle(self, text: str) -> None:
        assert verify_bundle(text).verdict is Verdict.UNREADABLE

    def test_a_part_that_is_no_part(self) -> None:
        assert verdict(sealed_again(changed(lambda file: file.update(published="nobody")))) is Verdict.UNREADABLE
        huge = changed(lambda file: file["statement"].update(year=10**40))
        assert verdict(huge) is Verdict.UNREADABLE

    @pytest.mark.parametrize("part", ["scheme", "subjects", "binding", "provenance", "published"])
    def test_any_part_changed(self, part: str) -> None:
        def change(file: dict[str, Any]) -> None:
            if isinstance(file[part], dict):
                file[part]["added"] = "1"
            else:
                file[part][0]["name"] = "somebody else"

        assert verdict(changed(change)) is Verdict.CONTENT_CHANGED

    def test_a_statement_changed(self) -> None:
        assert verdict(changed(lambda file: file["statement"].update(edition=2))) is Verdict.SIGNATURE_WRONG

    def test_a_result_changed_under_its_own_digest(self) -> None:
        def raise_total(file: dict[str, Any]) -> None:
            file["result"]["subjects"][0]["total"] = "99.00"

        finding = verify_bundle(json.dumps(changed(raise_total)))
        assert finding.verdict is Verdict.COMPUTED_OTHERWISE
        assert "90.00" in finding.en and "T1" in finding.en

    def test_a_word_added_to_the_result(self) -> None:
        def add(file: dict[str, Any]) -> None:
            file["result"]["subjects"][1]["nodes"][0]["why"] = "nobody sealed this"

        finding = verify_bundle(json.dumps(changed(add)))
        assert (finding.verdict, finding.en[:2]) == (Verdict.COMPUTED_OTHERWISE, "T2")

    @pytest.mark.parametrize("key", ["scheme", "input", "subjects"])
    def test_a_result_cut_short(self, key: str) -> None:
        assert verdict(changed(lambda file: file["result"].pop(key))) is Verdict.COMPUTED_OTHERWISE

    def test_the_last_of_a_result_left_out(self) -> None:
        assert verdict(changed(lambda file: file["result"]["subjects"].pop())) is Verdict.COMPUTED_OTHERWISE

    @pytest.mark.parametrize("part", ["scheme", "subjects", "binding", "provenance", "result", "published"])
    def test_a_part_left_out(self, part: str) -> None:
        assert verdict(changed(lambda file: file.pop(part))) is Verdict.CONTENT_CHANGED

    def test_a_part_that_nobody_sealed(self) -> None:
        finding = verify_bundle(json.dumps(changed(lambda file: file.update(addendum="T2 is first"))))
        assert (finding.verdict, "addendum" in finding.en) == (Verdict.CONTENT_CHANGED, True)
        assert verdict(changed(lambda file: file["seal"].update(by="the county"))) is Verdict.UNREADABLE

    def test_a_part_written_twice(self) -> None:
        twice = json.dumps(WHOLE)[:-1] + ', "published": ' + json.dumps(WHOLE["published"]) + "}"
        assert verify_bundle(twice).verdict is Verdict.UNREADABLE

    def test_a_ranking_sealed_with_facts_that_do_not_give_it(self) -> None:
        def lower_facts(file: dict[str, Any]) -> None:
            file["subjects"][0]["facts"]["work"]["score"] = "10"

        assert verdict(sealed_again(changed(lower_facts))) is Verdict.COMPUTED_OTHERWISE

    def test_a_list_sealed_that_leaves_somebody_out(self) -> None:
        finding = verify_bundle(json.dumps(sealed_again(changed(lambda file: file["published"].pop()))))
        assert (finding.verdict, "leaves" in finding.en) == (Verdict.COMPUTED_OTHERWISE, True)

    def test_facts_that_cannot_be_evaluated(self) -> None:
        file = sealed_again(changed(lambda file: file["subjects"][0]["facts"].clear()))
        assert verdict(file) is Verdict.COMPUTED_OTHERWISE

    def test_another_signer(self) -> None:
        assert verdict(file_of({"T1": "1"}, key=OTHER_KEY), key=FINGERPRINT) is Verdict.OTHER_SIGNER

    def test_another_key_put_in(self) -> None:
        forged = changed(lambda file: file["seal"].update(public_key=OTHER_KEY.as_pem(private=False).decode()))
        assert verdict(forged) is Verdict.SIGNATURE_WRONG


class TestChain:
    def test_a_version_names_the_one_before(self) -> None:
        later = file_of({"T1": "88", "T2": "89"}, previous=WHOLE["seal"]["digest"])
        finding = verify_bundle(json.dumps(later), key=FINGERPRINT, previous=json.dumps(WHOLE))
        assert (finding.verdict, "follows the version given" in finding.en) == (Verdict.STANDS, True)
        other = json.dumps(file_of({"T1": "1"}))
        assert verdict(later, key=FINGERPRINT, previous=other) is Verdict.CHAIN_BROKEN
        assert verdict(WHOLE, key=FINGERPRINT, previous=other) is Verdict.CHAIN_BROKEN, "the first has none before it"

    def test_what_is_given_as_the_version_before_is_looked_at_too(self) -> None:
        later = file_of({"T1": "88"}, previous=WHOLE["seal"]["digest"])
        forged = json.dumps(changed(lambda file: file["statement"].update(reason="another")))
        for text, word in (("nothing", "not a bundle"), (forged, "signature")):
            finding = verify_bundle(json.dumps(later), previous=text)
            assert (finding.verdict, word in finding.en) == (Verdict.CHAIN_BROKEN, True)


def test_the_command_says_it_in_a_sentence(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.json"
    bundle.write_text(json.dumps(WHOLE))
    runner = CliRunner()
    stands = runner.invoke(app, ["verify", str(bundle), "--key", FINGERPRINT])
    assert (stands.exit_code, "The ranking stands" in stands.output) == (0, True)
    assert FINGERPRINT in stands.output
    bundle.write_text("nothing")
    assert runner.invoke(app, ["verify", str(bundle)]).exit_code == Verdict.UNREADABLE
