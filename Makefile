# make run: the site on http://127.0.0.1:8000/ (PORT=8001 for another). make test: every test that can run here.
SHELL := /bin/sh
PORT ?= 8000
VAR_DIR ?= var
VENV := .venv
PY := $(VENV)/bin/python
export PORT

.PHONY: run test coverage check screenshots bench-chart bench-reading setup clean

run: setup
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_targets
	@case "$${HOST:-127.0.0.1}" in 127.*|localhost) $(PY) manage.py load_sample --if-new;; esac
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@exec $(VENV)/bin/gunicorn -c hedong/gunicorn_conf.py hedong.wsgi

setup: $(VENV)/.ready $(VAR_DIR)/secret_key node_modules/.ready

$(VENV)/.ready: requirements.txt
	@echo "Installing what the site needs into $(VENV) (once) …"
	@test -x $(PY) || python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Python 3.11 or newer is needed; python3 here is: $$(python3 --version 2>&1 || echo missing)"; exit 1; }
	@test -x $(PY) || python3 -m venv $(VENV) || { rm -rf $(VENV); echo "python3 cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.ready-dev: requirements-dev.txt $(VENV)/.ready
	@echo "Installing what the tests need (once) …"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# Without npm the chart library comes from the plotly wheel: larger, otherwise the same.
node_modules/.ready: package-lock.json
	@if command -v npm >/dev/null 2>&1 && npm ci --silent --no-audit --no-fund >/dev/null 2>&1; then \
	  echo "Chart library: the small bundle."; \
	else rm -rf node_modules; mkdir -p node_modules; echo "Chart library: the one in the plotly wheel (npm was not used)."; fi
	@touch $@

$(VAR_DIR)/secret_key:
	@mkdir -p $(VAR_DIR) && umask 077 && python3 -c "import secrets; print(secrets.token_urlsafe(50))" > $@

test: $(VENV)/.ready-dev node_modules/.ready
	@$(PY) -m pytest -n auto --dist loadgroup -rs $(ARGS)

# Apart from the tests, since being watched makes them take twice as long; what crawls the site tells nothing new.
coverage: $(VENV)/.ready-dev node_modules/.ready
	@$(PY) -m pytest -n auto --dist loadgroup -m 'not browser and not crawl' --cov --cov-report=term:skip-covered $(ARGS)

check: $(VENV)/.ready-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(PY) -m pytest tests/test_checks.py $(ARGS)
	$(PY) -m pytest tests/rules -n auto --cov=tracker/rules --cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=100

screenshots: setup $(VENV)/.ready-dev
	@$(PY) -m tests.screenshots

bench-chart: setup $(VENV)/.ready-dev
	@$(PY) -m bench.first_chart

bench-reading: $(VENV)/.ready
	@$(PY) -m bench.reading.score

clean:
	rm -rf $(VENV) node_modules
