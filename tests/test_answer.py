"""Look-ups by code: the right handout in the right language or none, in date that day, and nothing of who asked."""

import json
import re
import shutil
import socket
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from handout.answer.languages import is_same_language
from handout.answer.lookup import Reply, _links, reply_to
from handout.answer.question import Unanswerable, question_of
from handout.answer.server import application
from handout.answer.shelf import Found
from handout.export.manifest import ManifestRow
from handout.record import replace
from handout.text.language_codes import tag_of
from support.lookups import DAY, ICD, SNOMED, asked, got, opened, serving, verb
from support.portal import make_project, run_export, run_sign, spanish_wound

ATOM = "{http://www.w3.org/2005/Atom}"
SPANISH = spanish_wound("E83.59")
ENGLISH = """\
title: Calciphylaxis
purpose: What to know about <it> & more.
get_help: {call: [A sore opens.]}
sections: [{heading: Skin, body: [Look at your skin.]}]
codes: [{system: icd-10-cm, code: E83.59}, {system: snomed-ct, code: "237900002"}]
"""
CATEGORY = """\
title: Calcium
purpose: About calcium.
get_help: {call: [You feel worse.]}
sections: [{heading: Diet, body: [Eat well.]}]
codes: [{system: icd-10-cm, code: E83.5, match: category}]
"""
ROW = ManifestRow(
    file="x.html", media_type="text/html", slug="x", title="X", purpose="X.", language="en", style="standard",
    version=None, audience=None, codes=(), keywords=(), pages=None, bytes=1, sha256="", sha1="", state="signed",
    reviewers=(), signed=None, due=None, digest="", document=None, replaces=None,
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package: one handout in two languages, one for a whole category, one whose review runs out sooner."""
    root = make_project(tmp_path_factory.mktemp("answer"), text=ENGLISH)
    for name, text in (("wound.es", SPANISH), ("calcium", CATEGORY)):
        (root / "content" / f"{name}.yaml").write_text(text, "utf-8")
    run_sign(root)
    run_sign(root, name="wound.es.yaml")
    run_sign(root, name="calcium.yaml", due="2027-01-31")
    to = root / "package"
    done = run_export(root, "--to", to)
    assert done.return_value == 0, done.output
    return to


def reply(folder: Path, target: str, day: date = DAY) -> Reply:
    package, _ = opened(folder, day)
    shelf = package.shelf()
    assert shelf is not None
    return reply_to(target, shelf, day, "http://x")


def titles(folder: Path, query: str, day: date = DAY) -> list[str]:
    found = reply(folder, f"/service?{query}&knowledgeResponseType=application/json", day)
    assert found.status == 200
    return [entry["title"]["_value"] for entry in json.loads(found.body)["feed"]["entry"]]


# the request forms of OpenEMR's education page: code system, code, and a language only for Spanish


@pytest.mark.parametrize(
    ("query", "title"),
    [
        (f"mainSearchCriteria.v.cs={ICD}&mainSearchCriteria.v.c=E83.59", "Calciphylaxis"),
        (f"mainSearchCriteria.v.cs={SNOMED}&mainSearchCriteria.v.c=237900002", "Calciphylaxis"),
        (f"mainSearchCriteria.v.cs={ICD}&mainSearchCriteria.v.c=E83.59&informationRecipient.languageCode.c=es",
         "El cuidado de su herida"),
    ],
)  # fmt: skip
def test_openemrs_own_questions_are_answered(folder: Path, query: str, title: str) -> None:
    assert titles(folder, query) == [title]


@pytest.mark.parametrize("code", ["E83.59", "E8359", "e83.59", " E83.59 "])
def test_a_code_is_the_same_however_it_is_written(folder: Path, code: str) -> None:
    assert titles(folder, asked(code)) == ["Calciphylaxis"]


@pytest.mark.parametrize("system", [f"urn:oid:{ICD}", f"URN:OID:{ICD}", "http://hl7.org/fhir/sid/icd-10-cm"])
def test_a_code_system_is_the_same_by_its_address(folder: Path, system: str) -> None:
    assert titles(folder, asked("E83.59", system)) == ["Calciphylaxis"]


def test_a_category_answers_only_where_the_author_says_so_and_the_code_has_nothing(folder: Path) -> None:
    assert titles(folder, asked("E83.52")) == ["Calcium"]
    assert titles(folder, asked("E83.5")) == ["Calcium"]
    assert titles(folder, asked("E83")) == []
    assert titles(folder, asked("E83.590")) == ["Calcium"]
    assert titles(folder, asked("2379000021", SNOMED)) == []


@pytest.mark.parametrize(
    ("language", "title"),
    [
        (None, ["Calciphylaxis"]), ("en", ["Calciphylaxis"]), ("en-GB", ["Calciphylaxis"]), ("eng", ["Calciphylaxis"]),
        ("es", ["El cuidado de su herida"]), ("spa", ["El cuidado de su herida"]),
        ("es_MX", ["El cuidado de su herida"]),
        ("fr", []), ("zh-TW", []),
    ],
)  # fmt: skip
def test_no_question_is_answered_in_another_language(folder: Path, language: str | None, title: list[str]) -> None:
    assert titles(folder, asked("E83.59", language=language)) == title


def test_three_letters_and_scripts_are_understood() -> None:
    assert (tag_of("chi"), tag_of("fre"), tag_of("hmn"), tag_of("ENG")) == ("zh", "fr", "hmn", "en")
    assert is_same_language("zh-TW", "zh-Hant")
    assert not is_same_language("zh-TW", "zh-Hans")
    assert is_same_language("ks-Arab", "ks")
    assert not is_same_language("ks-Arab", "ks-Deva")


def test_the_page_links_what_there_is_in_other_languages(folder: Path) -> None:
    page = reply(folder, f"/application?{asked('E83.59', language='fr')}").body.decode()
    assert "Il n’y a pas de document" in page
    assert 'lang="es" dir="ltr"' in page
    assert "wound_en-US" in page


def test_a_title_in_arabic_runs_from_right_to_left_whatever_it_begins_with() -> None:
    row = replace(ROW, language="ar", title="COVID-19 في البيت", purpose="خذ 5-10 mg الآن")
    said = _links(Found(rows=(row,)), "http://x")
    assert 'lang="ar" dir="rtl"' in said
    assert "خذ \u20665-10 mg\u2069 الآن" in said


def test_what_is_overdue_is_gone_that_day(folder: Path) -> None:
    assert titles(folder, asked("E83.5"), date(2027, 1, 31)) == ["Calcium"]
    assert titles(folder, asked("E83.5"), date(2027, 2, 1)) == []
    name = next(path.name for path in folder.glob("calcium*.pdf"))
    assert reply(folder, f"/files/{name}", date(2027, 2, 1)).status == 404


@pytest.mark.parametrize(
    "query",
    ["", f"mainSearchCriteria.v.cs={ICD}", "mainSearchCriteria.v.c=E83.59", asked("E83.59") + "&" + asked("E83.5"),
     "&".join(f"a{number}=1" for number in range(99)), asked("E" * 101)],
)  # fmt: skip
def test_a_question_without_one_code_is_refused(query: str) -> None:
    with pytest.raises(Unanswerable):
        question_of(query)


JSONP = "application/javascript"


@pytest.mark.parametrize(
    ("wanted", "accept", "status", "kind"),
    [
        (None, "", 200, "application/atom+xml"), ("text/xml", "text/html", 200, "application/atom+xml"),
        ("application/json; charset=utf-8", "", 200, "application/json"), ("text/html", "*/*", 200, "text/html"),
        (JSONP, "", 400, "text/plain"), (f"{JSONP}&callback=a.b", "", 200, JSONP),
        (f"{JSONP}&callback=alert(1)//", "", 400, "text/plain"), ("application/pdf", "", 406, "text/plain"),
        (None, "application/json", 200, "application/json"), (None, JSONP, 400, "text/plain"),
        (None, "text/html, */*;q=0.8", 200, "application/atom+xml"), (None, "text/html", 200, "text/html"),
        (None, "application/pdf, text/xml;q=0", 406, "text/plain"),
    ],
)  # fmt: skip
def test_a_reply_has_the_form_that_is_asked_for_or_says_which_there_are(
    folder: Path, wanted: str | None, accept: str, status: int, kind: str
) -> None:
    more = "" if wanted is None else f"&knowledgeResponseType={wanted}"
    found = opened(folder)[0].reply(f"/service?{asked('E83.59')}{more}", "http://x", accept)
    assert (found.status, found.kind.partition(";")[0]) == (status, kind)
    assert (b"Calciphylaxis" in found.body, b"application/atom+xml" in found.body) == (status == 200, status == 406)
    if kind == JSONP:
        assert found.body.startswith(b"/**/a.b({") and json.loads(found.body[8:-2])["feed"]["entry"]


def test_a_file_that_no_manifest_lists_is_passed_over(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    (copy / "earlier_en-US_standard_v1.pdf").write_bytes(b"earlier")
    package, told = opened(copy)
    assert package.reply(f"/service?{asked('E83.59')}", "http://x").status == 200
    assert [problem.code for problem in told] == ["W92"]
    assert package.reply("/files/earlier_en-US_standard_v1.pdf", "http://x").status == 404


def test_a_code_that_nothing_is_about_has_an_answer_without_entries(folder: Path) -> None:
    assert titles(folder, asked("Z99")) == []
    assert titles(folder, asked("E83.59", "1.2.3")) == []


def test_the_feed_keeps_the_musts_of_rfc_4287(folder: Path) -> None:
    for query in (asked("E83.59"), asked("Z99")):
        feed = ElementTree.fromstring(reply(folder, f"/service?{query}").body)
        for part in (feed, *feed.findall(f"{ATOM}entry")):
            assert [len(part.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
            assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", part.findtext(f"{ATOM}id", ""))
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", part.findtext(f"{ATOM}updated", ""))
        assert feed.findtext(f"{ATOM}author/{ATOM}name")
        for entry in feed.findall(f"{ATOM}entry"):
            links = [link for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
            assert [link.get("type") for link in links] == ["text/html"]
    assert "What to know about <it> & more." in [element.text for element in ElementTree.fromstring(
        reply(folder, f"/service?{asked('E83.59')}").body).iter(f"{ATOM}summary")]  # fmt: skip


def test_nothing_of_the_patient_is_said_again(folder: Path) -> None:
    more = {
        "patientPerson__administrativeGenderCode__c": "CANARY",
        "age__v__v": "CANARY",
        "mainSearchCriteria__v__dn": "CANARY",
    }
    for path in ("/service", "/application"):
        found = reply(folder, f"{path}?{asked('E83.59', **more)}")
        assert found.status == 200
        assert b"CANARY" not in found.body


def test_over_http_every_reply_is_closed_to_scripts_and_caches(folder: Path) -> None:
    with serving(opened(folder)[0]) as server:
        status, headers, body = got(server, f"/service?{asked('E83.59')}")
        assert status == 200
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert int(headers["Content-Length"]) == len(body)
        file = re.search(rb'href="http://[^/]+(/files/[^"]+\.pdf)"', body)
        assert file is not None
        assert got(server, file[1].decode())[2] == (folder / file[1].decode().rpartition("/")[2]).read_bytes()
        assert got(server, f"/service?{asked('E83.59')}", "HEAD")[::2] == (200, b"")
        assert got(server, "/service", "POST")[0] == 405
        assert got(server, "/service")[0] == 400
        assert got(server, f"/service?{asked('E83.59')}", Host="evil.example")[0] == 421
        for odd in ("[", "a@evil.example", "localhost, evil.example", ""):
            assert got(server, f"/service?{asked('E83.59')}", Host=odd)[0] == 421
        for path in (
            "/files/../manifest.json",
            "/files/manifest.json",
            "/files/%2e%2e/clinic.yaml",
            "/manifest.json",
            "/",
        ):
            assert got(server, path)[0] == 404


def test_a_file_that_was_changed_is_not_given_out(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    package, _ = opened(copy)
    assert package.shelf() is not None
    page = next(copy.glob("wound_en*.html"))
    page.write_text(page.read_text("utf-8").replace("Look at", "Do not look at"), "utf-8")
    assert package.reply(f"/files/{page.name}", "http://x").status == 503


def test_a_package_is_checked_again_when_its_manifest_changes(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    package, told = opened(copy)
    assert package.reply(f"/service?{asked('E83.59')}", "http://x").status == 200
    manifest = copy / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace("Calciphylaxis", "Calciphylaxys"), "utf-8")
    assert package.reply(f"/service?{asked('E83.59')}", "http://x").status == 503
    assert told.has_errors
    shutil.copy(folder / "manifest.json", manifest)
    assert package.reply(f"/service?{asked('E83.59')}", "http://x").status == 200


@pytest.mark.parametrize("last", ["SHA256SUMS", "wound_en-US_standard_v0.pdf"])
def test_a_package_that_was_seen_half_written_is_answered_from_once_it_is_whole(
    folder: Path, tmp_path: Path, last: str
) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    name = next(path.name for path in copy.iterdir() if path.name.split("_v")[0] == last.split("_v")[0])
    (copy / name).rename(tmp_path / "kept")
    package, told = opened(copy)
    for _ in range(2):
        assert package.reply(f"/service?{asked('E83.59')}", "http://x").status == 503
    assert told.has_errors
    (tmp_path / "kept").rename(copy / name)
    for _ in range(2):
        assert package.reply(f"/service?{asked('E83.59')}", "http://x").status == 200


def test_a_draft_is_answered_only_when_that_is_meant(tmp_path: Path) -> None:
    root = make_project(tmp_path / "new", text=ENGLISH)
    run_export(root, "--to", tmp_path / "to", "--draft")
    package, told = opened(tmp_path / "to")
    assert package.shelf() is None
    assert [problem.code for problem in told] == ["E99", "E99"]
    shelf = opened(tmp_path / "to", draft=True)[0].shelf()
    assert shelf is not None
    for kind in ("/application", "/service"):
        said = reply_to(f"{kind}?{asked('E83.59')}", shelf, DAY, "http://x").body.decode()
        assert "Calciphylaxis (DRAFT)" in said and "Calciphylaxis<" not in said


def test_the_verb_starts_and_says_where(folder: Path) -> None:
    process = verb(folder, "--today", DAY.isoformat())
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert re.match(r"http://127\.0\.0\.1:\d+: answering from ", line)
    finally:
        process.terminate()
        out, err = process.communicate(timeout=20)
    assert "Traceback" not in out + err


def test_the_verb_refuses_what_is_no_package(tmp_path: Path) -> None:
    process = verb(tmp_path)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "error[E95]" in err
    process = verb(tmp_path / "nowhere")
    process.communicate(timeout=60)
    assert process.returncode == 2


def test_one_that_drips_is_ended(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handout.answer.server.LONGEST", 0.5)
    with (
        serving(opened(folder)[0]) as server,
        socket.create_connection(("127.0.0.1", server.server_address[1])) as drip,
    ):
        drip.settimeout(60)
        drip.sendall(b"GET /service HTTP/1.1\r\nHost: localhost\r\nX: ")
        assert drip.recv(1000) == b"" or drip.recv(1000) == b""


def test_a_body_is_never_taken_for_the_next_request(folder: Path) -> None:
    hidden = b"GET /files/manifest.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
    length = b"Content-Length: %d" % len(hidden)
    lengths = (length, b"Content-Length: 0\r\n" + length, b"Transfer-Encoding: chunked")
    with serving(opened(folder)[0]) as server:
        for length in lengths:
            with socket.create_connection(("127.0.0.1", server.server_address[1])) as shared:
                shared.settimeout(60)
                shared.sendall(b"GET /service HTTP/1.1\r\nHost: localhost\r\n" + length + b"\r\n\r\n" + hidden)
                said = b""
                try:
                    while more := shared.recv(10_000):
                        said += more
                except ConnectionResetError:
                    pass
                assert said.count(b"HTTP/1.1") <= 1
                assert said.startswith(b"HTTP/1.1 400") or not said


def test_it_is_a_wsgi_application_too(folder: Path) -> None:
    answer = application(opened(folder)[0], "https://handouts.example.org/")
    started: list[object] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/service",
        "QUERY_STRING": asked("E83.59"),
    }
    body = b"".join(answer(environ, lambda status, headers: started.append((status, dict(headers)))))
    assert started[0][0] == "200 OK"  # type: ignore[index]
    assert b'href="https://handouts.example.org/files/wound_en-US' in body
    assert list(answer(environ | {"REQUEST_METHOD": "DELETE"}, lambda status, _: started.append(status))) == []
    assert started[1] == "405 Method Not Allowed"


def test_a_manifest_of_the_first_form_is_read(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    path = copy / "manifest.json"
    members = json.loads(path.read_text("utf-8")) | {"form": 1}
    for row in members["files"]:
        del row["purpose"]
        for code in row["codes"]:
            del code["match"]
    path.write_text(json.dumps(members), "utf-8")
    from handout.export.manifest import read_manifest

    assert {row.purpose for row in read_manifest(path).rows} == {""}
