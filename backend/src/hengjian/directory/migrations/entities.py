"""Functions and triggers of ``directory`` as they are in force."""

from pathlib import Path

from hengjian.kit.migrating.entities import entities_of

ENTITIES = entities_of("directory", Path(__file__).parent / "functions")
