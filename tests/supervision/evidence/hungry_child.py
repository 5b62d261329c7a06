"""The drawing child with a step that asks for more memory than it is given."""

import sys

from hengjian.supervision.evidence import drawing, drawing_child


def _ask_for_more(content: bytes, _: str) -> bytes:
    return content + bytes(drawing_child.MEMORY_BYTES)


if __name__ == "__main__":
    drawing.STEPS["check"] = _ask_for_more
    sys.exit(drawing_child.main())
