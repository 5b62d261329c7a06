"""Functions and triggers of ``targets`` as they are in force."""

from pathlib import Path

from hengjian.kit.data.entities import entities_of

ENTITIES = entities_of("targets", Path(__file__).parent / "functions")
