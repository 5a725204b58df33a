# Every command of the project. `make help` lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
SITE ?= site
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
# LANG=ja on the command line is no locale
export PYTHONUTF8 := 1

# LABS=false shows the labs without running them, which needs no TensorFlow.
export LABS ?= true
PACKAGES := $(if $(filter false,$(LABS)),.venv/site,.venv/ready)

# Only what was typed: LANG is the locale in most environments.
option = $(if $(filter command,$(origin $(1))),--$(2) '$($(1))')
PAGE_AND_LANGUAGE = $(call option,PAGE,page) $(call option,LANG,language)

.PHONY: help serve build test outputs check status translated language bench mutate newest lock font browser clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' Makefile

serve: $(PACKAGES) ## show all languages at http://127.0.0.1:8000/ and reload on every change
	@$(BIN)/python -m book.commands.serve --port $(PORT)

build: $(PACKAGES) ## write the site to site/, every other language to a folder in it
	@$(BIN)/python -m mkdocs build --strict --site-dir $(SITE)

test: .venv/ready browser ## run every test; TESTS=docs/ko/layers/dense.md runs some
	$(BIN)/python -m pytest $(or $(TESTS),--numprocesses logical --maxprocesses 4)

outputs: .venv/ready ## record what the programs print, and show what changes; PROGRAMS=layers/dense/dense.py records one
	@$(BIN)/python -m book.commands.outputs $(PROGRAMS)

check: .venv/site ## look for mistakes in pages and programs without running them; needs no TensorFlow
	@$(BIN)/ruff check --quiet --output-format concise && $(BIN)/ruff format --quiet --check --output-format concise || \
	  { echo "Most of this mends itself: $(BIN)/ruff check --fix; $(BIN)/ruff format"; exit 1; }
	@$(BIN)/python -m book.commands.check
	@said=$$(LABS=false CHECK=false $(BIN)/python -m mkdocs build --strict --site-dir .cache/check 2>&1) || \
	  { echo "$$said" | grep --invert-match INFO; exit 1; }
	@echo "The site builds."

status: .venv/site ## show which translations are stale or missing; PAGE=autodiff/tape LANG=en shows what to translate
	@$(BIN)/python -m book.commands.status $(PAGE_AND_LANGUAGE)

translated: .venv/site ## record that a translation says what its source says today; PAGE=autodiff/tape LANG=en
	@$(BIN)/python -m book.commands.translated $(PAGE_AND_LANGUAGE)

language: .venv/site ## begin another language; LANG=ja NAME=日本語
	@$(BIN)/python -m book.commands.language $(call option,LANG,language) $(call option,NAME,name)

bench: .venv/ready browser ## measure the speed of runs, tests and builds, as ratios
	$(BIN)/python -m book.commands.bench

mutate: .venv/ready ## plant lies in copies of pages and programs, and count those that are caught; COUNT=100 KIND='another id'
	@$(BIN)/python tests/mutate $(call option,COUNT,count) $(call option,KIND,kind)

newest: .venv/site ## try the newest TensorFlow and Keras on a copy, and show what changes for a reader; WITH='keras<3.13' tries that
	$(BIN)/python -m book.commands.newest $(foreach wish,$(WITH),'$(wish)')

lock: ## lock all dependencies anew after an edit of requirements.txt
	@$(PYTHON) -m venv .venv/lock && .venv/lock/bin/python -m pip install --quiet --quiet uv
	$(COMPILE) --output-file constraints.txt requirements.txt
	$(COMPILE) --output-file constraints-site.txt --constraint constraints.txt requirements-site.txt

# For every Python and every system at once; the index is not named, and only what needs no building is chosen.
COMPILE := @UV_PYTHON_DOWNLOADS=never UV_CUSTOM_COMPILE_COMMAND='make lock' .venv/lock/bin/uv pip compile --quiet --upgrade \
  --universal --python-version 3.10 --generate-hashes --only-binary :all: --no-annotate --no-emit-index-url --no-emit-find-links

# The characters that formulas may use; tests/site/test_formulas.py says when one is missing.
LETTERS := U+0020-007E,U+03B1-03C9,U+1D400-1D467,U+1D6E4,U+1D6F4,U+1D6FC-1D71B,U+0393,U+0394,U+03A3,U+210E,U+211D,U+2112
SIGNS := U+00B1,U+00B7,U+00D7,U+00F7,U+2016,U+2026,U+2032,U+2190-2194,U+21A6,U+21D2,U+2202,U+2207,U+2208,U+220F,U+2211-2213,$\
U+221A,U+221E,U+2223,U+2225,U+2248,U+2260,U+2261,U+2264,U+2265,U+226A,U+226B,U+2299,U+22A4,U+22C5,U+02C6,U+02DC,U+00AF,U+203E,U+22EE-22F1

font: .venv/ready ## make the font of the formulas anew, from Debian's fonts-lmodern
	dpkg --search latinmodern-math.otf >/dev/null || apt-get install --yes --quiet --quiet fonts-lmodern >/dev/null
	$(BIN)/pyftsubset "$$(dpkg --listfiles fonts-lmodern | grep latinmodern-math.otf)" --unicodes="$(LETTERS),$(SIGNS)" \
	  --flavor=woff2 --layout-features= --no-hinting --drop-tables+=FFTM --name-IDs=0,13,14 \
	  --output-file=theme/assets/fonts/book-math.woff2

clean: ## delete everything that the other commands made
	rm -rf .venv .cache .pytest_cache *.egg-info site languages/*/site test-results

# What a translator needs; then what else the programs and the tests need. The locks name all of it, so pip looks for
# nothing else, refuses what has another hash than they say, and builds only the package of this folder.
INSTALL := @$(BIN)/python -m pip install --quiet --quiet --no-deps
LOCKED := $(INSTALL) --require-hashes --only-binary :all: --requirement

.venv/site: constraints-site.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 10) <= sys.version_info < (3, 14))' || \
	  { echo "Python 3.10 to 3.13 is needed; name one: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@echo "Installing what the site and its checks need into .venv"
	@$(PYTHON) -m venv .venv
	$(LOCKED) constraints-site.txt
	$(INSTALL) --no-build-isolation --editable .
	@touch $@

.venv/ready: .venv/site constraints.txt
	@echo "Installing TensorFlow and what the tests need into .venv"
	$(LOCKED) constraints.txt
	@touch $@

# A Chromium for the tests: the one on PATH, else Debian's, else Playwright's own.
browser: .venv/ready
	@command -v chromium chromium-browser google-chrome >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing Chromium" && \
	    { apt-get update --quiet --quiet && \
	      apt-get install --yes --quiet --quiet --no-install-recommends chromium; } >/dev/null; } || \
	  $(BIN)/python -m playwright install chromium >/dev/null
