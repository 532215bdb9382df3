# Two commands are enough: `make demo` and `make test`. Both install what is missing first; what is there is left alone.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
STAMPS := $(VENV)/stamps

MINIAPP_SOURCES := $(shell find miniapp -type f -not -path '*/node_modules/*' -not -path 'miniapp/dist/*' 2>/dev/null)
# Tests and benches read as claims and scripts; what they import is typed.
TYPED := hiring scoring contracts storage dingtalk documents bot miniapp_api workers config sandbox migrations

.PHONY: demo up setup test lint browser clean
.DELETE_ON_ERROR:

demo: setup
	@$(VENV)/bin/mingmian demo

up: setup
	@$(VENV)/bin/mingmian up

setup: $(STAMPS)/python $(STAMPS)/graphics miniapp/dist/index.html $(STAMPS)/models

# Lint and tests both run even if the first fails; pytest's closing line comes last.
test: setup browser
	@status=0; \
	$(MAKE) --no-print-directory lint || status=1; \
	$(PY) -m pytest || status=1; \
	exit $$status

lint: $(STAMPS)/python
	@status=0; \
	for check in "ruff check ." "ruff format --check ." "mypy $(TYPED)" "lint-imports"; do \
		echo "$$check"; $(VENV)/bin/$$check || status=1; \
	done; \
	exit $$status

$(STAMPS)/python: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@test -x $(PY) || $(PYTHON) -m venv $(VENV) || { echo "venv is missing: apt-get install -y python3-venv"; exit 1; }
	$(PY) -m pip install --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(PY) -m pip install --disable-pip-version-check --no-deps --no-build-isolation --quiet -e .
	@mkdir -p $(STAMPS) && touch $@

miniapp/node_modules/.package-lock.json: miniapp/package-lock.json
	@command -v npm >/dev/null || { echo "Node.js 20 or later with npm is needed"; exit 1; }
	cd miniapp && npm ci --no-audit --no-fund

miniapp/dist/index.html: miniapp/node_modules/.package-lock.json $(MINIAPP_SOURCES)
	cd miniapp && npm run build
	@touch $@

# MediaPipe links these. Without them the face is not measured, and everything else works.
$(STAMPS)/graphics: $(STAMPS)/python
	@if $(PY) -c 'import ctypes.util as u, sys; sys.exit(not (u.find_library("EGL") and u.find_library("GLESv2")))'; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	     { apt-get install -y -qq libegl1 libgles2 || { apt-get update -qq && apt-get install -y -qq libegl1 libgles2; }; }; then :; \
	else echo "libEGL and libGLESv2 are missing, so faces will not be measured: sudo apt-get install -y libegl1 libgles2"; fi
	@touch $@

# The catalogue says what is needed; a file that is there with the right size is not fetched again.
$(STAMPS)/models: $(STAMPS)/python config/models.toml
	@$(VENV)/bin/mingmian models pull || echo "Some models could not be fetched: what needs them will say so. See: mingmian doctor"
	@touch $@

# For the browser tests only; they are skipped with a reason where there is none.
browser:
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	     { apt-get install -y -qq chromium || { apt-get update -qq && apt-get install -y -qq chromium; }; }; then :; \
	else echo "Chromium is missing, so browser tests will be skipped: sudo apt-get install -y chromium"; fi

# Leaves var/ alone: recordings and keys are nobody's build products.
clean:
	rm -rf $(VENV) miniapp/node_modules miniapp/dist build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
