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

.PHONY: demo test check static format bench data clean

demo: $(VENV)/run.done
	$(SOUSVEIL) demo --no-serve --to demo

test: $(VENV)/dev.done
	$(PYTHON) -m pytest -n auto

check: static
	$(PYTHON) -m pytest -n auto

static: $(VENV)/dev.done
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports

format: $(VENV)/dev.done
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

bench: $(VENV)/dev.done
	$(PYTHON) bench/startup.py
	$(PYTHON) bench/figures.py

# Compile codebook and editions from their sources; needs ../shared/data for the editions.
data: $(VENV)/dev.done
	$(PYTHON) scripts/package_data.py

$(PYTHON):
	python3 -m venv $(VENV)

$(VENV)/run.done: $(PYTHON) requirements/run.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/run.txt
	$(PIP) --no-deps -e .
	@touch $@

$(VENV)/dev.done: $(PYTHON) requirements/dev.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/dev.txt
	$(PIP) --no-deps -e .
	@touch $@ $(VENV)/run.done

clean:
	rm -rf $(VENV) demo dist build
