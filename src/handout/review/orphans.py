"""Sign-offs of a handout that is not there any more: it was renamed, or taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handout.content.project import Entry, Project
from handout.files import Inputs
from handout.problems import Problem, Problems, Severity
from handout.review.sign_off_file import read_record
from handout.source import Span


def orphans(project: Project, entries: Sequence[Entry], texts: Mapping[str, Entry]) -> Iterator[Problem]:
    """A warning (W82) for each file of sign-offs without its handout, or with a name that nobody looks for.

    `texts` are today's handouts by the digest of their text: one of them may be what was signed, under another name.
    """
    folder = project.content / "reviews"
    stems = {entry.stem for entry in entries}
    names = (project.inputs or Inputs()).names(folder)
    for name in names:
        stem = name.removesuffix(".yaml")
        path = folder / name
        if stem == name and path.suffix.lower() in {".yaml", ".yml"}:
            place, meant = Span(project.name(path), 1, 1), f"{path.stem}.yaml"
            hint = (
                f"{meant} is there too: look which of the two is meant" if meant in names else f"rename it to {meant}"
            )
            yield Problem(place, Severity.WARNING, "W82", "no sign-off is read here: its name must end in .yaml", hint)
        if stem == name or stem in stems:
            continue
        signed = [sign_off.digest for sign_off in read_record(path, project.name(path), Problems(), project.inputs)]
        entry = next((texts[digest] for digest in reversed(signed) if digest in texts), None)
        place = Span(project.name(path), 1, 1)
        message, hint = f"sign-offs of '{stem}', which is not in content/", "if it was renamed, rename them with it"
        if entry is not None:
            message += f"; {project.name(entry.path)} is, letter for letter, what was signed"
            hint = f"git mv {place.file} content/reviews/{entry.stem}.yaml, and {stem}.*.txt beside it likewise"
        yield Problem(place, Severity.WARNING, "W82", message, hint)
