"""The built web app: two entries, the reference of the API, hashed assets that never change, and nothing else."""

from mimetypes import guess_type
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import NotModifiedResponse
from starlette.types import Message, Receive, Scope, Send

from hengjian.kit.answers.security import CONTENT_POLICY, NO_PAGE, add_missing, security_headers
from hengjian.kit.problems.problems import NotFound, problem_response


def _policy(styles: str) -> str:
    return (
        f"default-src 'self'; img-src 'self' data: blob:; style-src {styles}; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    )


_FIELD_POLICY = _policy("'self'")
_OFFICE_POLICY = _policy("'self' 'unsafe-inline'")
"""The office's component library, and the page that shows the contract, write their styles while they run."""
_MOBILE_ENTRY = "/m/"
"""Also the scope of the phone page's service worker; an address without the slash lies outside it."""
_API_FILES = {"/api/docs": "api/docs/index.html", "/api/v1/openapi.json": "api/v1/openapi.json"}
"""The contract and the page that shows it; they are built with the web app. nginx has them too."""
MACHINE_ADDRESSES = ("/api", "/metrics", "/.well-known", "/docs", "/redoc")
"""Where scanners, monitors and sign-on look for what is not there: a page of the app would pass for an answer. nginx
knows them too."""
_MEDIA_TYPES = {".webmanifest": "application/manifest+json"}
"""Where the machine's own table cannot be relied on."""


class WebFiles:
    """A file of the folder, or the entry page that will route the address itself (``/m/...`` or ``/...``)."""

    def __init__(self, folder: Path | None, *, is_secured: bool) -> None:
        self._folder = folder.resolve() if folder else None
        self._told = {**security_headers(is_secured=is_secured), CONTENT_POLICY: NO_PAGE}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_framed(message: Message) -> None:
            if message["type"] == "http.response.start":
                add_missing(message, self._told)
            await send(message)

        await self._answer(scope["method"], scope["path"], scope)(scope, receive, send_framed)

    def _answer(self, method: str, path: str, scope: Scope) -> Response:
        if any(path == one or path.startswith(f"{one}/") for one in MACHINE_ADDRESSES):
            return self._api_file(method, path, scope)
        if method not in {"GET", "HEAD"} or self._folder is None:
            return PlainTextResponse("Not Found", 404)
        if path == _MOBILE_ENTRY.rstrip("/"):
            return RedirectResponse(_MOBILE_ENTRY, 308)
        file = (self._folder / path.lstrip("/")).resolve()
        if file.is_relative_to(self._folder) and file.is_file():
            return self._file(file, scope, immutable=path.startswith("/assets/"))
        if "." in path.rsplit("/", 1)[-1]:
            return PlainTextResponse("Not Found", 404)
        entry = "m/index.html" if path.startswith(_MOBILE_ENTRY) else "index.html"
        return self._file(self._folder / entry, scope, immutable=False)

    def _api_file(self, method: str, path: str, scope: Scope) -> Response:
        file = self._folder / _API_FILES[path] if self._folder and path in _API_FILES else None
        if method not in {"GET", "HEAD"} or file is None or not file.is_file():
            return problem_response(NotFound())
        return self._file(file, scope, immutable=False)

    def _file(self, file: Path, scope: Scope, *, immutable: bool) -> Response:
        if not file.is_file():
            return PlainTextResponse("The web app is not built.", 404)
        caching = "public, max-age=31536000, immutable" if immutable else "no-cache"
        is_field = scope["path"].startswith(_MOBILE_ENTRY)
        headers = {CONTENT_POLICY: _FIELD_POLICY if is_field else _OFFICE_POLICY, "Cache-Control": caching}
        media_type = _MEDIA_TYPES.get(file.suffix) or guess_type(file)[0]
        packed = file.with_name(file.name + ".gz")
        if packed.is_file():
            headers["Vary"] = "Accept-Encoding"
            if b"gzip" in dict(scope["headers"]).get(b"accept-encoding", b""):
                headers["Content-Encoding"] = "gzip"
                file = packed
        answer = FileResponse(file, headers=headers, media_type=media_type, stat_result=file.stat())
        known = Headers(scope=scope).get("if-none-match", "")
        return NotModifiedResponse(answer.headers) if answer.headers["etag"] in known else answer
