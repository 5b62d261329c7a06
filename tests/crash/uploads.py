"""A phone that sends a file by tus and remembers nothing but the file and its id."""

import base64
import hashlib
from contextlib import suppress
from uuid import uuid4

import httpx

UPLOADS = "/api/v1/supervision/uploads"
VERSION = {"Tus-Resumable": "1.0.0"}


class FileUpload:
    def __init__(self, deduction: str, content: bytes) -> None:
        self.id = str(uuid4())
        self._content = content
        said = {
            "id": self.id,
            "deduction_id": deduction,
            "sha256": hashlib.sha256(content).hexdigest(),
            "filename": "a.pdf",
        }
        self._metadata = ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in said.items())

    def announce(self, client: httpx.Client) -> int:
        """Where the server stands; the same words at every start."""
        headers = {"Upload-Length": str(len(self._content)), "Upload-Metadata": self._metadata}
        answer = client.post(UPLOADS, headers={**VERSION, **headers})
        assert answer.status_code == 201, answer.text
        return int(answer.headers["upload-offset"])

    def send(self, client: httpx.Client, offset: int, count: int) -> int:
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        chunk = self._content[offset : offset + count]
        answer = client.patch(f"{UPLOADS}/{self.id}", content=chunk, headers={**VERSION, **headers})
        assert answer.status_code == 204, answer.text
        return int(answer.headers["upload-offset"])

    def send_quietly(self, client: httpx.Client, offset: int, count: int) -> None:
        """While the server is being killed: whether an answer comes is nobody's concern."""
        with suppress(httpx.HTTPError, AssertionError):
            self.send(client, offset, count)
