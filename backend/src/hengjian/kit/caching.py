"""Public answers that browsers and proxies may keep for half a minute."""

import hashlib

from fastapi import Request, Response

MAX_AGE_SECONDS = 30


def answer_cacheable(request: Request, body: bytes, media_type: str, headers: dict[str, str]) -> Response:
    """The body with its ETag, or 304 where the reader has it already."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        "Cache-Control": f"public, max-age={MAX_AGE_SECONDS}",
        "ETag": etag,
        "Vary": "Accept-Language",
        **headers,
    }
    seen = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if etag in seen:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)
