"""The key by which this service alone signs access tokens."""

from joserfc.jwk import OKPKey

from hengjian.kit.edge.service import Service


def signing_key(running: Service) -> OKPKey:
    key = running.settings.token_private_key
    assert key is not None, "directory is started with the token key"
    return OKPKey.import_key(key.get_secret_value())
