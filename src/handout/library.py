"""A clinic's content, opened: everything one run needs to know of a project, each part read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from handout.assemble import assemble
from handout.content.clinic import Clinic
from handout.content.handout import Handout, Section
from handout.content.project import Entry, Project
from handout.content.values import ImagePath
from handout.edition import Edition
from handout.files import Inputs, led_to
from handout.flow import Picture
from handout.locales import OWN_FOLDER as LOCALES
from handout.locales import Locale, LocaleFiles
from handout.problems import Problem, Problems, Severity
from handout.record import Record, replace
from handout.review.overview import Survey, survey
from handout.review.pictures import picture_reader, pictures_in
from handout.source import Located, Span
from handout.style.properties import Sheet
from handout.style.sheet import OURS, load_sheet
from handout.style.sheet_file import SheetFile

if TYPE_CHECKING:
    from handout.lint.subject import Subject
    from handout.pdf.text.font_files import FontFile
    from handout.review.status import SignOff
    from handout.review.words import WordsState
    from handout.translation.in_step import Following

STANDARD = "standard"
NOT_A_HANDOUT = "this file says who publishes; it is not a handout"


class Opened(Record):
    """One handout in one language, read, judged and assembled.

    `inputs` are the files it alone was made from. `following`: how a translation stands to its source.
    """

    entry: Entry
    handout: Handout
    clinic: Clinic
    locale: Locale
    survey: Survey
    edition: Edition
    inputs: Inputs
    unsigned_words: Problem | None = None
    """What is reported at release of words of the program that nobody here signed, where that is no obstacle."""
    following: Following | None = None
    unsigned_source: Problem | None = None
    """What is reported at release of a translation whose source may not be released itself."""


class Library:
    """One project on one day.

    `inputs` are the files that its handouts share: clinic, style sheets, words; `names` are those of what it holds.
    """

    def __init__(self, root: Path, today: date) -> None:
        self.project = Project(root)
        self.unsaved: Mapping[str, bytes] = {}
        """Texts by absolute path that count instead of what the files of handouts hold."""
        self.is_to_compare = False
        """Whether translations are opened to be read beside their source: what differs stands against none then."""
        self.inputs = Inputs()
        self.names = Inputs()
        self.today = today
        self.words = LocaleFiles(self.project.content / LOCALES, self.project.name, self.inputs)
        self.clinic_problems = Problems()
        self._sheets: dict[str, tuple[Sheet | None, Problems]] = {}
        self._sheet_files: dict[Path, SheetFile] = {}

    @cached_property
    def clinic(self) -> Clinic | None:
        """Who publishes; what is wrong with it is reported in `clinic_problems`."""
        project = Project(self.project.root, self.inputs)
        clinic = project.load_clinic(self.clinic_problems)
        if clinic is not None and clinic.logo is not None and self.clinic_problems.has_errors:
            _pictures(project, self.clinic_problems)(clinic.logo)  # No handout is made that would tell of it.
        return clinic

    @cached_property
    def faulty_keys(self) -> frozenset[str]:
        """The keys of clinic.yaml with a mistake in them."""
        return self.project.faulty_keys(self.clinic_problems) if self.clinic is not None else frozenset()

    @property
    def styles(self) -> tuple[str, ...]:
        """The style sheets to make when none is named; the first is the default one."""
        typed = self.clinic.styles if self.clinic is not None else ()
        return tuple(name.text for name in typed) or (STANDARD,)

    def sheet(self, name: str, problems: Problems) -> Sheet | None:
        """A style sheet by name, read once; the project's own fonts are then those that serve."""
        from handout.pdf.text.font_book import use

        own, refused = self._own_fonts
        use(own, self._state_of_font_path)
        problems.extend(refused)
        if name not in self._sheets:
            found = Problems()
            asked = next((typed.span for typed in self._typed_styles() if typed.text == name), None)
            sheet = load_sheet(name, [self.project.root / "styles"], found, asked, self._sheet_files, self.inputs)
            if sheet is not None:
                _check_fonts(sheet, found, self.project.name)
            self._sheets[name] = (None if found.has_errors else sheet, found)
        sheet, found = self._sheets[name]
        problems.extend(found)
        return sheet

    @cached_property
    def _own_fonts(self) -> tuple[tuple[FontFile, ...], Problems]:
        """The font files in `content/fonts/`; one that cannot serve is reported at its first line."""
        from handout.pdf.text.font_book import OWN_FOLDER, TRUETYPE
        from handout.pdf.text.font_files import own_files

        found, refused = own_files(self.project.content / OWN_FOLDER, self.inputs)
        own = Problems()
        for path, reason in refused:
            place = Span(self.project.name(path), 1, 1)
            own.error("E52", place, f"this font file {reason}", f"{TRUETYPE}, or take it out of content/{OWN_FOLDER}")
        return tuple(found), own

    @cached_property
    def _state_of_font_path(self) -> str:
        """What lies in the folders of HANDOUT_FONT_PATH, by size and time, so that a run sees what came since."""
        from handout.cache import state_of_font_path

        return state_of_font_path()

    def handout(self, entry: Entry, problems: Problems) -> Handout | None:
        """A handout as typed; None when it has errors."""
        return self._read(self.project, entry, problems)

    def _read(self, project: Project, entry: Entry, problems: Problems) -> Handout | None:
        own = Problems()
        handout = project.load_handout(entry.path, self.clinic, own, self.faulty_keys)
        problems.extend(own)
        return None if own.has_errors else handout

    def open(
        self, entry: Entry, problems: Problems, pending: SignOff | None = None,
        leave_out: Callable[[Handout], tuple[Section, ...]] | None = None,
    ) -> Opened | None:  # fmt: skip
        """A handout ready for any target; None when it has errors, or the clinic has.

        `pending` is a sign-off that is about to be added: the edition is the one that it will make. `leave_out` gives
        the sections that are left out of a print for one patient.
        """
        project = Project(self.project.root, Inputs(self.unsaved))
        handout = self._read(project, entry, problems)
        clinic = self.clinic
        problems.extend(self.clinic_problems)
        name = project.name(entry.path)
        if handout is None:
            self._tell_words(project, entry, problems)
            self._tell_pictures(project, entry, problems)
        if handout is None or clinic is None or self.clinic_problems.has_errors:
            return None
        own = Problems()
        tag = str(handout.language or clinic.language or "en")
        locale = self.words.locale_for(tag, handout.language.span if handout.language else Span(name, 1, 1), own)
        found, following = self.judged(entry, handout, clinic, own, project, pending)
        edition, unsigned = None, None
        if locale is not None:
            unsigned = self._unsigned(locale, clinic, own)
            if unsigned is not None and unsigned.severity is Severity.ERROR:
                found, unsigned = replace(found, obstacles=(*found.obstacles, unsigned)), None
            pictures = _pictures(project, own)
            edition = assemble(
                handout, clinic, locale, found.status, pictures, slug=entry.slug, file=name, problems=own,
                left_out=leave_out(handout) if leave_out is not None else (),
            )  # fmt: skip
        problems.extend(own)
        if own.has_errors or edition is None or locale is None:
            return None
        return Opened(
            entry=entry, handout=handout, clinic=clinic, locale=locale, survey=found, edition=edition,
            inputs=project.inputs or Inputs(), following=following,
            unsigned_words=unsigned, unsigned_source=self._unsigned_source(project, entry, clinic, found, following),
        )  # fmt: skip

    def _unsigned_source(
        self, project: Project, entry: Entry, clinic: Clinic, found: Survey, following: Following | None
    ) -> Problem | None:
        """What is to be reported at release of a translation that may be given out, when its source may not."""
        if following is None or following.source is None or found.obstacles:
            return None
        its_entry = Entry(slug=entry.slug, language=None, path=project.source_of(entry))
        its_source = survey(project, its_entry, following.source, clinic, self.today, Problems())
        if not its_source.obstacles:
            return None
        message = f"this translation is signed, and {following.source_file} is not"
        message += f": {its_source.obstacles[0].message.removeprefix('not released: ')}"
        return Problem(following.place, Severity.WARNING, "W39", message, its_source.obstacles[0].hint)

    def _unsigned(self, locale: Locale, clinic: Clinic, problems: Problems) -> Problem | None:
        """What is to be reported at release of words of the program that nobody of the clinic signed."""
        from handout.review.words import unsigned_words, words_path

        name = self.project.name(words_path(self.project, locale.tag))
        return unsigned_words(self.state_of_words(locale, problems), locale, clinic, name)

    def state_of_words(self, locale: Locale, problems: Problems) -> WordsState:
        """Whether somebody of the clinic stands by the words of a language."""
        from handout.review.words import signed_words, state_of_words

        return state_of_words(locale, signed_words(self.project, locale.tag, problems, self.inputs))

    def _tell_words(self, project: Project, entry: Entry, problems: Problems) -> None:
        """What is missing of the words of a handout's language, though the handout itself cannot be used yet."""
        start = Span(project.name(entry.path), 1, 1)
        readable = None if entry.language else project.readable(entry.path, self.clinic)
        typed = None if readable is None else readable.language
        if entry.language or typed:
            self.words.locale_for(entry.language or str(typed), typed.span if typed else start, problems)

    def _tell_pictures(self, project: Project, entry: Entry, problems: Problems) -> None:
        """Which pictures cannot be used, of a handout that has other errors."""
        own, readable = Problems(), project.readable(entry.path, self.clinic)
        picture = _pictures(project, own)
        for image in dict.fromkeys(pictures_in(readable)):
            picture(image)
        problems.extend(own)

    def judged(
        self,
        entry: Entry,
        handout: Handout,
        clinic: Clinic,
        problems: Problems,
        project: Project | None = None,
        pending: SignOff | None = None,
    ) -> tuple[Survey, Following | None]:
        """Where a handout stands. Of a translation that is not in step no sign-off holds, and `problems` says why."""
        project = project or self.project
        found = survey(project, entry, handout, clinic, self.today, problems, pending)
        following = self._following(project, entry, handout)
        if following is None:
            return found, None
        from handout.translation.in_step import held_back, only_warned

        problems.extend(only_warned(following.problems) if self.is_to_compare else following.problems)
        return held_back(found, following, self.today), following

    def _following(self, project: Project, entry: Entry, handout: Handout) -> Following | None:
        """How a translation stands to its source; None for what is no translation."""
        if entry.language is None:
            return None
        path = project.source_of(entry)
        is_there = (project.inputs or Inputs()).is_there(path)
        from handout.translation.in_step import following, without_source

        own = Problems()
        source = project.load_handout(path, self.clinic, own) if is_there else None
        name = project.name(path)
        return (
            following(handout, source, name, self.clinic, self.words)
            if source and not own.has_errors
            else without_source(handout, name, is_there=is_there)
        )

    def advice(self, handout: Handout, problems: Problems, rules: str = "") -> list[Problem]:
        """What the rules of `handout check` whose codes begin so find, within the clinic's limits."""
        from handout.lint.check import check

        return check(self.subject(handout, problems), rules)

    def subject(self, handout: Handout, problems: Problems) -> Subject:
        """A handout as the rules look at it."""
        from handout.lint.rule_limits import limits_of
        from handout.lint.subject import subject_of

        clinic = self.clinic
        limits = limits_of(clinic.checks if clinic is not None else None, problems)
        return subject_of(
            handout, clinic, today=self.today, project=self.project.root, limits=limits,
            pictures=_pictures(self.project, Problems()),
        )  # fmt: skip

    def chosen(self, files: Sequence[Path], problems: Problems) -> tuple[Entry, ...]:
        """The handouts that were named, those in a folder that was named, or all of them.

        The clinic may be named among them (`content/*.yaml`).
        """
        if not files:
            return Project(self.project.root, self.names).entries(problems)
        paths = [self._found(file) for file in files]
        handouts = [path for path in paths if not self.project.is_clinic(path)]
        if not handouts and (self.clinic is None or self.clinic_problems.found):
            problems.extend(self.clinic_problems)
        return tuple(dict.fromkeys(entry for path in handouts for entry in self._entries_at(path, problems)))

    def named(self, files: Iterable[Path]) -> frozenset[Path]:
        """Those of these that are files, as the handouts that are chosen have them: a folder names none of its own."""
        return frozenset(path for path in map(self._found, files) if not path.is_dir())

    def one(self, file: Path, problems: Problems, *, may_be_new: bool = False) -> Entry | None:
        """The one handout that was named; None when it is none, and `problems` says why.

        `may_be_new`: a translation that is not there yet may be named too.
        """
        path = self._found(file)
        is_folder = path.is_dir()
        if is_folder or self.project.is_clinic(path):
            what = "this is a folder, not a handout" if is_folder else NOT_A_HANDOUT
            problems.error("E11", Span(self.project.name(path), 1, 1), what, "name the file of one handout")
            return None
        is_new = may_be_new and not path.exists() and path.suffix == ".yaml" and "." in path.stem
        entry = self.project.entry(path, problems) if is_new else self.project.named(path, problems)
        return entry if entry is not None and self.project.has_own_name(entry, problems) else None

    def _entries_at(self, path: Path, problems: Problems) -> tuple[Entry, ...]:
        """The handout in a file, or those in a folder."""
        if path.is_dir():
            return Project(self.project.root, self.names).entries_in(path, problems)
        entry = self.project.named(path, problems)
        is_outside = not led_to(path).is_relative_to(led_to(self.project.content))
        project = Project(self.project.root, self.names)
        return () if entry is None or (is_outside and not project.has_own_name(entry, problems)) else (entry,)

    def _found(self, file: Path) -> Path:
        """A file as typed, from the current folder or from the project's."""
        beside = self.project.root / file
        return beside if not file.exists() and (beside.exists() or beside.is_symlink()) else file

    def _typed_styles(self) -> Sequence[Located]:
        return self.clinic.styles if self.clinic is not None else ()


def _pictures(project: Project, problems: Problems) -> Callable[[ImagePath], Picture | None]:
    """Gives checked pictures; one that cannot be used is a problem at the place that names it."""
    read = picture_reader(project, problems)

    def picture(image: ImagePath) -> Picture | None:
        from handout.pdf.pictures.checked import BadPicture
        from handout.pdf.pictures.images import check_picture

        data = read(image)
        if not data:
            return None
        try:
            checked = check_picture(data, str(image))
        except BadPicture as fault:
            problems.error("E71", image.span, f"the picture '{image}' cannot be used: {fault.reason}", fault.hint)
            return None
        return Picture(data=checked.data, kind=checked.kind, pixels=checked.pixels, name=str(image))

    return picture


def _check_fonts(sheet: Sheet, problems: Problems, name: Callable[[Path], str]) -> None:
    """A family that is not there, or cannot be used, is reported once, at the line that names it.

    Where a sheet of the program names it, nobody can change that line: then at the clinic's file that stands for it.
    """
    from handout.pdf.text.font_book import FontError, book, plain_name

    refused: set[str] = set()
    for (_, family), place in sheet.font_places.items():
        if plain_name(family) in refused:
            continue
        try:
            book().check(family)
        except FontError as fault:
            refused.add(plain_name(family))
            if place.file.startswith(OURS) and fault.path is not None:
                hint = "put the files of its other styles beside it, or take it out"
                problems.error(fault.code, Span(name(fault.path), 1, 1), fault.message, hint)
            else:
                problems.error(fault.code, place, fault.message, fault.hint)
