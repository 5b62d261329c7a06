"""Heads of the chains outside the database: lines of a file, a signed line a day, every published result."""

import asyncio
import json
from datetime import date
from pathlib import Path

import pytest
from joserfc.jwk import OKPKey

from hengjian.appraisal.seals.audit_heads import (
    is_signed_by,
    last_signed_day,
    read_signed,
    sign_heads_daily,
    sign_statement,
    state_heads,
)
from hengjian.appraisal.seals.statement import fingerprint_of
from hengjian.audit.heads import Head, append_line, read_heads
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.kit.tasks import stop_all
from hengjian.launch.audit import gather_outside
from hengjian.launch.home import Home
from hengjian.launch.trouble import LaunchRefusedError
from tests.audit.chains import SCHEMA, Chain

HEAD = Head(SCHEMA, 7, "ab" * 32, "2026-11-30T01:02:03+00:00")


@pytest.fixture
def key() -> OKPKey:
    return OKPKey.generate_key("Ed25519")


def fingerprint(key: OKPKey) -> str:
    return fingerprint_of(key.as_pem(private=False).decode())


class TestFile:
    def test_a_line_a_head_that_others_cannot_read(self, tmp_path: Path) -> None:
        file = tmp_path / "heads.jsonl"
        for seq in (7, 8):
            append_line(file, Head(SCHEMA, seq, "ab" * 32, "").told())
        assert [head.seq for head in read_heads(file.read_bytes())] == [7, 8]
        assert file.stat().st_mode & 0o777 == 0o600

    def test_a_last_line_that_was_written_in_half(self, tmp_path: Path) -> None:
        file = tmp_path / "heads.jsonl"
        append_line(file, HEAD.told())
        with file.open("ab") as stream:
            stream.write(b'{"service":"perso')
        assert read_heads(file.read_bytes()) == [HEAD]

    def test_a_published_result_is_an_anchor(self) -> None:
        file = {"seal": {}, "statement": {"format": "hengjian-seal/1", "audit_heads": [HEAD.told()]}}
        assert read_heads(json.dumps(file).encode()) == [HEAD]

    @pytest.mark.parametrize("text", [b"", b"{}", b"no head\nat all\n", b'{"statement": {}}'])
    def test_anything_else_is_refused(self, text: bytes) -> None:
        with pytest.raises(ValueError):
            read_heads(text)


class TestSigned:
    def test_the_last_day_is_found_among_heads(self, tmp_path: Path, key: OKPKey) -> None:
        file = tmp_path / "heads.jsonl"
        assert last_signed_day(file) is None
        append_line(file, HEAD.told())
        append_line(file, sign_statement(state_heads([HEAD.told()], date(2026, 11, 30)), key))
        append_line(file, HEAD.told())
        assert last_signed_day(file) == "2026-11-30"
        [signed] = read_signed(file)
        assert is_signed_by(signed, fingerprint(key))
        assert read_heads(file.read_bytes()) == [HEAD] * 3

    def test_another_key_or_another_word(self, key: OKPKey) -> None:
        signed = sign_statement(state_heads([HEAD.told()], date(2026, 11, 30)), key)
        assert not is_signed_by(signed, fingerprint(OKPKey.generate_key("Ed25519")))
        signed["statement"]["audit_heads"][0]["seq"] = 8
        assert not is_signed_by(signed, fingerprint(key))

    def test_only_this_installations_key_makes_a_beginning(self, tmp_path: Path, key: OKPKey) -> None:
        home, file = Home(tmp_path), tmp_path / "signed.jsonl"
        home.secrets()
        append_line(file, sign_statement(state_heads([HEAD.told()], date(2026, 11, 30)), key))
        with pytest.raises(LaunchRefusedError, match="signed by this installation's key"):
            gather_outside(home, [], file)
        own = OKPKey.import_key(home.signing_key_file.read_text())
        append_line(file, sign_statement(state_heads([HEAD.told()], date(2026, 12, 1)), own))
        assert gather_outside(home, [], file).since == [HEAD]


class TestOutside:
    def test_the_installations_own_file_is_always_asked(self, tmp_path: Path) -> None:
        home, other = Home(tmp_path), tmp_path / "other.jsonl"
        append_line(home.audit_heads_file, HEAD.told())
        append_line(other, Head("targets", 1, "00" * 32, "").told())
        assert [head.service for head in gather_outside(home, [other], None).heads] == [SCHEMA, "targets"]

    def test_a_file_that_names_none_is_refused(self, tmp_path: Path) -> None:
        empty = tmp_path / "empty"
        empty.touch()
        with pytest.raises(LaunchRefusedError, match="names no head"):
            gather_outside(Home(tmp_path), [empty], None)


class TestTelling:
    async def test_once_a_minute_and_at_the_end(self, chain: Chain) -> None:
        sealing = chain.sealing()
        await sealing.seal_all()
        await chain.write("sixth")
        await sealing.seal_all()
        assert [head.seq for head in chain.heads] == [2], "within the minute"
        await sealing.finish()
        assert [head.seq for head in chain.heads] == [2, 3]
        assert (await chain.verify(chain.heads)).broken_at is None

    async def test_a_service_appends_them_to_its_file(self, services: dict[ServiceName, Service]) -> None:
        directory = services[ServiceName.DIRECTORY]
        file = directory.settings.audit_heads_file
        assert file is not None
        directory._tell_head(HEAD)
        assert HEAD in read_heads(file.read_bytes())

    async def test_the_county_signs_them_once_a_day(
        self, services: dict[ServiceName, Service], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        appraisal, file = services[ServiceName.APPRAISAL], tmp_path / "heads.jsonl"
        kept = appraisal.settings
        assert kept.signing_key_file is not None
        monkeypatch.setattr(appraisal, "settings", kept.model_copy(update={"audit_heads_file": file}))
        monkeypatch.setattr("hengjian.appraisal.seals.audit_heads.LOOK_SECONDS", 0.01)
        while not await services[ServiceName.SUPERVISION].sealing.seal_all():
            pass
        signing = asyncio.create_task(sign_heads_daily(appraisal))
        try:
            for _ in range(1200):
                if read_signed(file):
                    break
                await asyncio.sleep(0.05)
            await asyncio.sleep(0.2)
        finally:
            await stop_all([signing])
        [signed] = read_signed(file)
        assert is_signed_by(signed, fingerprint(OKPKey.import_key(kept.signing_key_file.read_text())))
        assert "supervision" in {head.service for head in read_heads(file.read_bytes())}
