"""What content may reach outside itself: nothing (rows 27 to 39); and what the PDF may hold (rows 141 to 153)."""

import getpass
import os
import re
import socket
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from support.faulty import COMMAND, TODAY, build, handout_yaml, is_refused, make_project, paragraph, spawn

PLANTED = ["reportlab_mods.py", "reportlab_settings.py", "yaml.py", "click.py", "PIL.py", "uharfbuzz.py", "pickle.py",
           "sitecustomize.py"]  # fmt: skip


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    "started", [["-m", "handout"], ["-P", "-m", "handout"], ["program"]], ids=["plain", "safe path", "script"]
)
def test_rows_27_28_files_planted_in_the_working_folder_and_at_home_are_not_run(
    tmp_path: Path, started: list[str], jobs: str
) -> None:
    root = make_project(tmp_path / "project", wound=handout_yaml(), other=handout_yaml())
    ran = tmp_path / "ran"
    home = tmp_path / "home"
    home.mkdir()
    for name in PLANTED:
        (root / name).write_text(f"open({str(ran)!r}, 'a').write({name!r})\n")
    (root / "program").write_text("from handout.cli import program\nprogram()\n")
    for name in (".reportlab_mods", ".reportlab_settings"):
        (home / name).write_text(f"open({str(ran)!r}, 'a').write({name!r})\n")
    done = subprocess.run(
        [sys.executable, *started, "build", "--today", TODAY, "--jobs", jobs],
        cwd=root, env={**os.environ, "HOME": str(home)}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert not ran.exists()


def test_row_29_variables_for_reportlab_are_not_obeyed(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml())
    assert build(tmp_path).code == 0
    usual = (tmp_path / "out" / "wound.pdf").read_bytes()
    hostile = {"RL_trustedHosts": "*", "RL_toColorCanUse": "rl_safe_eval", "RL_invariant": "0", "RL_useA85": "1"}
    assert spawn(tmp_path, environment=hostile).code == 0
    assert (tmp_path / "out" / "wound.pdf").read_bytes() == usual


WATCH = """
import sys, json
from pathlib import Path
events = []
def hook(event, arguments):
    if event in {"open", "os.system", "subprocess.Popen", "os.posix_spawn", "os.exec", "os.fork", "socket.connect",
                 "socket.getaddrinfo", "socket.bind", "ctypes.dlopen", "urllib.Request"}:
        events.append((event, str(arguments[0])))
sys.addaudithook(hook)
from handout.cli import main
try:
    main(sys.argv[1:])
finally:
    Path(sys.argv[-1]).parent.joinpath("events.json").write_text(json.dumps(events))
"""


def test_rows_27_to_36_a_build_starts_nothing_and_reads_only_its_folder_and_its_own_code(tmp_path: Path) -> None:
    import json

    hostile = "<img src='file:///etc/passwd'> <!ENTITY x SYSTEM 'file:///etc/passwd'> $(id) `id` ${jndi:ldap://x}"
    root = make_project(tmp_path / "project", wound=handout_yaml(paragraph(hostile)))
    done = subprocess.run(
        [sys.executable, "-P", "-c", WATCH, "build", "--project", root, "--today", TODAY, "--out", tmp_path / "out"],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0
    events = json.loads((tmp_path / "events.json").read_text())
    assert {event for event, _ in events} <= {"open", "ctypes.dlopen"}
    homes = (str(tmp_path), sys.prefix, sys.base_prefix, str(Path(__file__).parent.parent), "/dev/null")
    strays = {
        path for event, path in events
        if event == "open" and not path.startswith(homes) and not path.isdigit()
        and not path.endswith((".py", ".pyc", ".so", "pyvenv.cfg", ".pth", ".ttf"))
    }  # fmt: skip
    assert strays == set()


@pytest.mark.parametrize(
    "body",
    [
        paragraph("![x](http://127.0.0.1:{port}/a.png)"),
        paragraph("<img src='http://127.0.0.1:{port}/a.png'/>"),
        '      - figure: {{image: "http://127.0.0.1:{port}/a.png", alt: x}}\n',
        "      - figure: {{image: images/remote.svg, alt: x}}\n",
        paragraph("[link](http://127.0.0.1:{port}/a)"),
    ],
)
def test_row_34_no_request_leaves(tmp_path: Path, body: str) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.setblocking(False)
        port = listener.getsockname()[1]
        typed = body.replace("{{", "{").replace("}}", "}").replace("{port}", str(port))
        make_project(tmp_path, wound=handout_yaml(typed))
        images = tmp_path / "content" / "images"
        images.mkdir()
        href = f"http://127.0.0.1:{port}/a.png"
        (images / "remote.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{href}"/></svg>')
        result = build(tmp_path)
        assert result.code == 0 or is_refused(result)
        with pytest.raises(BlockingIOError):
            listener.accept()


def outside(root: Path) -> Iterator[str]:
    (root / "secret.png").write_bytes(b"\x89PNG secret")
    (root / "content-secret").mkdir()
    (root / "content-secret" / "s.png").write_bytes(b"\x89PNG secret")
    (root / "content" / "images").mkdir()
    (root / "content" / "images" / "link.png").symlink_to(root / "secret.png")
    (root / "content" / "images" / "folder").symlink_to(root / "content-secret")
    os.mkfifo(root / "content" / "images" / "pipe.png")
    yield from (
        "../secret.png", "/etc/passwd", "images/link.png", "images/folder/s.png", "../content-secret/s.png",
        "~/x.png", "$HOME/x.png", "C:\\\\x.png", "\\\\\\\\srv\\\\x.png", "a.png:stream", "file:///etc/passwd",
        "data:image/png;base64,x",
        "images/%2e%2e/%2e%2e/secret.png", "images/../../secret.png", "images/none.png", "images", "images/pipe.png",
    )  # fmt: skip


def test_rows_35_93_103_116_117_118_a_picture_lies_in_the_content_folder(tmp_path: Path) -> None:
    make_project(tmp_path)
    for name in outside(tmp_path):
        (tmp_path / "content" / "wound.yaml").write_text(handout_yaml(f'      - figure: {{image: "{name}", alt: x}}\n'))
        result = build(tmp_path)
        assert is_refused(result), name
        assert "content/wound.yaml:9:" in result.err


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "\\\\\\\\srv\\\\share", "pdf:other.pdf",
               "word", "ftp://example.org/x", "JaVaScRiPt:x", "vbscript:x", "//example.org/x", "#nowhere"]
)  # fmt: skip
def test_rows_36_37_a_link_leads_to_the_web_a_mailbox_a_phone_or_a_heading(tmp_path: Path, target: str) -> None:
    make_project(tmp_path, wound=handout_yaml(f'      - "[x]({target})"\n'))
    result = build(tmp_path)
    assert is_refused(result)
    assert "content/wound.yaml:9:" in result.err


def test_row_38_two_headings_of_one_id_are_refused(tmp_path: Path) -> None:
    more = "  - {heading: A, id: same, body: [x]}\n  - {heading: B, id: same, body: [x]}\n"
    make_project(tmp_path, wound=handout_yaml() + more)
    result = build(tmp_path)
    assert is_refused(result)
    assert "error[E24]" in result.err


def test_row_39_the_outline_skips_no_level(tmp_path: Path) -> None:
    more = "    sections:\n      - heading: Deep\n        body: [x]\n        sections: [{heading: Deeper, body: [x]}]\n"
    make_project(tmp_path, wound=handout_yaml() + more)
    result = build(tmp_path)
    assert result.code == 0 or is_refused(result)


@pytest.mark.parametrize("color", ["#12", "5", "transparent", "rgba(0,0,0,0)", "describe('red')", "getAllNamedColors()",
                                   "setColors(red='#0f0')", "-" * 3000 + "1", "#ggg"])  # fmt: skip
def test_rows_30_31_32_33_a_colour_is_six_digits_or_a_name_of_the_sheet(tmp_path: Path, color: str) -> None:
    import json

    make_project(tmp_path, wound=handout_yaml())
    (tmp_path / "styles").mkdir()
    sheet = f"extends: standard\nstyles:\n  paragraph: {{color: {json.dumps(color)}}}\n"
    (tmp_path / "styles" / "ours.yaml").write_text(sheet)
    result = build(tmp_path, "--style", "ours")
    assert is_refused(result)
    assert "styles/ours.yaml:3:" in result.err


def objects(pdf: Path) -> Iterator[Any]:
    """Every object of a PDF, wherever it hangs."""
    reader = PdfReader(pdf, strict=True)
    seen: set[int] = set()
    waiting: list[Any] = [reader.trailer]
    waiting += [IndirectObject(number, 0, reader) for number in range(1, int(reader.trailer["/Size"]))]
    while waiting:
        part = waiting.pop()
        if isinstance(part, IndirectObject):
            if part.idnum in seen:
                continue
            seen.add(part.idnum)
            part = part.get_object()
        yield part
        if isinstance(part, DictionaryObject):
            waiting += part.values()
        elif isinstance(part, ArrayObject):
            waiting += part


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example handouts, built in this checkout."""
    out = tmp_path_factory.mktemp("shipped")
    assert build(Path(__file__).parent.parent, "--out", str(out)).code == 0
    return out


def pdfs(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.pdf"))


FORBIDDEN = {"/JS", "/JavaScript", "/OpenAction", "/AA", "/AcroForm", "/XFA", "/EmbeddedFiles", "/EF", "/Encrypt",
             "/Launch", "/SubmitForm", "/GoToR", "/RichMedia", "/Collection", "/URIBase"}  # fmt: skip


def test_rows_141_to_145_the_pdf_holds_no_code_no_form_and_no_attachment(shipped: Path) -> None:
    for pdf in pdfs(shipped):
        keys = {key for part in objects(pdf) if isinstance(part, DictionaryObject) for key in part}
        assert keys & FORBIDDEN == set()
        assert "/Prev" not in PdfReader(pdf).trailer
        actions = [part for part in objects(pdf) if isinstance(part, DictionaryObject) and "/URI" in part]
        assert {str(action["/S"]) for action in actions} <= {"/URI"}
        assert all(re.match(r"(https?|mailto|tel):", str(action["/URI"])) for action in actions)
        streams = [part for part in objects(pdf) if isinstance(part, StreamObject)]
        assert all("/F" not in stream and "/FFilter" not in stream for stream in streams)


def test_row_146_the_pdf_names_nobody_and_no_place_on_this_machine(shipped: Path) -> None:
    names = {getpass.getuser(), socket.gethostname(), str(Path.home())}
    # A name of three letters stands in compressed bytes by chance.
    secrets = {str(Path(__file__).parent.parent), sys.prefix, str(shipped), *(name for name in names if len(name) > 4)}
    for pdf in pdfs(shipped):
        data = pdf.read_bytes()
        whole = data + b"".join(
            zlib.decompress(stream)
            for stream in re.findall(rb"/FlateDecode.*?stream\n(.*?)\nendstream", data, re.DOTALL)
            if stream[:1] == b"x"
        )
        for secret in secrets:
            assert secret.encode() not in whole
            assert secret.encode("utf-16-be") not in whole
            assert secret.encode("utf-16-be").hex().encode() not in whole
        assert b"(anonymous)" not in whole
        assert b"(unspecified)" not in whole


def test_rows_147_150_152_two_other_readers_agree_on_the_pages(shipped: Path) -> None:
    for pdf in pdfs(shipped):
        with pypdfium2.PdfDocument(pdf) as document:
            assert len(document) == len(PdfReader(pdf, strict=True).pages) > 0


def test_row_149_the_manifest_knows_every_byte(shipped: Path) -> None:
    import hashlib
    import json

    rows = json.loads((shipped / "manifest.json").read_text("utf-8"))["files"]
    assert {row["path"] for row in rows} == {pdf.name for pdf in pdfs(shipped)}
    assert all(hashlib.sha256((shipped / row["path"]).read_bytes()).hexdigest() == row["sha256"] for row in rows)


def test_row_151_every_page_has_its_fonts_and_its_size(shipped: Path) -> None:
    for pdf in pdfs(shipped):
        for page in PdfReader(pdf).pages:
            assert float(page.mediabox.width) > 100
            fonts = page["/Resources"]["/Font"].values()
            assert all("/ToUnicode" in font.get_object() for font in fonts)
        assert all(page.get_textpage().get_text_range().strip() for page in pypdfium2.PdfDocument(pdf))


def test_row_153_a_handout_is_small(shipped: Path) -> None:
    assert max(pdf.stat().st_size for pdf in pdfs(shipped)) < 2_000_000
    assert (shipped / "calciphylaxis.pdf").stat().st_size <= 64_000


@pytest.mark.parametrize(("limit", "code"), [("pages: 1", "E61"), ("megabytes: 1", ""), ("seconds: 1", "")])
def test_row_153_a_clinic_sets_its_own_limits(tmp_path: Path, limit: str, code: str) -> None:
    make_project(tmp_path, wound=handout_yaml(paragraph("Words. " * 900)))
    with (tmp_path / "content" / "clinic.yaml").open("a") as clinic:
        clinic.write(f"limits: {{{limit}}}\n")
    result = build(tmp_path)
    assert result.code == bool(code)
    assert code in result.err


def test_row_153_many_pages_are_warned_of_and_too_many_refused(tmp_path: Path) -> None:
    pages = "".join(f"      - Words {n}.\n      - page_break: true\n" for n in range(70))
    make_project(tmp_path, wound=handout_yaml(pages))
    result = build(tmp_path)
    assert result.code == 0
    assert "warning[W60]" in result.err
    many = "".join(f"      - Words {n}.\n      - page_break: true\n" for n in range(2100))
    make_project(tmp_path, wound=handout_yaml(many))
    result = build(tmp_path)
    assert is_refused(result)
    assert "error[E61]" in result.err


def test_row_153_a_build_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import handout.targets.pdf

    def forever(*_: object) -> None:
        while True:
            pass

    make_project(tmp_path, wound=handout_yaml())
    with (tmp_path / "content" / "clinic.yaml").open("a") as clinic:
        clinic.write("limits: {seconds: 1}\n")
    monkeypatch.setattr(handout.targets.pdf, "make_pdf", forever)
    result = build(tmp_path)
    assert is_refused(result)
    assert "making this handout takes too long" in result.err


def test_command_is_the_one_that_is_tested() -> None:
    assert subprocess.run([*COMMAND, "--version"], capture_output=True, text=True).stdout.startswith("handout ")
