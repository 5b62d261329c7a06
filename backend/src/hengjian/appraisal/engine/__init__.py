"""The scoring engine: a pure function from a document of the scheme language to its result."""

from hengjian.appraisal.engine.checking import check_expectation, evaluate_files
from hengjian.appraisal.engine.digest import digest_of
from hengjian.appraisal.engine.document import read_document
from hengjian.appraisal.engine.evaluation import check_scheme, evaluate, evaluate_text
from hengjian.appraisal.engine.faults import DocumentRefused
from hengjian.appraisal.engine.numbers import read_number
from hengjian.appraisal.engine.reducing import item_codes, item_kinds, reduce_scheme

__all__ = [
    "DocumentRefused",
    "check_expectation",
    "check_scheme",
    "digest_of",
    "evaluate",
    "evaluate_files",
    "evaluate_text",
    "item_codes",
    "item_kinds",
    "read_document",
    "read_number",
    "reduce_scheme",
]
