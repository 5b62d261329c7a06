"""The seed of the fuzzing: another one in every run, printed at the end, repeatable by the environment."""

import os
import secrets

FUZZ_SEED = "HENGJIAN_FUZZ_SEED"


def choose_fuzz_seed() -> None:
    """In the process that controls the run; its workers inherit the environment."""
    os.environ.setdefault(FUZZ_SEED, str(secrets.randbelow(2**32)))


def fuzz_seed() -> int:
    return int(os.environ[FUZZ_SEED])


def fuzz_seed_told() -> str:
    return f"fuzz seed {fuzz_seed()}, repeated by {FUZZ_SEED}={fuzz_seed()}"
