"""Does a published ranking stand? Asked of a file alone: no server, no database, nobody to be trusted.

The first thing that does not hold is named; each answer has an exit code of its own for scripts.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import Any

from cryptography.exceptions import InvalidSignature
from joserfc.jwk import OKPKey

from hengjian.appraisal.cycle_search import cycle_search_off
from hengjian.appraisal.engine import DocumentRefusedError, digest_of, evaluate, read_document
from hengjian.appraisal.seals.statement import (
    FORMAT,
    PARTS,
    PUBLIC_PARTS,
    digest_of_part,
    fingerprint_of,
    write_canonical,
)


class Verdict(IntEnum):
    """Exit codes of ``hengjian verify``."""

    STANDS = 0
    SIGNER_NOT_CHECKED = 3
    UNREADABLE = 4
    SIGNATURE_WRONG = 5
    CONTENT_CHANGED = 6
    COMPUTED_OTHERWISE = 7
    OTHER_SIGNER = 8
    CHAIN_BROKEN = 9
    LIST_STANDS = 10
    LIST_STANDS_SIGNER_NOT_CHECKED = 11


@dataclass(frozen=True)
class Finding:
    """``fingerprint`` is that of the key in the file, empty where the file has none."""

    verdict: Verdict
    zh: str
    en: str
    fingerprint: str = ""


class _FailsError(Exception):
    def __init__(self, verdict: Verdict, zh: str, en: str) -> None:
        super().__init__(en)
        self.finding = (verdict, zh, en)


def verify_bundle(text: str | bytes, *, key: str | None = None, previous: str | bytes | None = None) -> Finding:
    """The finding about a downloaded file.

    ``key`` is the fingerprint of the county's key as its public page shows it; ``previous`` is the file of the version
    before. A file for the public carries no facts: of it only the list and the seal can be checked.
    """
    fingerprint = ""
    try:
        file = _read(text)
        fingerprint = _check_signature(file)
        is_whole = file.keys() != {*_HEAD, *PUBLIC_PARTS}
        _check_parts(file, PARTS if is_whole else PUBLIC_PARTS)
        if is_whole:
            _check_arithmetic(file)
        else:
            _check_order(file["scheme"].get("ranking", {}), file["published"])
        if previous is not None:
            _check_chain(file, previous)
        if key is not None:
            _check_signer(fingerprint, key)
    except _FailsError as failure:
        return Finding(*failure.finding, fingerprint)
    except (ArithmeticError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Finding(*_unreadable().finding, fingerprint)
    verdict, zh, en = _say_what_stands(is_whole, signer_checked=key is not None)
    if previous is not None:
        zh, en = f"{zh}，并承接所给的上一版", f"{en}; it follows the version given as the one before"
    return Finding(verdict, f"{zh}。", f"{en}.", fingerprint)


def _say_what_stands(is_whole: bool, *, signer_checked: bool) -> tuple[Verdict, str, str]:
    if is_whole and signer_checked:
        zh = "排名成立：由封存的事实重新计算，结果逐项一致，签名属于所给公钥"
        return Verdict.STANDS, zh, "The ranking stands: recomputed from the sealed facts, signed with the given key"
    if is_whole:
        zh = "计算成立：由封存的事实重新计算，结果逐项一致；未核对签名人（用 --key 给出县公布的指纹）"
        return Verdict.SIGNER_NOT_CHECKED, zh, "The arithmetic stands; the signer was not checked (give --key)"
    zh = "公布的名单就是封存的名单，名次与总分相符；本文件不含事实，总分未重新计算"
    en = (
        "The list is the one that was sealed, its ranks follow from its totals; "
        "the totals were not recomputed, there are no facts here"
    )
    if signer_checked:
        return Verdict.LIST_STANDS, zh, en
    return Verdict.LIST_STANDS_SIGNER_NOT_CHECKED, f"{zh}，也未核对签名人", f"{en}; the signer was not checked"


def _read(text: str | bytes) -> dict[str, Any]:
    try:
        file = read_document(text)
        statement, seal = file["statement"], file["seal"]
        is_ours = statement["format"] == FORMAT and all(isinstance(seal[name], str) for name in _SEAL_KEYS)
        is_ours = is_ours and isinstance(statement["digests"], dict) and seal.keys() == {*_SEAL_KEYS}
    except (DocumentRefusedError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unreadable() from error
    if not is_ours:
        raise _unreadable()
    return dict(file)


_SEAL_KEYS = ("digest", "signature", "public_key")
_HEAD = ("seal", "statement")


def _unreadable() -> _FailsError:
    return _FailsError(Verdict.UNREADABLE, "这不是衡鉴的封存文件。", "This is not a bundle of Hengjian.")


def _check_signature(file: Mapping[str, Any]) -> str:
    statement = write_canonical(file["statement"])
    try:
        key: Any = OKPKey.import_key(file["seal"]["public_key"])
        fingerprint = fingerprint_of(file["seal"]["public_key"])
        key.public_key.verify(base64.b64decode(file["seal"]["signature"], validate=True), statement)
    except (InvalidSignature, ValueError, TypeError, binascii.Error, AttributeError) as error:
        zh, en = "签名与封存声明不符。", "The signature does not fit the statement."
        raise _FailsError(Verdict.SIGNATURE_WRONG, zh, en) from error
    if file["seal"]["digest"] != digest_of(file["statement"]):
        zh, en = "封存声明与其摘要不符。", "The statement does not have the digest that the seal names."
        raise _FailsError(Verdict.CONTENT_CHANGED, zh, en)
    return fingerprint


def _check_parts(file: Mapping[str, Any], names: Sequence[str]) -> None:
    """Every part is as it was sealed, and there is no other: a reader would take that for sealed too."""
    for name in file:
        if name not in {*_HEAD, *names}:
            zh, en = f"文件中的“{name}”没有封存。", f"'{name}' in the file was not sealed."
            raise _FailsError(Verdict.CONTENT_CHANGED, zh, en)
    for name in names:
        try:
            found = digest_of_part(name, file[name])
        except (KeyError, TypeError, ValueError) as error:
            raise _part_changed(name) from error
        if found != file["statement"]["digests"].get(name):
            raise _part_changed(name)


_PART_WORDS = {
    "scheme": ("考核办法", "scheme is"),
    "subjects": ("评分事实", "facts are"),
    "binding": ("数据来源", "binding is"),
    "provenance": ("依据记录", "provenance is"),
    "result": ("计算结果", "result is"),
    "published": ("公布名单", "published list is"),
}


def _part_changed(name: str) -> _FailsError:
    zh, en = _PART_WORDS[name]
    return _FailsError(Verdict.CONTENT_CHANGED, f"“{zh}”与封存时不同。", f"The {en} not what was sealed.")


def _check_arithmetic(file: Mapping[str, Any]) -> None:
    try:
        with cycle_search_off():
            again = evaluate({"scheme": file["scheme"], "subjects": file["subjects"]}, explained=False)
    except DocumentRefusedError as refused:
        first = refused.errors[0]
        zh = f"封存的事实不能计算：{first['pointer']} {first['message']}"
        en = f"The sealed facts cannot be evaluated: {first['pointer']} {first['code']}"
        raise _FailsError(Verdict.COMPUTED_OTHERWISE, zh, en) from refused
    if file["result"] != again:
        raise _find_difference(file["result"], again)
    _check_list(file, again)


def _find_difference(sealed: Mapping[str, Any], again: Mapping[str, Any]) -> _FailsError:
    """Named by the first subject, where one can be named."""
    subjects = sealed.get("subjects")
    for theirs, ours in zip(subjects if isinstance(subjects, list) else [], again["subjects"], strict=False):
        if theirs != ours:
            zh = f"{ours['code']} 重新计算为 {ours['total']} 分、第 {ours['rank']} 名，与封存结果不同。"
            en = f"{ours['code']} comes to {ours['total']}, rank {ours['rank']}; the sealed result says otherwise."
            return _FailsError(Verdict.COMPUTED_OTHERWISE, zh, en)
    return _FailsError(Verdict.COMPUTED_OTHERWISE, "重新计算的结果与封存结果不同。", "The result comes out otherwise.")


def _check_list(file: Mapping[str, Any], result: Mapping[str, Any]) -> None:
    """The list that was published says what the facts give."""
    computed = {subject["code"]: subject for subject in result["subjects"]}
    for line in file["published"]:
        subject = computed.pop(line["code"], None)
        names = ("total", "rank", "of", "tier")
        if subject is None or any(subject[name] != line[name] for name in names):
            zh = f"公布名单中的 {line['code']} 与计算结果不同。"
            raise _FailsError(
                Verdict.COMPUTED_OTHERWISE, zh, f"The published line of {line['code']} is not what comes out."
            )
    if computed:
        zh, en = "公布名单不全。", "The published list leaves somebody out."
        raise _FailsError(Verdict.COMPUTED_OTHERWISE, zh, en)


def _check_order(ranking: Mapping[str, Any], published: Sequence[Mapping[str, Any]]) -> None:
    """The ranks of a list without facts follow from its totals; equal totals may have been parted by ``break_by``."""
    sign = 1 if ranking.get("order") == "asc" else -1
    lines = sorted((line for line in published if line["rank"] is not None), key=lambda line: int(line["rank"]))
    expected, rank, total = 0, 0, Decimal(0)
    for place, line in enumerate(lines, 1):
        previous_rank, previous_total = rank, total
        rank, total = line["rank"], sign * Decimal(line["total"])
        if rank == previous_rank:
            follows = total == previous_total
        else:
            expected = expected + 1 if ranking.get("ties") == "dense" else place
            follows = place == 1 or previous_total < total or bool(ranking.get("break_by") and previous_total == total)
        if not follows or rank != expected or line["of"] != len(published):
            zh = f"公布名单中 {line['code']} 的名次与总分不符。"
            raise _FailsError(
                Verdict.COMPUTED_OTHERWISE, zh, f"The rank of {line['code']} does not follow from the totals."
            )


def _check_chain(file: Mapping[str, Any], text: str | bytes) -> None:
    try:
        previous = _read(text)
        _check_signature(previous)
    except _FailsError as failure:
        _, zh, en = failure.finding
        zh, en = f"上一版本的文件不成立：{zh}", f"The file of the version before does not hold: {en}"
        raise _FailsError(Verdict.CHAIN_BROKEN, zh, en) from failure
    if file["statement"].get("previous") != previous["seal"]["digest"]:
        zh, en = "上一版本的封存与本文件所记不符。", "The version before is not the one that this seal names."
        raise _FailsError(Verdict.CHAIN_BROKEN, zh, en)


def _check_signer(fingerprint: str, key: str) -> None:
    if fingerprint != key.strip().lower().removeprefix("sha256:").replace(":", ""):
        zh, en = "签名有效，但不属于所给公钥。", "The signature is valid, but of another key than the one given."
        raise _FailsError(Verdict.OTHER_SIGNER, zh, en)
