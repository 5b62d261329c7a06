"""Functions and triggers of ``personnel`` as they are in force."""

from pathlib import Path

from hengjian.kit.data.entities import entities_of

ENTITIES = entities_of("personnel", Path(__file__).parent / "functions")
