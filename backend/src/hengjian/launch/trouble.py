"""What can stop a start: one sentence for the person at the terminal, and a non-zero exit."""


class LaunchRefusedError(Exception):
    """``str(error)`` is the sentence."""
