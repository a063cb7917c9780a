"""Find and load a clinic's content: which handouts there are, in which languages, and what each of them says."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from handout.content.checks import check_clinic, check_handout
from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.content.placeholders import with_stand_ins
from handout.content.values import ImagePath, Language, Slug
from handout.files import Inputs, led_to, way_below
from handout.problems import Problems, Severity, argument, meant_by, offer
from handout.reading import models, yaml_file
from handout.reading.nodes import Mapping, Scalar, Sequence, YamlNode
from handout.reading.untranslated import refuse_untranslated
from handout.record import Record, replace
from handout.source import Span
from handout.text.phrase import KEY

CLINIC = "clinic.yaml"
_HELD = {
    "reviews": "sign-offs", "comments": "comments", "locales": "the program's words", "images": "pictures",
    "fonts": "fonts",
}  # fmt: skip
_WITHOUT_YAML = frozenset({"images", "fonts"})
_UNREAD = _WITHOUT_YAML | {"locales"}
NOT_WARDS = frozenset(_HELD)
"""Folders in `content/` that hold no handouts; every other one may be a ward's."""
DEVICES = frozenset(
    {"aux", "con", "nul", "prn", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}
)
"""Names that no file has on Windows, whatever comes after a dot."""
_LEADS_NOWHERE = ("this is a link that leads nowhere", "put what it stands for here, or take the link away")
DEEPEST = 8
"""How many folders below `content/` a handout may lie."""


class Entry(Record):
    """One file of content: a handout in one language. `language` is what the file's name says: None, the clinic's."""

    slug: str
    language: str | None
    path: Path

    @property
    def stem(self) -> str:
        """What the names of its output files begin with."""
        return self.slug if self.language is None else f"{self.slug}.{self.language}"


class Project(Record, kw_only=False):
    """The folder that holds `content/` and `styles/`; `inputs` notes what is read, where somebody wants to know."""

    root: Path
    inputs: Inputs | None = None

    @property
    def content(self) -> Path:
        return self.root / "content"

    def entries(self, problems: Problems) -> tuple[Entry, ...]:
        """Every handout of the project, by slug and language; a problem for each file whose name is no handout's."""
        if not self.content.is_dir():
            self._refuse_without_content(problems)
            return ()
        return self._entries(self._files(problems), problems)

    def entries_in(self, folder: Path, problems: Problems) -> tuple[Entry, ...]:
        """The handouts in a ward's folder and below it, or in all of `content/`."""
        place, own = led_to(folder), led_to(self.content)
        if place in {own, led_to(self.root)}:
            return self.entries(problems)
        ward = place.relative_to(own).as_posix() if place.is_relative_to(own) else None
        found: tuple[Entry, ...] = ()
        before = len(problems)
        if ward is not None and ward.partition("/")[0] not in NOT_WARDS:
            found = self._entries(self._files(problems, f"{ward}/", ward.count("/") + 1), problems)
        if not found and len(problems) == before:
            hint = "handouts lie in content/, or in a folder of a ward there"
            problems.error("E11", Span(self.name(folder), 1, 1), "there is no handout in this folder", hint)
        return found

    def _refuse_without_content(self, problems: Problems) -> None:
        hint = (
            "run handout in the folder that holds content/, or name it with --project; to begin: handout new wound-care"
        )
        problems.error("E11", Span(self.name(self.content), 1, 1), "there is no folder content/ here", hint)

    def _entries(self, files: Iterator[Path], problems: Problems) -> tuple[Entry, ...]:
        found = (self.entry(path, problems) for path in files)
        entries = sorted((entry for entry in found if entry is not None), key=lambda entry: entry.path.as_posix())
        return tuple(self._apart(entries, problems))

    def named(self, path: Path, problems: Problems) -> Entry | None:
        """The handout in a file that somebody named; None when it is none, and `problems` says why."""
        place = Span(self.name(path), 1, 1)
        if not path.exists():
            is_link = path.is_symlink()
            why = _LEADS_NOWHERE if is_link else ("there is no such file", self._hint_for_absent(path))
            problems.error("E11", place, *why)
            return None
        file = led_to(path)
        if path.suffix == ".yaml" and file.is_relative_to(led_to(self.root / "styles")):
            hint = f"to check it: handout check --style {path.stem}"
            problems.error("E11", place, "this is a style sheet; it is not a handout", hint)
            return None
        own = led_to(self.content)
        folder = file.relative_to(own).parts[0] if file.is_relative_to(own) else ""
        if path.suffix == ".yaml" and folder in _HELD:
            hint = "move it into content/" if folder in _WITHOUT_YAML else "it is read with the handouts: handout check"
            problems.error("E11", place, f"content/{folder} holds {_HELD[folder]}; this is not a handout", hint)
            return None
        return self.entry(path, problems)

    def _hint_for_absent(self, path: Path) -> str:
        """What was probably meant by the name of a file that is not there."""
        entries = self.entries(Problems())
        typed = path.name.casefold().removesuffix(".yaml").removesuffix(".yml")
        alike = [one for one in entries if typed in (one.stem.casefold(), one.slug)]
        near = sorted(alike, key=lambda one: one.stem.casefold() != typed)
        ward = self.content / path.name
        if not near and ward.is_dir() and path.name not in NOT_WARDS:
            return f"did you mean {self.name(ward)}?"
        slug, _, tag = path.name.removesuffix(".yaml").partition(".")
        source = next((one.path for one in entries if one.slug == slug and one.language is None), None)
        if not near and source is not None and tag and Language.canonical(tag) == tag:
            return f"to begin the translation: handout translate {argument(self.name(source))} --to {tag}"
        if not near and (meant := meant_by(typed, [one.stem for one in entries])) is not None:
            near = [one for one in entries if one.stem == meant]
        return f"did you mean {self.name(near[0].path)}?" if near else "name a file in content/"

    def entry(self, path: Path, problems: Problems) -> Entry | None:
        """What a file's name says it is; None when it says nothing, and `problems` says why."""
        place = Span(self.name(path), 1, 1)
        if path.suffix != ".yaml":
            message, hint = self._otherwise_named(path)
            problems.error("E11", place, message, hint)
            return None
        slug, dot, tag = path.stem.partition(".")
        if Slug.PATTERN.fullmatch(slug) is None:
            message = "the name of a handout is lower case letters and digits, with single hyphens between them"
            problems.error("E11", place, message, f"rename it to {_better_name(path)}")
            return None
        if slug in DEVICES:
            message = f"'{slug}' is the name of a device on Windows, where no file can be called so"
            problems.error("E11", place, message, f"rename it to {slug}-care{dot}{tag}.yaml")
            return None
        language = Language.canonical(tag) if dot else None
        if dot and language != tag:
            message = f"'{tag}' in the name of this file is not a language tag"
            better = language or Language.canonical(tag.replace("_", "-")) or "es"
            is_twice = tag.casefold() in {"yaml", "yml"}
            hint = f"rename it to {slug}.yaml" if is_twice else f"name a translation like {slug}.{better}.yaml"
            problems.error("E11", place, message, hint)
            return None
        return Entry(slug=slug, language=language, path=path)

    def meant_for_handouts(self) -> frozenset[str]:
        """The names of all files that may be meant for a handout, without ending: of those that are refused too."""
        return frozenset(path.stem.casefold() for path in self._files(Problems()))

    def has_own_name(self, entry: Entry, problems: Problems) -> bool:
        """Whether no other handout of the library has the name of this one, which may lie outside of it.

        Two of one name would be made into the same files and share their sign-offs.
        """
        home = led_to(entry.path).parent
        found = (self.entry(path, Problems()) for path in self._files(Problems()))
        for other in (other for other in found if other is not None and other.slug == entry.slug):
            if led_to(other.path).parent != home:
                self._refuse_namesake(entry, other.path, other.stem == entry.stem, problems)
                return False
        return True

    def _otherwise_named(self, path: Path) -> tuple[str, str]:
        """What is said of a name that does not end in .yaml, and what was probably meant."""
        if not path.exists():
            return "there is no such file", self._hint_for_absent(path)
        message, name = "the name of a handout ends in .yaml", argument(self.name(path))
        if path.suffix.lower() in ("", ".yml", ".yaml"):
            return message, f"rename it to {_better_name(path)}"
        if path.suffix.lower() == ".pdf":
            return message, f"to see what this PDF is: handout verify {name}"
        return message, f"to make a handout of it: handout new {Slug.of(path.stem) or 'wound-care'} --from {name}"

    def is_clinic(self, path: Path) -> bool:
        """Whether a path leads to `content/clinic.yaml`, which is no handout."""
        return path.name == CLINIC and led_to(path.absolute().parent) == led_to(self.content)

    def load_clinic(self, problems: Problems) -> Clinic | None:
        """Who publishes; None when `content/clinic.yaml` cannot be read, and `problems` says why."""
        path = self.content / CLINIC
        if not (self.inputs or Inputs()).is_there(path):
            if not self.content.is_dir():
                self._refuse_without_content(problems)
                return None
            hint = "write content/clinic.yaml with at least 'name: …'"
            problems.error("E11", Span(self.name(path), 1, 1), "there is no clinic.yaml: who publishes?", hint)
            return None
        node = yaml_file.load(path, self.name(path), problems, inputs=self.inputs)
        clinic = None if node is None else models.read(Clinic, node, problems, "clinic")
        if clinic is not None:
            check_clinic(clinic, problems)
        return clinic

    def faulty_keys(self, problems: Problems) -> frozenset[str]:
        """The keys of clinic.yaml that these problems are about, and those that a misspelt one was meant to be."""
        path = self.content / CLINIC
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        node = yaml_file.load(path, self.name(path), Problems(), inputs=self.inputs) if errors else None
        typed = [(key.span, key.text.text) for key, _ in node.entries] if isinstance(node, Mapping) else []
        before = ([key for start, key in typed if start <= error.span] for error in errors)
        offered = (offer(error.hint) for error in errors)
        return frozenset(key for key in (*(keys[-1] for keys in before if keys), *offered) if key is not None)

    def load_handout(
        self, path: Path, clinic: Clinic | None, problems: Problems, faulty: frozenset[str] = frozenset()
    ) -> Handout | None:
        """What a file says, checked as a whole; None when it cannot be read, and `problems` says why.

        A handout that names no language gets that of its file's name, else the clinic's. `faulty` are the keys of
        clinic.yaml with a mistake in them.
        """
        entry = self.entry(path, problems)
        node = yaml_file.load(path, self.name(path), problems, inputs=self.inputs)
        if node is None or entry is None:
            return None
        if entry.language is not None:
            refuse_untranslated(node, problems)
        whole = models.read(Handout, node, problems, "handout")
        handout = whole or with_stand_ins(node)
        if handout is None:
            return None
        handout = replace(handout, language=_language(handout, entry, clinic, problems))
        check_handout(handout, clinic, _reference_keys(node, problems), problems, faulty)
        return None if whole is None else handout

    def readable(self, path: Path, clinic: Clinic | None) -> Handout | None:
        """What can be read of a handout with mistakes, so that the rest gets its advice; `load_handout` tells of those.

        For a required key that is missing stands "…".
        """
        entry = self.entry(path, Problems())
        node = yaml_file.load(path, self.name(path), Problems(), inputs=self.inputs)
        if node is None or entry is None:
            return None
        handout = models.read(Handout, node, Problems(), "handout") or with_stand_ins(node)
        return handout and replace(handout, language=_language(handout, entry, clinic, Problems()))

    def picture(self, image: ImagePath) -> Path | None:
        """The picture's file, or None when it lies outside the content folder by way of a link."""
        inputs = self.inputs or Inputs()
        path = self.content / image.path
        return path if inputs.resolved(path).is_relative_to(inputs.resolved(self.content)) else None

    def source_of(self, entry: Entry) -> Path:
        """The file that a translation follows: beside it, without a language in its name."""
        return entry.path.parent / f"{entry.slug}.yaml"

    def name(self, path: Path) -> str:
        """What a file is called in messages and stamps: its path from the project's folder, with slashes.

        So it is whatever folder handout runs in, and whichever link leads to the project.
        """
        if below := way_below(self.root, path):
            return below
        return way_below(led_to(self.root), led_to(path.parent) / path.name) or path.as_posix()

    def _files(self, problems: Problems, below: str = "", depth: int = 0) -> Iterator[Path]:
        """What lies in `content/` and in the folders of wards, and could be meant for a handout."""
        folder = self.content / below
        for name in (self.inputs or Inputs()).names(folder):
            path = folder / name
            if name.endswith("/"):
                if not below and name.removesuffix("/") in _UNREAD:
                    self._tell_of_passed_over(name.removesuffix("/"), problems)
                if below or self._is_ward(name.removesuffix("/"), problems):
                    if depth == DEEPEST:
                        problems.error("E11", Span(self.name(path), 1, 1), "this folder lies too deep for handouts")
                    else:
                        yield from self._files(problems, f"{below}{name}", depth + 1)
            elif (not below and name == CLINIC) or (path.is_symlink() and self._leads_away(path, problems)):
                continue
            elif path.suffix.lower() in {".yaml", ".yml"}:
                yield path

    def _tell_of_passed_over(self, folder: str, problems: Problems) -> None:
        """Tell of files that were meant to be read, and lie where nobody reads them or have a name nobody looks for."""
        top = folder.partition("/")[0]
        for name in (self.inputs or Inputs()).names(self.content / folder):
            path = self.content / folder / name
            if name.endswith("/") and top != "fonts" and folder.count("/") < DEEPEST and not path.is_symlink():
                # What comes with a family of fonts has folders, and files of YAML, of its own.
                self._tell_of_passed_over(f"{folder}/{name.removesuffix('/')}", problems)
                continue
            if path.suffix.lower() not in {".yaml", ".yml"}:
                continue
            if top in _WITHOUT_YAML:
                message, hint = f"content/{top} holds {_HELD[top]}; this is not a handout", "move it into content/"
            elif folder != top:
                message, hint = "no words are read here, in a folder of its own", f"move it into content/{top}/"
            elif path.suffix == ".yaml" and Language.canonical(path.stem) == path.stem:
                continue
            else:
                message = "no words are read here: the name is not that of a language and .yaml"
                better = Language.canonical(path.stem.replace("_", "-")) or "es"
                hint = f"give it the name of its language, such as {better}.yaml"
            problems.error("E11", Span(self.name(path), 1, 1), message, hint)

    def _leads_away(self, path: Path, problems: Problems) -> bool:
        """Whether a link leads out of `content/`, where nothing is read; reported where it is meant for handouts.

        One that leads nowhere, as to a disk that is not there, would take away sign-offs, fonts or a ward unseen.
        """
        inputs = self.inputs or Inputs()
        if not inputs.is_there(path):
            if path.suffix.lower() in {"", ".yaml", ".yml"}:
                problems.error("E11", Span(self.name(path), 1, 1), *_LEADS_NOWHERE)
            return True
        if inputs.resolved(path).is_relative_to(inputs.resolved(self.content)):
            return False
        if path.name in NOT_WARDS and path.parent == self.content:
            return True
        endings = {Path(name).suffix.lower() for name in inputs.names(path)} if path.is_dir() else {path.suffix.lower()}
        if endings & {".yaml", ".yml"}:
            message = "this is a link that leads out of content/, where no handout is read"
            what = "folder" if path.is_dir() else "file"
            problems.error("E11", Span(self.name(path), 1, 1), message, f"put the {what} itself here")
        return True

    def _is_ward(self, name: str, problems: Problems) -> bool:
        """Whether a folder in `content/` may hold handouts. Of one named in capitals, disks differ: it is reported."""
        own = name.casefold()
        if own in NOT_WARDS and own != name:
            message = f"this folder is not found everywhere: its name is '{own}', in small letters"
            problems.error("E11", Span(self.name(self.content / name), 1, 1), message, f"rename it to {own}")
        return own not in NOT_WARDS

    def _apart(self, entries: list[Entry], problems: Problems) -> Iterator[Entry]:
        """The entries whose slug is theirs alone: a handout and its translations lie in one folder."""
        for _, same in groupby(sorted(entries, key=lambda entry: entry.slug), key=lambda entry: entry.slug):
            found = list(same)
            first = min(found, key=lambda entry: (entry.language is not None, entry.path.as_posix())).path
            for entry in found:
                if entry.path.parent != first.parent:
                    is_twice = any(other.stem == entry.stem for other in found if other is not entry)
                    self._refuse_namesake(entry, first, is_twice, problems)
            yield from (entry for entry in found if entry.path.parent == first.parent)

    def _refuse_namesake(self, entry: Entry, first: Path, is_twice: bool, problems: Problems) -> None:
        """Tell (E12) that the name of a handout, or of the source of a translation, is that of another."""
        what = f"'{entry.stem}' is the name of two handouts" if is_twice else f"'{entry.slug}' lies in two folders"
        message = f"{what}: {self.name(first)} and this one"
        hint = "give one of them another name" if is_twice else "put a translation beside its source"
        problems.error("E12", Span(self.name(entry.path), 1, 1), message, hint)


def _reference_keys(node: YamlNode, problems: Problems) -> frozenset[str] | None:
    """The keys of all references as typed, those of references with a mistake in them too; None if some are not known.

    So it is where an entry has no key, or the list itself has another name.
    """
    references = node.get("references") if isinstance(node, Mapping) else None
    if references is None:
        meant = ("did you mean 'references'", "'references' is a key", "one colon is enough; write: references:")
        return None if any((one.hint or "").startswith(meant) for one in problems.found) else frozenset()
    if any(one.code == "E03" and one.span > references.span for one in problems.found):
        return None  # An entry that has keys twice may be two, of which one lost its own.
    entries = references.items if isinstance(references, Sequence) else (references,)
    typed = [entry.get("id") if isinstance(entry, Mapping) else None for entry in entries]
    keys = [key.text.text for key in typed if isinstance(key, Scalar) and not key.is_empty]
    return None if len(keys) < len(typed) or not all(re.fullmatch(KEY, key) for key in keys) else frozenset(keys)


def _better_name(path: Path) -> str:
    """A name for a handout's file that is as near to this one as can be: what stands behind a dot may be a language."""
    slug, _, tag = path.stem.partition(".")
    language = Language.canonical(tag)
    better = Slug.of(path.stem if language is None else slug) or "wound-care"
    return f"{better}.yaml" if language is None else f"{better}.{language}.yaml"


def _language(handout: Handout, entry: Entry, clinic: Clinic | None, problems: Problems) -> Language | None:
    """The handout's language; what it says and what its file is called must agree."""
    if entry.language is None:
        return handout.language or (None if clinic is None else clinic.language)
    if handout.language is None:
        return Language(entry.language, handout.span)
    said, named = f"{handout.language}-", f"{entry.language}-"
    if not said.startswith(named) and not named.startswith(said):
        message = f"this handout says its language is '{handout.language}', its file is named '{entry.language}'"
        problems.error("E34", handout.language.span, message, "change one of the two")
    return handout.language
