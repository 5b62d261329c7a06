"""Functions and triggers of ``directory`` as they are in force."""

from pathlib import Path

from hengjian.directory.workflows import GRANT
from hengjian.kit.migrating.entities import entities_of, guard_states

_MOVES = guard_states("directory", "role_grant", GRANT.pairs())
"""Each state goes only where its workflow says."""

ENTITIES = entities_of("directory", Path(__file__).parent / "functions", _MOVES)
