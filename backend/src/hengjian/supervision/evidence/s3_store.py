"""Files in an S3-compatible store; its library finds the keys where it always does (``AWS_ACCESS_KEY_ID`` and so
on)."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from hengjian.kit.observability import log
from hengjian.supervision.evidence.errors import StoreUnavailable

TIME_OUT_SECONDS = 5


class S3Store:
    """``s3://bucket/prefix?endpoint=https://store.example&region=cn-north-1``; prefix and both options may be left
    out."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        self._bucket = parts.netloc
        self._prefix = f"{parts.path.strip('/')}/" if parts.path.strip("/") else ""
        self._client: Any = boto3.client(
            "s3",
            endpoint_url=options.get("endpoint"),
            region_name=options.get("region", "us-east-1"),
            config=Config(
                connect_timeout=TIME_OUT_SECONDS,
                read_timeout=TIME_OUT_SECONDS,
                retries={"total_max_attempts": 3, "mode": "standard"},
                # Other makers' stores do not know the newer checksums; SHA-256 of the whole file is checked here.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    async def put(self, key: str, content: bytes) -> None:
        await _carry_out(self._client.put_object, Bucket=self._bucket, Key=f"{self._prefix}{key}", Body=content)

    async def get(self, key: str) -> bytes | None:
        content: bytes | None = await _carry_out(self._get, key)
        return content

    async def remove(self, key: str) -> None:
        await _carry_out(self._client.delete_object, Bucket=self._bucket, Key=f"{self._prefix}{key}")

    async def find(self, prefix: str, before: datetime) -> AsyncIterator[str]:
        wanted = {"Bucket": self._bucket, "Prefix": f"{self._prefix}{prefix}"}
        pages = iter(self._client.get_paginator("list_objects_v2").paginate(**wanted))
        while page := await _carry_out(next, pages, None):
            for entry in page.get("Contents", ()):
                if entry["LastModified"] < before:
                    yield entry["Key"].removeprefix(self._prefix)

    def _get(self, key: str) -> bytes | None:
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=f"{self._prefix}{key}")
        except self._client.exceptions.NoSuchKey:
            return None
        content: bytes = answer["Body"].read()
        return content


async def _carry_out(step: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """In a thread; whatever the store refuses or never answers, the caller may try again."""
    try:
        return await asyncio.to_thread(step, *arguments, **options)
    except (BotoCoreError, ClientError) as error:
        log.error("file_store_failed", error=repr(error))
        raise StoreUnavailable from error
