"""Whether a translation follows today's source, and every block in which it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import assert_never

from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.content.languages import language_of
from handout.content.sections import every_section, section_ids
from handout.content.translation_record import Followed
from handout.locales import OURS, LocaleFiles
from handout.problems import Problem, Severity, argument, shortened
from handout.record import Record, replace
from handout.review.overview import Survey
from handout.review.release import withdrawn
from handout.review.status import ReviewStatus, State
from handout.source import Span
from handout.translation.agreement import as_allowed, disagreements
from handout.translation.alignment import AlignedPair, BlockState, aligned
from handout.translation.blocks import FollowedBlock, blocks_of
from handout.translation.left_in import RULE, LeftIn, left_in
from handout.translation.number_words import NumberWords, number_words
from handout.translation.text_units import changed_units, units_of

BLOCK_BY_BLOCK = frozenset({"W30", "W31", "W32", "W34", "W37"})
"""The warnings that say in what a translation is not in step."""


DOUBT = "W43"
"""That a 'not' may be lost: it holds back nothing."""
CONVERTED = "E36"
"""What an author names under `allow`, with the text it is for, to say that its numbers are meant to differ."""


class Judged(Record):
    """A pair of blocks, how they stand to each other in words, and where they say different things."""

    pair: AlignedPair
    problems: tuple[Problem, ...]
    differences: tuple[Problem, ...]


class Following(Record):
    """A translation beside its source. `source_file` is the source's name; `blocks` is empty when there is none."""

    source_file: str
    place: Span
    record: tuple[Followed, ...]
    blocks: tuple[Judged, ...]
    about_the_whole: tuple[Problem, ...]
    left_in: tuple[LeftIn, ...] = ()
    source: Handout | None = None

    @property
    def is_in_step(self) -> bool:
        return bool(self.record and self.blocks) and all(one.pair.step is BlockState.IN_STEP for one in self.blocks)

    @property
    def is_behind(self) -> bool:
        """Whether it fell behind its source. Of one that never recorded what it follows nobody can say so."""
        return bool(self.record) and not self.is_in_step

    @property
    def pairs(self) -> tuple[AlignedPair, ...]:
        return tuple(one.pair for one in self.blocks)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What to tell. A stale block's differences are in its one warning."""
        problems = [problem for one in self.blocks for problem in one.problems]
        problems += [
            problem for one in self.blocks if one.pair.step is not BlockState.STALE for problem in one.differences
        ]  # fmt: skip
        return (*self.about_the_whole, *problems)

    def __str__(self) -> str:
        """For the table: `yes`, `not recorded`, `no: 2 stale, 1 missing`."""
        if self.is_in_step:
            return "yes"
        if self.source is None:
            return "no: no source"
        if not self.record:
            return "not recorded"
        counts = Counter(one.pair.step for one in self.blocks)
        reasons = [
            f"{counts[step]} {step.value}" for step in BlockState if step is not BlockState.IN_STEP and counts[step]
        ]
        return f"no: {', '.join(reasons)}"


def following(
    translated: Handout, source: Handout, source_file: str, clinic: Clinic | None = None, words: LocaleFiles = OURS
) -> Following:
    """Lay a translation beside its source, both read without errors. Numbers are read as their languages write them."""
    place = replace(translated.span, line=1, column=1)
    own_language, source_language = language_of(translated, clinic), language_of(source, clinic)
    if _are_one_language(own_language, source_language):
        doubled = _of_one_language(translated, place, source_file, str(source_language))
        return Following(
            source_file=source_file, place=place, record=translated.follows, blocks=(), about_the_whole=(doubled,),
            source=source,
        )  # fmt: skip
    numbers = (number_words(own_language, words), number_words(source_language, words))
    sides = _Sides(
        bool(translated.follows),
        _common_ids(translated),
        _common_ids(source),
        numbers,
        converted(translated),
        (own_language, source_language),
    )
    own, originals = blocks_of(translated), blocks_of(source)
    pairs = aligned(own, originals, translated.follows)
    left = tuple(left_in(translated, own, source, originals))
    about_the_whole = () if translated.follows else (_unrecorded(place, source_file),)
    return Following(
        source_file=source_file,
        place=place,
        record=translated.follows,
        left_in=left,
        source=source,
        blocks=tuple(sides.judged(pair, near) for pair, near in zip(pairs, _near(pairs, place), strict=True)),
        about_the_whole=(*about_the_whole, *_asked_about(left)),
    )


def converted(translated: Handout) -> frozenset[str]:
    """The texts that an author names under `allow` as saying other numbers than the source on purpose."""
    allowed = (one.text.text for one in translated.allow if one.rule.text == CONVERTED and one.text is not None)
    return frozenset(map(as_allowed, allowed))


def _near(pairs: Sequence[AlignedPair], start: Span) -> Iterator[Span]:
    """For each pair the place of the block of the translation that it is or comes after."""
    for pair in pairs:
        start = start if pair.translated is None else pair.translated.span
        yield start


def without_source(translated: Handout, source_file: str, *, is_there: bool) -> Following:
    """A translation whose source is gone or has errors."""
    place = replace(translated.span, line=1, column=1)
    message = f"this translation follows {source_file}, which {'has errors' if is_there else 'is not there'}"
    hint = f"see: handout check {argument(source_file)}"
    if not is_there:
        alone = source_file.rpartition("/")[2]
        hint = f"put it back; or, to keep this text alone, rename it to {alone}, with 'language: {_tag(place)}' in it"
    problem = Problem(place, Severity.WARNING, "W34", message, hint)
    return Following(
        source_file=source_file, place=place, record=translated.follows, blocks=(), about_the_whole=(problem,)
    )


def only_warned(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The same problems for whoever compares a translation with its source: that they differ is what is looked for."""
    for problem in problems:
        is_difference = problem.code == CONVERTED
        yield replace(problem, severity=Severity.WARNING, code="W36") if is_difference else problem


def held_back(survey: Survey, following: Following, today: date) -> Survey:
    """What the sign-offs come to for a translation that fell behind its source: nothing, whatever was signed.

    With its source a translation is withdrawn as well: what is false in one language is false in the other.

    The sign-offs of one that never recorded what it follows hold; W33 says so.
    """
    out = None if following.source is None else withdrawn(following.source, today)
    if out is not None and survey.withdrawn is None:
        out = replace(out, span=following.place, message=f"its source {following.source_file} was {out.message}")
        survey = replace(survey, withdrawn=out, obstacles=(out, *survey.obstacles))
    if following.left_in:
        survey = replace(survey, obstacles=(not_translated(following), *survey.obstacles))
    if not following.is_behind:
        return survey
    status = status_behind(survey.status)
    return replace(survey, status=status, obstacles=(not_in_step(following), *survey.obstacles))


def status_behind(status: ReviewStatus) -> ReviewStatus:
    """What becomes of a status when the translation fell behind its source: no sign-off holds."""
    if status.state in (State.SIGNED, State.OVERDUE):
        return replace(status, state=State.CHANGED, sign_offs=(), due=None)
    return status


def not_in_step(following: Following) -> Problem:
    """Why a translation may be neither signed nor released."""
    for alone in (problem for problem in following.about_the_whole if problem.code == "W34"):
        return replace(alone, severity=Severity.ERROR, code="E88")
    message = f"this translation is not in step with {following.source_file} ({following})"
    hint = f"see what to do with: handout translate {argument(following.source_file)} --to {_tag(following.place)}"
    return Problem(following.place, Severity.ERROR, "E88", message, hint)


def not_translated(following: Following) -> Problem:
    """Why a translation with texts in the language of its source may be neither signed nor released."""
    first = following.left_in[0]
    count = len(following.left_in)
    what = "a text is" if count == 1 else f"{count} texts are"
    message = f"{what} still in the language of {following.source_file}: '{shortened(first.text)}'"
    hint = "translate it, or say that it is meant so: allow: [{rule: W35, text: …, because: …}]"
    return Problem(first.span, Severity.ERROR, "E90", message, hint)


def _asked_about(left: Sequence[LeftIn]) -> Iterator[Problem]:
    """One warning, at the first of the texts that seem not to be translated."""
    if left:
        first = left[0]
        says = "says the same in both languages" if first.is_same else "seems to be in the language of its source"
        more = f" ({len(left)} such texts; this is the first)" if len(left) > 1 else ""
        message = f"{first.block.name} ('{shortened(first.text)}') {says}: is it translated?{more}"
        yield Problem(first.span, Severity.WARNING, RULE, message, "translate it; until then nobody can sign it")


def _tag(place: Span) -> str:
    return place.file.removesuffix(".yaml").rpartition(".")[2]


def _are_one_language(one: str | None, other: str | None) -> bool:
    """Whether two tags say the same, or one no more than a part of the other: en and en-US."""
    tags = sorted(f"{tag.casefold()}-" for tag in (one, other) if tag is not None)
    return len(tags) == 2 and tags[1].startswith(tags[0])


def _of_one_language(translated: Handout, place: Span, source_file: str, language: str) -> Problem:
    place = place if translated.language is None else translated.language.span
    message = f"{source_file} is in this language too ('{language}'): a translation is in another one"
    return Problem(place, Severity.WARNING, "W42", message, "take one of the two out, or give it a name of its own")


def _unrecorded(place: Span, source_file: str) -> Problem:
    message = f"this translation does not say which text of {source_file} it follows"
    accept = f"handout translate {argument(source_file)} --to {_tag(place)} --accept"
    hint = f"when every block says what its source says: {accept}"
    return Problem(place, Severity.WARNING, "W33", message, hint)


class _Sides(Record, kw_only=False):
    """What the blocks of a translation and of its source have around them."""

    is_recorded: bool
    ids: Mapping[str, str]
    source_ids: Mapping[str, str]
    numbers: tuple[NumberWords, NumberWords]
    converted: frozenset[str]
    languages: tuple[str | None, str | None]

    def judged(self, pair: AlignedPair, near: Span) -> Judged:
        own, source = pair.translated, pair.source
        if own is None or source is None:
            return Judged(pair=pair, problems=tuple(self._alone(own, source, near)), differences=())
        differences = tuple(self._differences(own, source))
        return Judged(pair=pair, problems=tuple(self._beside(pair, own, source, differences)), differences=differences)

    def _alone(self, own: FollowedBlock | None, source: FollowedBlock | None, near: Span) -> Iterator[Problem]:
        if source is not None:
            message = f"missing after this: the translation of {source}"
            yield Problem(near, Severity.WARNING, "W31", message, f"translate {source.span}")
        if own is not None:
            message = f"extra: {own} stands for no block of the source"
            yield Problem(own.span, Severity.WARNING, "W32", message, "take it out, or put its source back")

    def _beside(
        self, pair: AlignedPair, own: FollowedBlock, source: FollowedBlock, differences: tuple[Problem, ...]
    ) -> Iterator[Problem]:
        match pair.step:
            case BlockState.STALE:
                yield _stale(own, source, () if pair.line is None else pair.line.texts, differences)
            case BlockState.UNRECORDED:
                if self.is_recorded:
                    message = f"new: {own} is not recorded as following its source"
                    yield Problem(own.span, Severity.WARNING, "W37", message, f"its source: {source.span}")
            case BlockState.IN_STEP | BlockState.EXTRA | BlockState.MISSING:
                pass
            case _:
                assert_never(pair.step)

    def _differences(self, own: FollowedBlock, source: FollowedBlock) -> Iterator[Problem]:
        """An error once the translation is said to be in step; a draft that was never recorded is only warned of."""
        severity, code = (Severity.ERROR, "E36") if self.is_recorded else (Severity.WARNING, "W36")
        for one in disagreements(
            own.value, source.value, self.ids, self.source_ids, self.numbers, self.converted, self.languages
        ):
            place, message = one.place or own.span, f"{own.name}: {one.message}"
            hint = f"compare {one.source or source.span}"
            if (only := one.conversion) is not None:
                allow = f"allow: [{{rule: {CONVERTED}, text: …, because: …}}]"
                hint += f", and give both, as in: {only.both}; or say that it is meant so: {allow}"
            if one.is_doubt:
                yield Problem(place, Severity.WARNING, DOUBT, message, hint)
            else:
                yield Problem(place, severity, code, message, hint)


def _stale(
    own: FollowedBlock, source: FollowedBlock, recorded: Sequence[str], differences: Sequence[Problem]
) -> Problem:
    """That a block fell behind: at the first of its texts whose source has changed, where it is known which did."""
    place, message, hint = own.span, f"stale: {own}: its source has changed", f"now at {source.span}: {source}"
    changed = changed_units(recorded, units_of(source)) if recorded else ()
    if changed:
        place = next((unit.span for unit in units_of(own) if unit.path == changed[0].path), place)
        words = [f"'{shortened(unit.text)}'" for unit in changed]
        more = f" and {len(words) - 3} more" if len(words) > 3 else ""
        message += f" in {', '.join(words[:3])}{more}"
        hint = f"now at {changed[0].span}: {words[0]}"
    also = "".join(f"; {one.message}" for one in differences)
    return Problem(place, Severity.WARNING, "W30", f"{message}{also}", hint)


def _common_ids(handout: Handout) -> dict[str, str]:
    """Each section's id with what it is in every language: its number among the sections."""
    ids = section_ids(handout.sections)
    return {ids[section.span]: f"section {number}" for number, section in enumerate(every_section(handout.sections), 1)}
