"""What the simulated year leaves undone, in an order in which each errand finds what it needs."""

from hengjian.launch.examples.desk import Desk
from hengjian.launch.examples.errands import appraisal, directory, supervision, targets
from hengjian.launch.examples.errands.reading import read_everything


def run_errands(desk: Desk) -> None:
    read_everything(desk)
    directory.run(desk)
    targets.run(desk)
    supervision.run(desk)
    appraisal.run(desk)
