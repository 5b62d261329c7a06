"""Two people who write without pause and remember every word, whatever becomes of the server."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from tests.support.installation import Installation
from tests.support.posts import Post, write_deduction, write_unit

PAUSE_SECONDS = 0.02


class Writer:
    def __init__(self, installation: Installation, role: str, draw_up: Any) -> None:
        self.posts: list[Post] = []
        self.refusals: set[str] = set()
        self._client = installation.sign_in(role)
        self._draw_up = draw_up

    @property
    def acknowledged(self) -> list[Post]:
        return [post for post in self.posts if post.answer is not None]

    def write_until(self, stopped: threading.Event) -> None:
        while not stopped.is_set():
            post = self._draw_up()
            self.posts.append(post)
            try:
                answer = post.send(self._client)
            except httpx.HTTPError:
                stopped.wait(PAUSE_SECONDS)
                continue
            if answer.is_success:
                post.answer = answer.json()
            else:
                self.refusals.add(answer.json()["code"])
            stopped.wait(PAUSE_SECONDS)


@contextmanager
def writing(installation: Installation) -> Iterator[tuple[Writer, Writer]]:
    """An administrator enters units and an inspector records deductions as long as the block lasts."""
    writers = Writer(installation, "administrator", write_unit), Writer(installation, "inspector", write_deduction)
    stopped = threading.Event()
    threads = [threading.Thread(target=writer.write_until, args=(stopped,)) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        yield writers
    finally:
        stopped.set()
        for thread in threads:
            thread.join()
