# Everything needs only Python 3.11 or later (with venv) and make.
SHELL := /bin/sh
.DELETE_ON_ERROR:
.SUFFIXES:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes
JOBS ?= 2
SECONDS ?= 300
BASE ?= main

# An environment holds the path under which it was made. In a folder that was copied or moved it is made anew: it would run
# the program of the other folder, or none.
MADE_IN := $(shell cat $(VENV)/python.ok 2>/dev/null)
ifneq ($(MADE_IN),)
ifneq ($(MADE_IN),$(shell pwd -P))
$(shell rm -rf $(VENV))
endif
endif

.PHONY: handout desk test check bench fonts same accept gallery guide desk-pictures ua fuzz clean requirements \
  early-half late-half

handout: $(VENV)/run.ok
	$(BIN)/handout build --jobs $(JOBS)

# The desk on the shipped content, in a browser on this machine.
desk: $(VENV)/test.ok
	$(BIN)/handout serve --open

# One more worker than jobs, since one or another always waits: for a page to change, for a process to be ended.
test: $(VENV)/test.ok
	$(BIN)/python -P -m pytest -n $$(($(JOBS) + 1)) --dist worksteal

check: $(VENV)/test.ok
	$(BIN)/ruff check src tests tools
	$(BIN)/ruff format --check src tests tools
	$(BIN)/mypy
	$(BIN)/handout check

# Rewrite the goldens and the tables in the documents; then read the diff as you would read code.
accept: $(VENV)/test.ok
	HANDOUT_ACCEPT=1 $(BIN)/python -P -m pytest -n $(JOBS) tests/test_cases.py tests/test_docs.py tests/test_locales.py tests/test_members.py \
	  tests/test_patient_examples.py tests/test_signed_texts.py

# Fonts for other scripts into content/fonts: make fonts FOR="bo chr"
fonts: $(VENV)/run.ok
	$(BIN)/python -P tools/fonts.py $(FOR)

# Every shipped handout in every style, as pictures of pages in out/gallery.
gallery: $(VENV)/run.ok
	$(BIN)/handout build --jobs $(JOBS) --out out/gallery --style standard --style large-print --style high-contrast \
	  --style large-print-high-contrast
	for pdf in out/gallery/*.pdf; do pdftoppm -r 60 -png "$$pdf" "$${pdf%.pdf}"; done

# The guide to blocks, docs/blocks.md, and its pictures.
guide: $(VENV)/test.ok
	$(BIN)/python -P tools/guide.py

# The pictures of the desk, docs/desk/ (needs Chromium).
desk-pictures: $(VENV)/test.ok
	$(BIN)/python -P tools/desk_pictures.py

# The conformance referee on everything built (PDF/UA-1, PDF/A-2a, WCAG 2.2).
ua: $(VENV)/test.ok handout
	PYTHONPATH=tests $(BIN)/python -P -m support.verapdf out/*.pdf

bench: $(VENV)/test.ok
	$(BIN)/python -P tools/bench.py

# Whether all cases and shipped handouts come out as they did at another commit.
same: $(VENV)/test.ok
	$(BIN)/python -P tools/same.py $(BASE)

# Mutated handouts for five minutes; whatever goes wrong is kept in tests/fuzz_corpus. Then texts made to slow patterns.
fuzz: $(VENV)/test.ok
	$(BIN)/python -P tools/fuzz.py --seconds $(SECONDS)
	$(BIN)/python -P tools/hostile.py

clean:
	rm -rf out build dist $(VENV) .handout .mypy_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/python.ok:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "handout needs Python 3.11 or later: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "this Python has no venv: install the package python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	pwd -P > $@

$(VENV)/run.ok: $(VENV)/python.ok requirements/run.txt pyproject.toml
	$(PIP) -r requirements/run.txt
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src/handout
	touch $@

# Python's compiler runs on all cores, pip and its compiler on one. So two install half of the list each, up to m and from
# n on; neither looks for what a package needs, since the list has all of it.
$(VENV)/test.ok: $(VENV)/run.ok requirements/test.txt
	$(MAKE) --no-print-directory --jobs=2 early-half late-half
	$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true
	touch $@

early-half: IS_LATE := 0
late-half: IS_LATE := 1
early-half late-half: $(VENV)/run.ok
	awk '/^[a-z0-9]/ { is_late = $$0 >= "n" } is_late == $(IS_LATE)' requirements/test.txt > $(VENV)/$@.txt
	$(PIP) --no-compile --no-deps -r $(VENV)/$@.txt

# Pin anew, with hashes and without an index address (needs uv).
requirements:
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --extra build --extra i18n --extra cjk pyproject.toml --output-file requirements/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --extra build --extra i18n --extra cjk --extra test --extra ua --extra cluster --extra desk --extra import -c requirements/run.txt \
	  pyproject.toml --output-file requirements/test.txt
