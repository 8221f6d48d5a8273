# Gongkai 公开. Every target works in a fresh clone; `make setup` is done when it is needed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup demo test check bench docs pictures lock clean

setup: $(STAMP)

$(STAMP): requirements-dev.lock pyproject.toml
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh .ci/setup
	@touch $@

# Reads the notices shipped in samples/, prints the table and writes the report.
demo: $(STAMP)
	@mkdir -p out
	@$(BIN)/gongkai check samples/notices --report out/report.html || [ $$? -eq 1 ]

test: $(STAMP)
	@$(BIN)/python -m pytest -q -n auto

check: $(STAMP)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary
	@out=$$($(BIN)/lint-imports --no-logo --no-cache) || { printf '%s\n' "$$out"; exit 1; }
	@$(BIN)/gongkai packs lint
	@$(BIN)/python -m pytest -q tests/docs

# Prints one JSON object; takes some minutes.
bench: $(STAMP)
	@$(BIN)/python -m bench

# Pins what pyproject.toml asks for, with hashes; run it after changing dependencies.
lock:
	@$(BIN)/pip-compile -q --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host \
		--no-emit-find-links -o requirements.lock pyproject.toml
	@$(BIN)/pip-compile -q --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host \
		--no-emit-find-links --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

# Writes the answers shown in the documentation and the list of findings anew.
docs: $(STAMP)
	@$(BIN)/python docs/console.py
	@$(BIN)/python docs/generate.py

# Takes the picture of the report that the README shows; needs chromium and a Chinese font.
pictures: demo
	@chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,1000 \
		--screenshot=docs/images/report.png "file://$(CURDIR)/out/report.html" 2>/dev/null

clean:
	@rm -rf out build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
