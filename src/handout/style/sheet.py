"""Find a style sheet by name, with all it extends, and resolve it into one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from handout.files import Inputs
from handout.part import PAGE
from handout.problems import Problems, Severity, near
from handout.reading.models import read
from handout.reading.yaml_file import contents, parse
from handout.source import Span
from handout.style import legibility
from handout.style.cascade import Cascade, Decision, colors_of, fill_in, layered, refuse_unknown, resolved
from handout.style.doubts import Doubts
from handout.style.obeying import refuse_idle
from handout.style.parts import PARTS
from handout.style.properties import Paper, Sheet, Style
from handout.style.sheet_file import SheetFile, is_name, name_like

BUILT_IN = Path(__file__).parents[1] / "styles"
"""The sheets that come with the program."""
OURS = "handout/styles/"
"""How messages call their folder."""

_CHANGES_NO_LOOK = frozenset({"E40", "E63"})
"""Problems of what a sheet says in vain: what it says else can be judged."""
_BUILT_IN_READ: dict[Path, tuple[bytes, SheetFile]] = {}
"""Those of the program that this process has read without a problem, with their bytes: all projects use them."""
LEAST_WIDTH = 60.0
LEAST_HEIGHT = 144.0
"""What the margins must leave for the text, in points."""


def load_sheet(
    name: str,
    folders: Sequence[Path],
    problems: Problems,
    asked: Span | None = None,
    known: dict[Path, SheetFile] | None = None,
    inputs: Inputs | None = None,
) -> Sheet | None:
    """The sheet of this name, resolved; None when anything in it is refused, and `problems` says what.

    `folders` are the clinic's own, searched in order before the built-in sheets. `asked` is where the name was typed.
    `known` are files that were read without a problem, and gains those of this sheet: sheets often extend the same one.
    `inputs` notes what was read and what was looked for in vain.
    """
    own, doubts = Problems(), Doubts()
    inputs = Inputs() if inputs is None else inputs
    files = _chain(name, (*folders, BUILT_IN), own, asked, {} if known is None else known, inputs, doubts)
    follows = Problems()
    sheet = _resolved(name, files, follows) if files else None
    own.extend(problem for problem in follows.found if not doubts.explain(problem))
    problems.extend(own.found)
    return None if own.has_errors else sheet


def sheet_names(folders: Sequence[Path]) -> tuple[str, ...]:
    """The names of all sheets there are, sorted."""
    found = {path.stem for folder in (*folders, BUILT_IN) for path in folder.glob("*.yaml")}
    return tuple(sorted(filter(is_name, found)))


def _chain(
    name: str, folders: Sequence[Path], problems: Problems, asked: Span | None, known: dict[Path, SheetFile],
    inputs: Inputs, doubts: Doubts,
) -> list[SheetFile]:  # fmt: skip
    """The sheet and all it extends, the base first.

    A sheet may extend one of its own name: that is the next one found, so that a clinic can change the built-in
    `standard` and keep its name.
    """
    chain: list[SheetFile] = []
    taken: list[Path] = []
    span = asked or Span(f"styles/{name}.yaml", 1, 1)
    while True:
        if not is_name(name):
            problems.error(
                "E45",
                span,
                f"'{name}' is not the name of a style sheet",
                _name_hint(name, folders),
            )
            return []
        there = [path for folder in folders if inputs.is_there(path := folder / f"{name}.yaml")]
        free = [(path, true) for path in there if (true := inputs.resolved(path)) not in taken]
        if not there:
            problems.error("E45", span, f"there is no style sheet '{name}'", _sheets_hint(name, folders))
            return []
        if not free:
            way = f", by way of {len(taken)} sheets" if len(taken) > 1 else ""
            problems.error("E44", span, f"'{name}' extends itself{way}: a loop", "take one 'extends' out")
            return []
        path, true = free[0]
        taken.append(true)
        file = known.get(true) or _read(path, true, problems, known, inputs, doubts)
        if file is None:
            return []
        chain.insert(0, file)
        if file.extends is None:
            return chain
        name, span = file.extends.text, file.extends.span


def _read(
    path: Path, true_path: Path, problems: Problems, known: dict[Path, SheetFile], inputs: Inputs, doubts: Doubts
) -> SheetFile | None:
    """The keys of one file; None when it is refused."""
    own = Problems()
    data = contents(path, _shown(path), own, inputs=inputs)
    same = _BUILT_IN_READ.get(path)
    if same is not None and same[0] == data:
        return same[1]
    node = None if data is None else parse(data, _shown(path), own)
    file = read(SheetFile, node, own, "style sheet") if node is not None else None
    if data is not None and file is not None and not len(own):
        known[true_path] = file
        if path.parent == BUILT_IN:
            _BUILT_IN_READ[path] = (data, file)
    if node is not None:
        doubts.note(node, (problem for problem in own if problem.severity is Severity.ERROR))
    problems.extend(own)
    return file


def _shown(path: Path) -> str:
    """The file as messages call it."""
    return f"{OURS}{path.name}" if path.parent == BUILT_IN else f"{path.parent.name}/{path.name}"


def _name_hint(name: str, folders: Sequence[Path]) -> str:
    """How the sheet is called that was named by its file, or how its file is to be called."""
    meant = name_like(Path(name).name.removesuffix(".yaml"))
    if meant in sheet_names(folders):
        return f"did you mean '{meant}'?"
    typed = next((path for folder in folders for path in folder.glob("*.yaml") if path.stem == name), None)
    if typed is not None and meant:
        return f"rename {_shown(typed)} to {meant}.yaml, and say {meant}"
    return "a sheet is called by its file's name without folder and '.yaml': lower case letters, digits and hyphens"


def _sheets_hint(name: str, folders: Sequence[Path]) -> str:
    for folder in folders:
        for path in sorted(folder.glob(f"{name}.[yY]*")):
            return f"rename {_shown(path)} to {name}.yaml"
    names = sheet_names(folders)
    close = near(name, names)
    if close is not None and close.startswith("did you mean"):
        return close
    return f"the sheets here are: {', '.join(names)}"


def _resolved(name: str, files: list[SheetFile], problems: Problems) -> Sheet | None:
    """One sheet made of its files, the base first, once it has passed every check."""
    cascade = layered(files)
    place = files[-1].span
    fill_in(cascade, place)
    decisions = resolved(cascade, problems)
    refuse_unknown(cascade, problems)
    refuse_idle(cascade, problems)
    missing = [part for part in PARTS if part not in cascade.styles and PARTS[part].like is None]
    if missing:
        problems.error("E41", place, f"this sheet says nothing of {_some(missing)}", "type 'extends: standard'")
    if "body" not in cascade.fonts:
        problems.error("E43", place, "this sheet's fonts do not name 'body'", "type 'fonts: {body: {family: …}}'")
    page = _page(cascade, place, problems)
    styles = {style: _style(style, decisions[style]) for style in sorted(decisions)}
    if all(problem.code in _CHANGES_NO_LOOK for problem in problems.found):
        legibility.check(styles, decisions, place, problems)
        if not place.file.startswith(OURS):
            # Only sheets of a clinic's own are asked about: what comes with the program was.
            from handout.style.effect import refuse_without_effect, tell_of_unused

            tell_of_unused(files, cascade, problems)
            refuse_without_effect(styles, decisions, page, place.file, problems)
    if problems.has_errors:
        return None
    decided = (*decisions.items(), (PAGE, cascade.page))
    fonts = {role: tuple(families) for role, families in sorted(cascade.fonts.items())}
    colors = dict(sorted(colors_of(cascade).items()))
    return Sheet(
        name=name,
        page=page,
        fonts=fonts,
        colors=colors,
        styles=styles,
        trace={(style, prop): by.span for style, entries in decided for prop, by in entries.items()},
        font_places={
            (role, family): span for role, families in cascade.fonts.items() for family, span in families.items()
        },
    )


def _some(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _style(name: str, decisions: dict[str, Decision]) -> Style:
    # The values were read by the property's own reader, so they fit its type.
    values: dict[str, object] = {prop: decision.value for prop, decision in decisions.items()}
    return Style(name=name, **values)  # type: ignore[arg-type]


def _page(cascade: Cascade, sheet: Span, problems: Problems) -> Paper:
    values = {name: decision.value for name, decision in cascade.page.items() if isinstance(decision.value, float)}
    page = Paper(**values)
    for room, least, sides in (
        (page.width - page.left - page.right, LEAST_WIDTH, ("left", "right", "width")),
        (page.height - page.top - page.bottom, LEAST_HEIGHT, ("top", "bottom", "height")),
    ):
        if room < least:
            decided = [cascade.page[side] for side in sides if side in cascade.page]
            by = max(decided, key=lambda decision: decision.layer, default=None)
            problems.error(
                "E49",
                by.span if by is not None else sheet,
                f"{sides[0]} and {sides[1]} margins leave {room:g}pt for the text; it needs {least:g}pt",
                "make the margins smaller or the paper larger",
            )
    return page
