"""Functions and triggers of ``supervision`` as they are in force."""

from pathlib import Path

from hengjian.kit.data.entities import entities_of

ENTITIES = entities_of("supervision", Path(__file__).parent / "functions")
