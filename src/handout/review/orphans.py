"""Sign-offs and comments of a handout that is not there any more: it was renamed, or taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from handout.content.project import Entry, Project
from handout.content.values import Language
from handout.files import Inputs
from handout.problems import Problem, Problems, Severity
from handout.review.sign_off_file import read_record
from handout.source import Span

REVIEWS, COMMENTS = "reviews", "comments"
WORDS = "words"
"""The folder in `reviews/` of those who read the program's own words."""


def orphans(project: Project, entries: Sequence[Entry], texts: Mapping[str, Entry]) -> Iterator[Problem]:
    """A warning (W82) for each file of sign-offs or comments without its handout, or with a name nobody looks for.

    `texts` are today's handouts by the digest of their text: one of them may be what was signed, under another name.
    What is said of sign-offs goes for the comments beside them.
    """
    stems = {entry.stem for entry in entries} | project.meant_for_handouts()
    inputs = project.inputs or Inputs()
    names = {folder: inputs.names(project.content / folder) for folder in (REVIEWS, COMMENTS)}
    for folder, what in ((REVIEWS, "sign-off"), (COMMENTS, "comment")):
        for name in names[folder]:
            stem, path = name.removesuffix(".yaml"), project.content / folder / name
            if name.endswith("/"):
                yield from _in_a_folder(project, path, what, project.content / folder, inputs)
            elif stem == name and path.suffix.lower() in {".yaml", ".yml"}:
                yield _misnamed(project, path, what, names[folder])
            elif stem != name and stem not in stems and (folder == REVIEWS or name not in names[REVIEWS]):
                both = folder == REVIEWS and name in names[COMMENTS]
                said = "sign-offs and comments" if both else f"{what}s"
                yield _without_handout(project, path, said, texts, names[REVIEWS])


def _in_a_folder(project: Project, folder: Path, what: str, home: Path, inputs: Inputs) -> Iterator[Problem]:
    """A warning for each file of YAML in a folder where none is read; those of `words` bear the name of a language."""
    words = project.content / REVIEWS / WORDS
    home = words if folder == words else home
    for name in () if folder.is_symlink() else inputs.names(folder):
        path = folder / name
        tag = Language.canonical(path.stem.replace("_", "-"))
        if name.endswith("/"):
            yield from _in_a_folder(project, path, what, home, inputs)
        elif path.suffix.lower() in {".yaml", ".yml"} and (folder != words or name != f"{tag}.yaml"):
            message, hint = f"no {what} is read here, in a folder of its own", f"move it into {project.name(home)}/"
            if folder == words:
                message = f"no {what} is read here: the name is not that of a language and .yaml"
                hint = f"give it the name of its language, such as {tag or 'es'}.yaml"
            yield Problem(Span(project.name(path), 1, 1), Severity.WARNING, "W82", message, hint)


def _misnamed(project: Project, path: Path, what: str, names: Sequence[str]) -> Problem:
    place, meant = Span(project.name(path), 1, 1), f"{path.stem}.yaml"
    hint = f"{meant} is there too: look which of the two is meant" if meant in names else f"rename it to {meant}"
    return Problem(place, Severity.WARNING, "W82", f"no {what} is read here: its name must end in .yaml", hint)


def _without_handout(
    project: Project, path: Path, what: str, texts: Mapping[str, Entry], names: Sequence[str]
) -> Problem:
    place, stem = Span(project.name(path), 1, 1), path.stem
    message, hint = f"{what} of '{stem}', which is not in content/", "if it was renamed, rename them with it"
    is_signed = path.parent.name == REVIEWS
    signed = read_record(path, place.file, Problems(), project.inputs) if is_signed else ()
    entry = next((texts[one.digest] for one in reversed(signed) if one.digest in texts), None)
    if entry is not None:
        message += f"; {project.name(entry.path)} is, letter for letter, what was signed"
        beside = f"{stem}.*.txt beside it" + (f" and content/{COMMENTS}/{path.name}" if "comments" in what else "")
        own = f"content/{REVIEWS}/{entry.stem}.yaml"
        hint = f"git mv {place.file} {own}, and {beside} likewise"
        if f"{entry.stem}.yaml" in names:
            hint = f"{own} is there already, and holds its sign-offs: take this file out of content/{REVIEWS}"
    return Problem(place, Severity.WARNING, "W82", message, hint)
