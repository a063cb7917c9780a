"""Every regular expression of the program, and texts made to slow each down."""

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections import deque
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import handout
from handout.lint import word_lists

ROOT = Path(handout.__file__).parent
LISTS_OF_PATTERNS = (
    "claims", "claims-numbers", "dose-forms", "double-negatives", "examples", "fractions", "measured", "medical-shapes",
    "natural-frequency", "passive", "percent", "plainer-not", "risk", "sums", "the-patient", "you",
)  # fmt: skip
SHORT, LONG = (16, 22, 28), (1500, 6000)
WORDS = (15, 60)
"""Letters, where a pattern is only given single words, which are never longer."""
SLOW, GROWTH, LEAST = 0.1, 9.0, 0.02
"""Seconds that no shorter text may take; how much more one may take four times as long; what is not judged."""
_MANY = 8
TAILS = ("", "\x00", "!", "\n")
_EVERYWHERE = {"search", "sub", "subn", "split", "findall", "finditer"}
_USES = {"compile", "match", "fullmatch", *_EVERYWHERE}


class Used(NamedTuple):
    """A pattern: where it comes from, and whether it is looked for at every place of a text or only at one."""

    name: str
    pattern: re.Pattern[str]
    everywhere: bool
    lengths: tuple[int, int] = LONG


def every_pattern() -> list[Used]:
    """Each pattern over text, once."""
    found: dict[tuple[str, int, bool], str] = {}
    methods = _methods()
    for name, text, flags in (*_compiled_at_import(), *_listed(), *_made_by_rules()):
        module, _, own = name.rpartition(".")
        known = methods.get(name if own.startswith("_") else own, _EVERYWHERE)
        is_everywhere = bool(known & _EVERYWHERE) or not module.startswith("handout")
        found.setdefault((text, flags & ~re.UNICODE, is_everywhere), name)
    for name, text, method in _typed_in_calls():
        found.setdefault((text, 0, method in _EVERYWHERE), name)
    return [
        Used(f"{name}: {text[:60]}", re.compile(text, flags), everywhere, WORDS if "shapes" in name else LONG)
        for (text, flags, everywhere), name in found.items()
    ]


@cache
def _nodes(path: Path) -> list[ast.AST]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute | ast.Call)]


def _methods() -> dict[str, set[str]]:
    """What is called of each name, `X.search(…)`, `module.X.match(…)`; a private name goes with its module."""
    found: dict[str, set[str]] = {}
    for path in ROOT.rglob("*.py"):
        module = ".".join(("handout", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
        for node in _nodes(path):
            if isinstance(node, ast.Attribute) and node.attr in _USES:
                owner = node.value
                name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
                name = f"{module}.{name}" if name.startswith("_") else name
                found.setdefault(name, set()).add(node.attr)
    return found


def _compiled_at_import() -> Iterator[tuple[str, str, int]]:
    for module in pkgutil.walk_packages([str(ROOT)], "handout."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            for one in (
                value if isinstance(value, tuple | list) else value.values() if isinstance(value, dict) else [value]
            ):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    yield f"{module.name}.{name}", one.pattern, one.flags


def _typed_in_calls() -> Iterator[tuple[str, str, str]]:
    """`re.search("…", …)`, and `re.search(X, …)`, `re.compile(X).search(…)` for a string X of the module."""
    for path in ROOT.rglob("*.py"):
        if path.name == "__main__.py":
            continue
        relative = path.relative_to(ROOT)
        module = ".".join(("handout", *relative.with_suffix("").parts)).removesuffix(".__init__")
        for node in _nodes(path):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _USES:
                owner = node.func.value
                call = owner if isinstance(owner, ast.Call) and ast.unparse(owner.func) == "re.compile" else node
                is_re = call is owner or (isinstance(owner, ast.Name) and owner.id == "re")
                if is_re and node.func.attr != "compile" and call.args:
                    for text in _texts(call.args[0], module):
                        yield f"{relative}:{node.lineno}", text, node.func.attr


def _texts(pattern: ast.expr, module: str) -> Iterator[str]:
    """The strings that a pattern may be: typed in place, or named in the module."""
    match pattern:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Name(id=name):
            value = getattr(importlib.import_module(module), name, None)
            yield from [value] if isinstance(value, str) else []
        case ast.Subscript(value=ast.Name(id=name)):
            value = getattr(importlib.import_module(module), name, None)
            yield from [text for text in value.values() if isinstance(text, str)] if isinstance(value, dict) else []
        case ast.IfExp(body=one, orelse=other):
            yield from (*_texts(one, module), *_texts(other, module))


def _listed() -> Iterator[tuple[str, str, int]]:
    for folder in (ROOT / "lint" / "data").iterdir():
        for name in LISTS_OF_PATTERNS:
            for pattern in word_lists.patterns(folder.name, name):
                yield f"lint/data/{folder.name}/{name}.txt", pattern.pattern, pattern.flags


def _made_by_rules() -> Iterator[tuple[str, str, int]]:
    from handout.content import unfilled
    from handout.lint.rules import MD05_shorthand, PL06_plainer_word

    for tag in ("en", "th"):
        yield f"what is left unfilled in {tag}", unfilled.pattern(tag).pattern, unfilled.pattern(tag).flags
    for language in sorted(folder.name for folder in (ROOT / "lint" / "data").iterdir() if folder.is_dir()):
        for where, pattern, _ in MD05_shorthand._shorthand(language):
            yield f"MD05 {language} {where}", pattern.pattern, pattern.flags
        plainer = PL06_plainer_word._pattern(language)
        if plainer is not None:
            yield f"PL06 {language}", plainer.pattern, plainer.flags


def pumps(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """What to put first, and what to repeat, for each repeat of a pattern."""
    seen = set()
    for before, *pieces in _repeats(list(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)), ""):
        for piece in pieces:
            for pump in ((before, piece), ("", piece), ("", before + piece)):
                if pump[1] and pump not in seen:
                    seen.add(pump)
                    yield pump


def _repeats(items: list[Any], before: str) -> Iterator[tuple[str, str, str]]:
    """What stands before each repeat, and what it repeats: made of letters and, where they match too, of signs."""
    for kind, value in items:
        if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            _, most, inner = value
            if most is code.MAXREPEAT or most >= _MANY:
                yield before, _example(list(inner)), _example(list(inner), _SIGNS_FIRST)
            yield from _repeats(list(inner), before)
        elif kind is code.SUBPATTERN:
            yield from _repeats(list(value[3]), before)
        elif kind is code.BRANCH:
            for branch in value[1]:
                yield from _repeats(list(branch), before)
        elif kind in (code.ASSERT, code.ASSERT_NOT):
            yield from _repeats(list(value[1]), before)
        elif kind is getattr(code, "ATOMIC_GROUP", None):
            yield from _repeats(list(value), before)
        before += _example([(kind, value)])


_TRIED = "a1 .,-()/\n:;'_%=*+#\"<>[]{}@&|~^`!?\\\t\u00e9\u0660\u0627\u4e00\u00a0\u200f"
_SIGNS_FIRST = "&" + _TRIED


def _example(items: list[Any], tried: str = _TRIED) -> str:
    """A short text that the items match, as far as one can be made up; in a class the first of those tried."""
    text = ""
    for kind, value in items:
        if kind is code.LITERAL:
            text += chr(value)
        elif kind is code.NOT_LITERAL:
            text += "a" if value != ord("a") else "b"
        elif kind is code.ANY:
            text += "a"
        elif kind is code.IN:
            text += _member(value, tried)
        elif kind is code.SUBPATTERN:
            text += _example(list(value[3]), tried)
        elif kind is code.BRANCH:
            text += _example(list(value[1][0]), tried)
        elif kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            text += _example(list(value[2]), tried) * max(value[0], 1)
        elif kind is getattr(code, "ATOMIC_GROUP", None):
            text += _example(list(value), tried)
    return text


def _member(members: list[Any], tried: str) -> str:
    """A character of a class."""
    if members and members[0][0] is code.LITERAL:
        return chr(members[0][1])
    if members and members[0][0] is code.RANGE:
        return chr(members[0][1][0])
    state = parser.State()
    state.str = ""
    tree = parser.SubPattern(state, [(code.IN, members)])
    import re._compiler as compiler  # type: ignore[import-not-found]

    single = compiler.compile(tree, 0)
    return next((char for char in tried if single.match(char)), "")


class _TooLong(Exception):
    pass


def slowness(used: Used, most_pumps: int = 200, tails: tuple[str, ...] = TAILS) -> str | None:
    """How a pattern is slowed down; None when time grows with the text's length alone."""
    for before, piece in islice(pumps(used.pattern), most_pumps):
        for tail in tails:
            for count in SHORT:
                if _seconds(used, before + piece * count + tail, 2 * SLOW) > SLOW:
                    return f"{before!r} + {piece!r} × {count} + {tail!r} takes more than {SLOW} s"
            times = [_seconds(used, before + piece * (count // len(piece)) + tail) for count in used.lengths]
            if times[0] > SLOW or (times[-1] > LEAST and times[-1] > GROWTH * max(times[0], 1e-4)):
                return f"{before!r} + {piece!r} × … + {tail!r}: {times[0]:.4f} s, then {times[-1]:.4f} s"
    return None


def _seconds(used: Used, text: str, most: float = 1.0) -> float:
    """The least time of three, of looking through the whole text; `most` when it takes longer."""

    def stop(*_: object) -> None:
        raise _TooLong

    kept = signal.signal(signal.SIGVTALRM, stop)
    best = most
    try:
        for _ in range(3):
            signal.setitimer(signal.ITIMER_VIRTUAL, most)
            start = time.process_time()
            if used.everywhere:
                deque(used.pattern.finditer(text), maxlen=0)
            else:
                used.pattern.match(text)
            best = min(best, time.process_time() - start)
            if best < LEAST:
                break
    except _TooLong:
        return best
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, kept)
    return best
