# Two commands for users: `make demo` and `make test`. The rest is for developers.
# Each makes its own .venv with python3 -m venv (uv does the installing where it is there).

VENV := .venv
PYTHON := $(VENV)/bin/python
SOUSVEIL := $(VENV)/bin/sousveil
UV := $(shell command -v uv 2>/dev/null)

ifdef UV
PIP := $(UV) pip install --quiet --python $(PYTHON)
else
PIP := $(PYTHON) -m pip install --quiet --disable-pip-version-check
endif

# What the front end is built from; installing builds it into src/sousveil/_web (hatch_build.py).
WEB := $(shell find web-src -name node_modules -prune -o -type f -print)

.PHONY: demo test check static format bench data web web-test screenshots clean

demo: $(VENV)/run.done $(VENV)/installed
	$(SOUSVEIL) demo --no-serve --to demo

test: $(VENV)/dev.done $(VENV)/installed
	$(PYTHON) -m pytest -n auto --dist loadgroup

check: static
	$(PYTHON) -m pytest -n auto --dist loadgroup

static: $(VENV)/dev.done $(VENV)/installed
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports

format: $(VENV)/dev.done $(VENV)/installed
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

bench: $(VENV)/dev.done $(VENV)/installed
	$(PYTHON) bench/startup.py
	$(PYTHON) bench/figures.py

# Compile codebook and editions from their sources; needs ../shared/data for the editions.
data: $(VENV)/dev.done $(VENV)/installed
	$(PYTHON) scripts/package_data.py

$(PYTHON):
	python3 -m venv $(VENV)

$(VENV)/run.done: $(PYTHON) requirements/run.txt
	$(PIP) --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/dev.done: $(PYTHON) requirements/dev.txt
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@ $(VENV)/run.done

$(VENV)/installed: $(PYTHON) pyproject.toml hatch_build.py scripts/web.py $(WEB)
	$(PIP) --no-deps -e .
	@touch $@

# The front end alone, with the Node of this machine: nothing to do where it is up to date.
web:
	python3 scripts/web.py

web-test: web-src/node_modules/dev.done
	cd web-src && npm run --silent check && npm run --silent test

# Every kind of page as pictures to be looked at: screenshots/index.html. Needs Chromium.
screenshots: $(VENV)/dev.done $(VENV)/installed
	$(PYTHON) scripts/screenshots.py

web-src/node_modules/dev.done: web-src/package-lock.json
	cd web-src && npm ci --ignore-scripts
	@touch $@

clean:
	rm -rf $(VENV) demo screenshots dist build src/sousveil/_web web-src/node_modules
