"""Heads of the audit chains under the county's key: once a day on their own, and in every published result's seal."""

import asyncio
import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from fastapi import Request
from joserfc.jwk import OKPKey

from hengjian.appraisal.seals.errors import NoSealingKey
from hengjian.appraisal.seals.sealing import read_sealing_key
from hengjian.appraisal.seals.statement import fingerprint_of, sign, write_canonical
from hengjian.audit.heads import append_line
from hengjian.kit.edge.service import Service, service_of
from hengjian.kit.messaging.peers import PeerRefusedError, Peers, PeerTroubleError
from hengjian.kit.observability import log
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import COUNTY_ZONE, real_now

FORMAT = "hengjian-audit-heads/1"
LOOK_SECONDS = 60


async def ask_heads(peers: Peers) -> list[dict[str, Any]]:
    """The heads of all services that have one and answer; a service that is down holds up no publication."""

    async def ask(name: ServiceName) -> dict[str, Any] | None:
        try:
            head: dict[str, Any] | None = await peers.get(name, f"/api/v1/{name}/internal/audit-head")
        except (PeerTroubleError, PeerRefusedError) as error:
            log.warning("audit_head_not_told", peer=str(name), error=repr(error))
            return None
        return head

    heads = await asyncio.gather(*(ask(name) for name in ServiceName))
    return [head for head in heads if head is not None]


async def read_heads_ahead(request: Request) -> list[dict[str, Any]]:
    """For a route that seals: before its transaction begins."""
    return await ask_heads(service_of(request).peers)


def sign_statement(statement: Mapping[str, Any], key: OKPKey) -> dict[str, Any]:
    """The statement with its signature and the key that made it, as one line of a file."""
    signature, public_key = sign(write_canonical(statement), key), key.as_pem(private=False).decode()
    return {"statement": dict(statement), "signature": signature, "public_key": public_key}


def is_signed_by(document: Mapping[str, Any], fingerprint: str) -> bool:
    """Whether the document carries a good signature of the key with this fingerprint."""
    try:
        key: Any = OKPKey.import_key(document["public_key"])
        signature = base64.b64decode(document["signature"], validate=True)
        key.public_key.verify(signature, write_canonical(document["statement"]))
        return fingerprint_of(document["public_key"]) == fingerprint
    except (InvalidSignature, KeyError, ValueError, TypeError, AttributeError, binascii.Error):
        return False


def state_heads(heads: Sequence[Mapping[str, Any]], day: date) -> dict[str, Any]:
    return {"format": FORMAT, "day": day.isoformat(), "audit_heads": [dict(head) for head in heads]}


async def sign_heads_daily(service: Service) -> None:
    """Until cancelled: the first heads of every day, signed, to the log and to the file of heads."""
    file = service.settings.audit_heads_file
    signed_on = await asyncio.to_thread(last_signed_day, file) if file is not None else None
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        today = real_now().astimezone(COUNTY_ZONE).date()
        if signed_on == today.isoformat():
            continue
        try:
            key = read_sealing_key(service.settings.signing_key_file)
            heads = await ask_heads(service.peers)
            if heads:
                line = sign_statement(state_heads(heads, today), key)
                log.info("audit_heads_signed", **line)
                signed_on = today.isoformat()
                if file is not None:
                    append_line(file, line)
        except (NoSealingKey, OSError) as error:
            log.warning("audit_heads_not_signed", error=repr(error))


def last_signed_day(file: Path) -> str | None:
    """Day of the last signed line, also where the line behind it was written in half."""
    days = [document["statement"]["day"] for document in read_signed(file)]
    return days[-1] if days else None


def read_signed(file: Path) -> list[dict[str, Any]]:
    """The signed lines of a file of heads, in their order; whether the signatures hold is asked elsewhere."""
    if not file.exists():
        return []
    documents = []
    for line in file.read_bytes().splitlines():
        try:
            document = json.loads(line)
        except ValueError:
            continue
        if isinstance(document, dict) and document.get("statement", {}).get("format") == FORMAT:
            documents.append(document)
    return documents
