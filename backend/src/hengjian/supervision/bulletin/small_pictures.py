"""The small pictures beside the entries of a list."""

SMALL_WIDTH = 480
