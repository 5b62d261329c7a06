"""Puts a line or an element where it belongs in a source that people write too. Text in, text out."""

import ast
import re

from hengjian.launch.trouble import LaunchRefusedError


def insert_sorted_line(text: str, line: str, among: str) -> str:
    """``line`` between the lines that match ``among``, which stand in alphabetical order."""
    lines = text.splitlines(keepends=True)
    others = [number for number, other in enumerate(lines) if re.match(among, other)]
    if not others:
        raise LaunchRefusedError(f"未找到插入位置 / found no place for: {line}")
    place = next((number for number in others if lines[number] > line), others[-1] + 1)
    return "".join([*lines[:place], f"{line}\n", *lines[place:]])


def insert_import(text: str, line: str) -> str:
    """Beside the first import of ours; the formatter puts it into its order."""
    return re.sub(r"^(?=from hengjian\.)", f"{line}\n", text, count=1, flags=re.MULTILINE)


def insert_into(text: str, name: str, element: str, *, key: str | None = None, is_sorted: bool = False) -> str:
    """``element`` into the list or set that is assigned to ``name``, or that stands at ``key`` of its mapping.

    Of a union of sets it is the written one that grows. Without an order the element comes last.
    """
    elements = _elements(_value_of(ast.parse(text), name, key), name)
    spoken = [ast.get_source_segment(text, node) or "" for node in elements]
    if element in spoken:
        raise LaunchRefusedError(f"已存在 / is there already: {element}")
    after = next((node for node, word in zip(elements, spoken, strict=True) if is_sorted and word > element), None)
    if after is not None:
        return _insert_at(text, after.lineno, after.col_offset, f"{element}, ")
    last = elements[-1]
    assert last.end_lineno is not None
    assert last.end_col_offset is not None
    return _insert_at(text, last.end_lineno, last.end_col_offset, f", {element}")


def _value_of(tree: ast.Module, name: str, key: str | None) -> ast.expr:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if name not in [ast.unparse(target) for target in targets]:
            continue
        if key is None:
            return node.value
        assert isinstance(node.value, ast.Dict)
        held = {
            ast.unparse(entry): value for entry, value in zip(node.value.keys, node.value.values, strict=True) if entry
        }
        if key in held:
            return held[key]
    raise LaunchRefusedError(f"未找到 / there is no {name}{f'[{key}]' if key else ''} to add to")


def _elements(value: ast.expr, name: str) -> list[ast.expr]:
    if isinstance(value, ast.BinOp):
        return _elements(value.right, name)
    if isinstance(value, ast.Call) and len(value.args) == 1:
        return _elements(value.args[0], name)
    if isinstance(value, ast.List | ast.Set | ast.Tuple) and value.elts:
        return value.elts
    raise LaunchRefusedError(f"无法识别 / not a list or set of names: {name}")


def _insert_at(text: str, line: int, column: int, piece: str) -> str:
    """Lines count from one, columns in bytes, as in a syntax tree."""
    lines = text.splitlines(keepends=True)
    changed = lines[line - 1].encode()
    lines[line - 1] = (changed[:column] + piece.encode() + changed[column:]).decode()
    return "".join(lines)
