# What the README says, one line each. `make` alone lists the targets.
PYTHON ?= python3
ARTICLE ?=
VENV := .venv
BIN := $(VENV)/bin

# A git filter for what a Lab writes into a notebook besides what people type.
LAB_INFO := codemirror_mode file_extension mimetype nbconvert_exporter pygments_lexer version
LAB_KEYS := $(addprefix metadata.language_info.,$(LAB_INFO))

.DEFAULT_GOAL := help
# A notebook's page depends on the article and on all of helpers: it is always remade.
PAGES := $(patsubst notebooks/%.ipynb,build/notebooks/%.html,$(wildcard notebooks/[0-9]*.ipynb))
.PHONY: help report lab notebooks test lint requirements $(PAGES)

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 16

$(VENV)/installed: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12 …")'
	@echo "Installing what requirements.txt names: a minute or two, once."
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

report: $(VENV)/installed ## make the report on the bundled article, or on ARTICLE=path-or-URL
	$(BIN)/python -m helpers report $(if $(ARTICLE),"$(ARTICLE)")

lab: $(VENV)/installed ## open the notebooks in JupyterLab, on ARTICLE=path-or-URL if given
	$(if $(ARTICLE),$(BIN)/python -m helpers choose "$(ARTICLE)")
	-@git config filter.nbstripout.clean '"$(CURDIR)/$(BIN)/nbstripout" --keep-id --extra-keys "$(LAB_KEYS)"' 2>/dev/null
	JUPYTER_CONFIG_PATH="$(CURDIR)/notebooks/.lab" $(BIN)/jupyter lab --notebook-dir="$(CURDIR)" \
	  '--LabApp.default_url=/lab/tree/notebooks/start.ipynb?file-browser-path=/'

notebooks: $(VENV)/installed ## run each notebook by itself, and render it as HTML into build/notebooks
	@$(MAKE) --no-print-directory --keep-going --jobs=2 $(PAGES)

$(PAGES): build/notebooks/%.html: notebooks/%.ipynb
	@$(BIN)/jupyter-nbconvert --to html --execute --output-dir build/notebooks --template notebook \
	  --TemplateExporter.extra_template_basedirs=helpers/report/templates $<

test: $(VENV)/installed ## run all tests, in two processes
	$(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/installed ## check the style of code and notebooks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/nbstripout --verify --keep-id notebooks/*.ipynb

requirements: $(VENV)/installed ## pin the newest versions of everything in requirements.txt
	$(BIN)/uv pip compile --quiet --universal --all-extras --upgrade --no-emit-index-url --custom-compile-command "make requirements" pyproject.toml -o requirements.txt
	echo "-e ." >> requirements.txt
