"""Refuses a body with signs that nobody sees, before anything is made of it."""

import json
import re
from itertools import islice

from fastapi import Request

from hengjian.kit.problems.problems import FAULTS_TOLD, FieldError, InvalidInput
from hengjian.kit.texts import find_unseen, find_unseen_in

_MAYBE_ESCAPED = re.compile(rb"\\u(?:00[017-9a]|061c|11[56]|17b|180|20[026]|3164|fe|ff|d834|db4)", re.IGNORECASE)
"""Escapes of JSON among which the unseen ones are; most bodies hold none and are not parsed for it."""


async def check_signs(request: Request) -> None:
    """:class:`InvalidInput` with pointer, sign and place of the first ones; a body that is no JSON is refused later."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        return
    body = await request.body()
    if body.isascii() and b"\\u" not in body:
        return
    try:
        if _MAYBE_ESCAPED.search(body) is None and find_unseen(body.decode()) is None:
            return
        document = json.loads(body)
    except (ValueError, RecursionError):
        return
    if faults := [
        FieldError(pointer, "unseen_sign", *unseen.sentences)
        for pointer, unseen in islice(find_unseen_in(document), FAULTS_TOLD)
    ]:
        raise InvalidInput(faults)
