"""Examples are many and small; how long one takes says nothing on a busy machine."""

from hypothesis import settings

settings.register_profile("engine", deadline=None)
settings.load_profile("engine")
