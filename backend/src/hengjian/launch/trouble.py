"""What can stop a start: one sentence for the person at the terminal, and a non-zero exit."""


class LaunchRefused(Exception):
    """``str(error)`` is the sentence."""
