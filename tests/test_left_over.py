"""What lies in `out/` is today's: what is left over of earlier builds is told, has no row, and can be taken away."""

import json
import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from handout.review import locking
from support.faulty import TODAY, build, handout_yaml, make_project, run

SIGN = ("--name", "Example Reviewer", "--credentials", "RN", "--role", "clinical", "--due", "2028-11-22", "--yes")
WITHDRAWN = "withdrawn: {on: %s, because: The medicine is no longer sold.}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project", rest=handout_yaml(title="Rest"), sleep=handout_yaml(title="Sleep"))


def content(root: Path, name: str) -> Path:
    return root / "content" / f"{name}.yaml"


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def sign(root: Path, name: str) -> None:
    done = run(root, "sign", str(content(root, name)), *SIGN, "--today", TODAY)
    assert done.code == 0, done.err


def listed(root: Path) -> list[str]:
    return [row["path"] for row in json.loads((root / "out" / "manifest.json").read_text("utf-8"))["files"]]


def rows(root: Path) -> list[object]:
    path = root / "out" / "manifest.json"
    found: list[object] = json.loads(path.read_text("utf-8"))["files"] if path.exists() else []
    return found


def names(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "out").glob("*"))


def test_a_file_whose_source_is_gone_is_told_at_every_build_and_has_no_row(project: Path) -> None:
    build(project)
    content(project, "sleep").unlink()
    for _ in range(2):
        again = build(project)
        assert again.code == 0
        assert "sleep.pdf:1:1: warning[W81] left over: its handout is not in content/ any more" in again.err
        assert listed(project) == ["rest.pdf"]


def test_prune_takes_it_away_and_then_it_is_told_no_more(project: Path) -> None:
    build(project)
    content(project, "sleep").unlink()
    build(project)
    pruned = build(project, "--prune")
    assert (pruned.code, pruned.err) == (0, "")
    assert "sleep.pdf: removed" in pruned.out
    assert not (project / "out" / "sleep.pdf").exists()
    assert build(project).err == ""


def test_the_last_handout_may_go_too(project: Path) -> None:
    build(project)
    for name in ("rest", "sleep"):
        content(project, name).unlink()
    gone = build(project, "--prune")
    assert "there is no handout here" in gone.err
    assert (listed(project), (project / "out" / "rest.pdf").exists()) == ([], False)


@pytest.mark.parametrize("other", ["changed", "link", "folder", "not ours"])
def test_prune_takes_away_nothing_but_what_we_made(project: Path, tmp_path: Path, other: str) -> None:
    build(project)
    content(project, "sleep").unlink()
    path = project / "out" / "sleep.pdf"
    data = path.read_bytes()
    match other:
        case "changed":
            path.write_bytes(data + b"\n")
        case "link":
            (tmp_path / "kept.pdf").write_bytes(data)
            path.unlink()
            path.symlink_to(tmp_path / "kept.pdf")
        case "folder":
            path.unlink()
            path.mkdir()
        case _:
            path.rename(project / "out" / "mine.pdf")
    before = sorted(path.name for path in (project / "out").iterdir())
    assert "removed" not in build(project, "--prune").out
    assert sorted(path.name for path in (project / "out").iterdir()) == before


def test_a_left_over_that_somebody_changed_is_named_and_left_alone(project: Path) -> None:
    build(project)
    content(project, "sleep").unlink()
    path = project / "out" / "sleep.pdf"
    path.write_bytes(path.read_bytes() + b"\n")
    for more in ([], ["--prune"]):
        told = build(project, *more).err
        assert (
            "sleep.pdf:1:1: warning[W81] left over: its handout is not in content/ any more; it is not the file" in told
        )
        assert (path.exists(), listed(project)) == (True, ["rest.pdf"])


@pytest.mark.parametrize("path", ["../kept.pdf", "/etc/hostname", "sub/kept.pdf"])
def test_prune_stays_in_its_folder_whatever_the_manifest_says(project: Path, path: str) -> None:
    build(project)
    (project / "kept.pdf").write_bytes(b"kept")
    (project / "out" / "sub").mkdir()
    (project / "out" / "sub" / "kept.pdf").write_bytes(b"kept")
    manifest = project / "out" / "manifest.json"
    found = json.loads(manifest.read_text("utf-8"))
    digest = __import__("hashlib").sha256((project / "out" / path).read_bytes()).hexdigest()
    found["files"].append({"path": path, "sha256": digest})
    manifest.write_text(json.dumps(found), "utf-8")
    assert build(project, "--prune").code == 0
    assert (project / "out" / path).exists()
    assert path not in listed(project)


def test_a_style_that_is_no_longer_made_is_left_over(project: Path) -> None:
    clinic = project / "content" / "clinic.yaml"
    text = clinic.read_text("utf-8")
    clinic.write_text(text.replace("[standard]", "[standard, large-print]"), "utf-8")
    build(project, "--html")
    clinic.write_text(text, "utf-8")
    told = build(project).err
    assert told.count("warning[W81] left over: nobody asks for this style or kind any more") == 4
    assert listed(project) == ["rest.pdf", "sleep.pdf"]


def test_a_manifest_of_another_program_is_left_alone(project: Path) -> None:
    """Nor does a build write over the manifest of a package, or a package over that of a build."""
    path = project / "web" / "manifest.json"
    path.parent.mkdir()
    path.write_text('{"name": "An app"}', "utf-8")
    for verb in (("build", "--out"), ("export", "--draft", "--to")):
        done = run(project, *verb, str(path.parent), "--today", TODAY)
        assert (done.code != 0, f"{path}" in done.err) == (True, True)
        assert path.read_text("utf-8") == '{"name": "An app"}'
    assert run(project, "export", "--draft", "--to", str(project / "pack"), "--today", TODAY).code == 0
    assert build(project, "--out", str(project / "pack")).code == 2
    assert build(project, "--out", str(project / "made")).code == 0
    assert run(project, "export", "--draft", "--to", str(project / "made"), "--today", TODAY).code == 2


def test_a_pair_that_may_not_be_released_is_still_one_that_is_asked_for(project: Path) -> None:
    (project / "content" / "rest.es.yaml").write_text(handout_yaml(title="Descanso").replace("en-US", "es"), "utf-8")
    clinic = project / "content" / "clinic.yaml"
    add(clinic, "bilingual: [[en-US, es]]\n")
    clinic.write_text(clinic.read_text("utf-8").replace("{en: ", "{es: Pregunte., en: "), "utf-8")
    build(project)
    assert "rest.en+es.pdf" in listed(project)
    told = build(project, "--release").err
    assert "rest.en+es.pdf:1:1: warning[W81] left over: rest.yaml could not be made again" in told
    clinic.write_text(clinic.read_text("utf-8").replace("bilingual: [[en-US, es]]\n", ""), "utf-8")
    assert "rest.en+es.pdf:1:1: warning[W81] left over: nobody asks for this style or kind" in build(project).err


@pytest.mark.parametrize("more", [[], ["--prune"], ["--release", "--prune"]])
def test_a_file_that_could_not_be_made_again_is_left_over_and_stays_as_it_was(project: Path, more: list[str]) -> None:
    sign(project, "sleep")
    build(project)
    before = (project / "out" / "rest.pdf").read_bytes()
    if "--release" not in more:
        add(content(project, "rest"), "colour: red\n")
    failed = build(project, *more)
    assert (failed.code, "removed" in failed.out, "--prune" in failed.err) == (1, False, False)
    assert "left over: rest.yaml could not be made again, and this is what was made of it before" in failed.err
    assert (listed(project), (project / "out" / "rest.pdf").read_bytes()) == (["sleep.pdf"], before)


@pytest.mark.parametrize("shared", ["clinic", "sheet"])
def test_a_mistake_in_what_all_are_made_from_is_one_message_and_takes_nothing_away(project: Path, shared: str) -> None:
    clinic, sheet = content(project, "clinic"), project / "styles" / "standard.yaml"
    build(project, "--html")
    lying, before = names(project), rows(project)
    sheet.parent.mkdir(exist_ok=True)
    sheet.write_text("extends: standard\n" + "colour: red\n" * (shared == "sheet"), "utf-8")
    add(clinic, "nam: Example\n" * (shared == "clinic"))
    failed = build(project, "--html", "--prune")
    assert (failed.code, failed.err.count("error["), failed.err.count("warning["), failed.out) == (1, 1, 0, "")
    assert (names(project), rows(project)) == (lying, before)


def test_a_build_of_some_leaves_the_rows_of_the_others(project: Path) -> None:
    build(project)
    content(project, "sleep").unlink()
    assert build(project, str(content(project, "rest"))).err == ""
    assert listed(project) == ["rest.pdf", "sleep.pdf"]


@pytest.mark.parametrize("more", [["--release"], [], ["--signed-only"]])
def test_what_is_withdrawn_is_read_and_left_out_and_its_files_are_named(project: Path, more: list[str]) -> None:
    for name in ("rest", "sleep"):
        sign(project, name)
    build(project)
    add(content(project, "sleep"), WITHDRAWN % "2026-11-24")
    done = build(project, *more)
    assert done.code == 0, done.err
    assert "warning[W84] left out: withdrawn on 2026-11-24: The medicine is no longer sold." in done.err
    assert "sleep.pdf:1:1: warning[W81] left over: sleep.yaml is withdrawn" in done.err
    assert listed(project) == ["rest.pdf"]
    assert build(project, *more).err == done.err
    by_name = build(project, *more, str(content(project, "sleep")))
    assert (by_name.code, "error[E17]" in by_name.err) == ((1, True) if "--release" in more else (0, False))
    # A folder that is named is no handout that is: what is withdrawn keeps nothing else in it from being given out.
    folder = str(project / "content")
    exported = run(project, "export", folder, "--to", str(project / "package"), "--today", TODAY)
    assert build(project, *more, folder).code == exported.code == 0


def test_the_files_of_what_is_withdrawn_are_named_where_it_alone_is_built(project: Path) -> None:
    build(project)
    sleep = content(project, "sleep")
    add(sleep, WITHDRAWN % "2026-11-24")
    for more, code in (((), 0), (("--release",), 1)):
        alone = build(project, str(sleep), *more)
        assert alone.code == code
        assert "sleep.pdf:1:1: warning[W81] left over: sleep.yaml is withdrawn" in alone.err
        assert listed(project) == ["rest.pdf"]
    build(project, "--prune")
    assert names(project) == ["manifest.json", "rest.pdf"]


def test_what_is_withdrawn_tomorrow_is_given_out_today(project: Path) -> None:
    add(content(project, "sleep"), WITHDRAWN % "2026-11-25")
    assert build(project).err == ""
    assert "W84" in run(project, "build", "--today", "2026-11-25").err
    assert listed(project) == ["rest.pdf"]


def test_what_is_withdrawn_is_still_checked(project: Path) -> None:
    add(content(project, "sleep"), (WITHDRAWN % "2026-11-24") + "colour: red\n")
    assert "E02" in build(project).err
    assert run(project, "check", "--today", TODAY).code == 1


def test_sign_offs_without_their_handout_are_named_with_the_one_of_the_same_text(project: Path) -> None:
    sign(project, "sleep")
    run(project, "comments", "content/sleep.yaml", "--add", "Why?", "--at", "1", "--by", "Ana Example")
    run(project, "comments", "content/rest.yaml", "--add", "Why?", "--at", "1", "--by", "Ana Example")
    content(project, "sleep").rename(content(project, "good-sleep"))
    content(project, "rest").rename(content(project, "resting"))
    told = build(project).err
    checked = run(project, "check", "--today", TODAY).err
    assert [line for line in checked.splitlines() if "W82" in line] == [
        line for line in told.splitlines() if "W82" in line
    ]
    assert "content/comments/rest.yaml:1:1: warning[W82] comments of 'rest', which is not in content/\n" in told
    content(project, "resting").rename(content(project, "rest"))
    assert "content/reviews/sleep.yaml:1:1: warning[W82] sign-offs and comments of 'sleep', which is not" in told
    assert "content/good-sleep.yaml is, letter for letter, what was signed" in told
    assert "git mv content/reviews/sleep.yaml content/reviews/good-sleep.yaml" in told
    for path in (project / "content" / "reviews").iterdir():
        path.rename(path.with_name(path.name.replace("sleep", "good-sleep")))
    comments = project / "content" / "comments"
    (comments / "sleep.yaml").rename(comments / "good-sleep.yaml")
    assert "good-sleep.pdf: 1 page" in (after := build(project)).out
    assert "W82" not in after.err
    assert json.loads((project / "out" / "manifest.json").read_text("utf-8"))["files"][0]["state"] == "signed"
    record = project / "content" / "reviews" / "good-sleep.yaml"
    (copy := record.with_name("sleep.yaml")).write_bytes(record.read_bytes())
    assert "hint: content/reviews/good-sleep.yaml is there already, and holds its sign-offs" in build(project).err
    copy.unlink()
    record.rename(record.with_suffix(".yml"))
    assert "good-sleep.yml:1:1: warning[W82] no sign-off is read here: its name must end in .yaml" in build(project).err


@pytest.mark.parametrize("place", ["ward/sleep.yaml", "sleep.yml"])
def test_sign_offs_of_a_handout_that_is_refused_for_its_name_or_place_are_not_called_left_over(
    project: Path, place: str
) -> None:
    sign(project, "sleep")
    (project / "content" / "ward").mkdir()
    (project / "content" / "sleep.fr.yaml").write_text(handout_yaml(), "utf-8")
    content(project, "sleep").rename(project / "content" / place)
    told = build(project).err
    assert told.count("error[E1") == 1
    assert "W82" not in told


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("reviews/ward/sleep.yaml", "no sign-off is read here, in a folder", "move it into content/reviews/"),
        ("comments/ward/bed/sleep.yml", "no comment is read here, in a folder", "move it into content/comments/"),
        ("reviews/words/es.yml", "no sign-off is read here: the name is not that of a language", "such as es.yaml"),
        ("reviews/words/PT_br.yaml", "no sign-off is read here: the name is not that of", "such as pt-BR.yaml"),
        ("reviews/words/ward/es.yaml", "no sign-off is read here, in a folder", "move it into content/reviews/words/"),
    ],
)
def test_a_record_that_lies_where_none_is_read_is_named(project: Path, path: str, message: str, hint: str) -> None:
    (file := project / "content" / path).parent.mkdir(parents=True)
    file.write_text("", "utf-8")
    told = build(project).err
    assert f"content/{path}:1:1: warning[W82] {message}" in told
    assert hint in told
    assert "W82" in run(project, "check", "--today", TODAY).err
    file.rename(file.with_suffix(".txt"))
    assert "W82" not in build(project).err


@pytest.mark.parametrize("styles", [("fr",), ("Large", "large")])
def test_two_files_of_one_name_are_an_error_before_anything_is_written(project: Path, styles: tuple[str, ...]) -> None:
    french = handout_yaml("      - Reposez-vous.\n", title="Repos").replace("en-US", "fr") + "disclaimer: Demandez.\n"
    (project / "content" / "rest.fr.yaml").write_text(french, "utf-8")
    (project / "styles").mkdir()
    clinic = project / "content" / "clinic.yaml"
    for style in styles:
        (project / "styles" / f"{style}.yaml").write_text("extends: standard\n", "utf-8")
    clinic.write_text(clinic.read_text("utf-8").replace("[standard]", f"[standard, {', '.join(styles)}]"), "utf-8")
    for verb, *arguments in (("build",), ("build", str(content(project, "sleep"))), ("check",)):
        done = run(project, verb, *arguments, "--today", TODAY)
        assert done.code == 1
        assert "error[E19] two files would be called" in done.err
        assert "content/rest" in done.err
    assert not (project / "out").exists()
    assert run(project, "export", "--to", str(project / "pack"), "--draft", "--today", TODAY).code == 1
    assert not (project / "pack").exists()


def test_of_two_handouts_of_one_slug_neither_is_made_and_all_others_are(project: Path) -> None:
    build(project, str(content(project, "rest")))
    (project / "content" / "ward").mkdir()
    shutil.copy(content(project, "rest"), project / "content" / "ward" / "rest.yaml")
    earlier = (project / "out" / "rest.pdf").stat().st_mtime_ns
    add(content(project, "rest"), "keywords: [another]\n")
    done = build(project, "--prune")
    assert (done.code, listed(project)) == (1, ["rest.pdf", "sleep.pdf"])
    assert (project / "out" / "rest.pdf").stat().st_mtime_ns == earlier
    done = build(project, str(project / "content" / "ward" / "rest.yaml"))
    assert done.code == 1
    assert "content/ward/rest.yaml:1:1: error[E12] 'rest' is the name of two handouts: content/rest.yaml" in done.err


def test_builds_at_the_same_time_lose_no_row(tmp_path: Path) -> None:
    names = [f"h{number}" for number in range(4)]
    root = make_project(tmp_path, **{name: handout_yaml(title=name) for name in names})
    command = [sys.executable, "-P", "-m", "handout", "build", "--project", str(root), "--today", TODAY]
    running = [subprocess.Popen([*command, str(content(root, name))], stdout=subprocess.DEVNULL) for name in names]
    assert [process.wait() for process in running] == [0] * len(names)
    assert listed(root) == [f"{name}.pdf" for name in names]


def test_who_holds_a_folder_for_long_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with locking.locked(tmp_path):
            held.set()
            free.wait(20)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(20)
    try:
        with (
            pytest.raises(locking.CannotWrite, match="another handout has been writing here"),
            locking.locked(tmp_path),
        ):
            pass
    finally:
        free.set()
        holder.join()


@pytest.mark.parametrize("seed", range(2))
def test_after_any_history_a_build_of_everything_leaves_the_manifest_of_an_empty_folder(
    project: Path, tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)
    clinic = project / "content" / "clinic.yaml"
    for number in range(10):
        there = sorted(path.stem for path in (project / "content").glob("*.yaml") if path.name != "clinic.yaml")
        name = dice.choice(there)
        match dice.randrange(7):
            case 0:
                content(project, name).rename(content(project, f"{name[:5]}-{number}"))
            case 1:
                content(project, f"new-{number}").write_text(handout_yaml(title=f"New {number}"), "utf-8")
            case 2 if "withdrawn" not in content(project, name).read_text("utf-8"):
                add(content(project, name), WITHDRAWN % dice.choice(["2026-11-23", "2030-01-01"]))
            case 3:
                text = clinic.read_text("utf-8")
                both = "[standard, high-contrast]"
                clinic.write_text(text.replace(*dice.choice([("[standard]", both), (both, "[standard]")])), "utf-8")
            case 4 if len(there) > 1:
                content(project, name).unlink()
            case 5:
                run(project, "sign", str(content(project, name)), *SIGN, "--today", TODAY)
            case _:
                build(project, str(content(project, name)), "--style", "large-print")
    build(project, *["--prune"] * (seed % 2))
    empty = tmp_path / "empty"
    shutil.copytree(project, empty, ignore=shutil.ignore_patterns("out", ".handout"))
    assert build(empty).code in (0, 1)
    assert rows(project) == rows(empty)
    if seed % 2:
        assert names(project) == names(empty)


def test_only_what_is_signed_goes_out_at_night_and_drafts_are_no_fault(project: Path) -> None:
    build(project)
    sign(project, "rest")
    done = build(project, "--signed-only", "--quiet")
    assert "sleep.pdf:1:1: warning[W81] left over: sleep.yaml was left out, and this is what was made of it" in done.err
    assert (done.code, done.out) == (0, "2 handouts: 1 signed (1 made, 0 unchanged), 1 left out (1 draft)\n")
    assert "content/sleep.yaml:1:1: warning[W83] left out: nobody has signed it" in done.err
    again = build(project, "--signed-only", "--quiet")
    assert again.out == "2 handouts: 1 signed (0 made, 1 unchanged), 1 left out (1 draft)\n"
    assert (again.code, again.err, listed(project)) == (0, done.err, ["rest.pdf"])


def test_what_is_signed_and_held_back_by_a_comment_is_not_counted_as_signed(project: Path) -> None:
    sign(project, "rest")
    run(project, "comments", "content/rest.yaml", "--add", "Why?", "--at", "1", "--by", "Ana Example")
    clinic = project / "content" / "clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8") + "review: {open_comments: refuse}\n", "utf-8")
    done = build(project, "--signed-only", "--quiet")
    assert done.out == "2 handouts: 2 left out (1 draft, 1 signed but held back)\n"


def test_errors_at_night_are_told_from_drafts(project: Path) -> None:
    add(content(project, "rest"), "colour: red\n")
    done = build(project, "--signed-only", "--quiet")
    assert (done.code, done.out) == (1, "2 handouts: 1 left out (1 draft), 1 failed\n")
