"""Functions and triggers of ``appraisal`` as they are in force."""

from pathlib import Path

from hengjian.kit.data.entities import entities_of

ENTITIES = entities_of("appraisal", Path(__file__).parent / "functions")
