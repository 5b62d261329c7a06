"""How a backup is encrypted: a key from the passphrase, and files of any length under it.

The passphrase opens one random key (scrypt, then AES-256-GCM); each file has a key of its own derived from that one and
is cut into chunks, each under AES-256-GCM with its number and whether it is the last. So nothing can be changed, cut
off, put in another order or appended unseen, and no file need lie in memory.
"""

import base64
import hmac
import json
import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from hengjian.launch.trouble import LaunchRefusedError

CHUNK = 1 << 20
_FORMAT = "hengjian-backup-key/1"
_SALT, _TAG, _KEY = 32, 16, 32
_SCRYPT = {"n": 1 << 17, "r": 8, "p": 1}
"""Of the OWASP password storage guide; a try costs 128 MB and some tenths of a second."""


class DamagedError(Exception):
    """What was read is not what was written."""


class Cipher:
    def __init__(self, key: bytes) -> None:
        self._key = key

    def name_of(self, digest: str) -> str:
        """Under which content of this hash is kept: tells nobody without the key what lies in a backup."""
        return hmac.new(self._derive(b"names"), digest.encode(), "sha256").hexdigest()

    def encrypt(self, content: Iterable[bytes]) -> Iterator[bytes]:
        """Encrypted chunks of what comes in pieces of any length."""
        salt = os.urandom(_SALT)
        sealing = AESGCM(self._derive(salt))
        yield salt
        kept, number = bytearray(), 0
        for piece in content:
            kept += piece
            while len(kept) > CHUNK:
                yield sealing.encrypt(_nonce(number, is_last=False), bytes(kept[:CHUNK]), None)
                del kept[:CHUNK]
                number += 1
        yield sealing.encrypt(_nonce(number, is_last=True), bytes(kept), None)

    def decrypt(self, stream: BinaryIO) -> Iterator[bytes]:
        """Raises :class:`DamagedError` before the first byte that is not what was written."""
        sealing = AESGCM(self._derive(stream.read(_SALT)))
        chunk, number = stream.read(CHUNK + _TAG), 0
        while True:
            following = stream.read(CHUNK + _TAG)
            try:
                yield sealing.decrypt(_nonce(number, is_last=not following), chunk, None)
            except (InvalidTag, ValueError) as error:
                raise DamagedError from error
            if not following:
                return
            chunk, number = following, number + 1

    def _derive(self, about: bytes) -> bytes:
        return HKDF(SHA256(), _KEY, salt=about, info=b"hengjian backup").derive(self._key)


def plain_size(size: int) -> int | None:
    """Of the content in an encrypted file of this size; None where no file has it."""
    whole, rest = divmod(size - _SALT, CHUNK + _TAG)
    if rest == 0:
        return whole * CHUNK if whole else None
    return whole * CHUNK + rest - _TAG if rest >= _TAG else None


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11) + bytes([is_last])


def new_key(passphrase: str) -> tuple[str, Cipher]:
    """A random key, and the file that only the passphrase opens."""
    salt, nonce, key = os.urandom(_SALT), os.urandom(12), os.urandom(_KEY)
    sealed = AESGCM(_stretch(passphrase, salt)).encrypt(nonce, key, _FORMAT.encode())
    parts = {"salt": salt, "nonce": nonce, "key": sealed}
    told = {name: base64.b64encode(part).decode() for name, part in parts.items()}
    return json.dumps({"format": _FORMAT, **told}, indent=2), Cipher(key)


def open_key(text: str, passphrase: str) -> Cipher:
    """Raises :class:`LaunchRefusedError` where the passphrase is another, or the file is none of ours."""
    try:
        content = json.loads(text)
        salt, nonce, sealed = (base64.b64decode(content[name], validate=True) for name in ("salt", "nonce", "key"))
        key = AESGCM(_stretch(passphrase, salt)).decrypt(nonce, sealed, content["format"].encode())
    except InvalidTag as error:
        raise LaunchRefusedError("备份口令不对 / the passphrase does not open this backup") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LaunchRefusedError("备份的密钥文件已损坏 / the backup's key file is damaged") from error
    return Cipher(key)


def _stretch(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=_KEY, **_SCRYPT).derive(passphrase.encode())
