"""How long files, functions and lines of prose may be."""

import ast
import re


FILE, FUNCTION, PROSE = 200, 70, 120
PROGRAMS = (".swift", ".py", ".c", ".h")
BEGINS = re.compile(r"( *)(?:@\w+(?:\([^)]*\))? +|[a-z()]+ +)*(?:func\b|init[?(<]|deinit\b|subscript\b)")


def files(tree):
    for path in tree.under("Sources/", "Tests/", "Benchmarks/", "scripts/", ending=("",)):
        count = tree.text(path).count("\n")
        is_program = path.endswith(PROGRAMS) or tree.text(path).startswith("#!")
        if is_program and count > FILE:
            yield path, FILE + 1, f"{count} lines, at most {FILE}"


def functions(tree):
    for path in tree.under("Sources/", "Tests/", "Benchmarks/"):
        yield from swift_functions(path, tree.code(path).split("\n"))
    for path in tree.files:
        text = tree.text(path)
        if path.endswith(".py") or re.match("#!.*python3", text):
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.FunctionDef) and (count := node.end_lineno - node.lineno + 1) > FUNCTION:
                    yield path, node.lineno, f"{node.name}: {count} lines, at most {FUNCTION}"


def swift_functions(path, lines):
    """Formatted as scripts/format does: a function ends at the first brace that stands below its beginning."""
    for first, line in enumerate(lines):
        found = BEGINS.match(line)
        if not found or line.rstrip().endswith("}"):
            continue
        end = found[1] + "}"
        for last in range(first + 1, len(lines)):
            if lines[last].startswith(end):
                if last - first + 1 > FUNCTION:
                    yield path, first + 1, f"{last - first + 1} lines, at most {FUNCTION}"
                break
            if lines[last].strip() and not lines[last].startswith((found[1] + " ", found[1] + ")")):
                break


def prose(tree):
    """Lines of text: neither of a table nor of a block of code."""
    for path in tree.under("", ending=(".md",)):
        is_block = False
        for number, line in enumerate(tree.lines(path), 1):
            is_block ^= line.startswith("```")
            if not is_block and not line.startswith(("|", "    ")) and len(line) > PROSE:
                yield path, number, f"{len(line)} columns, at most {PROSE}"
