# Every command of the portal; the work is done by the scripts of the same names.
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help-pictures help run test test-fast test-long fuzz check bench bench-load page-costs pictures messages lock

help: ## This list
	@sed -n 's/^\([a-z-]*\): ## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

run: ## Set up, then serve the demonstration at http://127.0.0.1:8000 (PORT=… for another port)
	@bash scripts/run.sh

test: ## Set up, then every check and test: SQLite, browser, documents, PostgreSQL
	@bash scripts/test.sh

test-fast: ## The same without browser, rendered files and PostgreSQL
	@bash scripts/test.sh --fast

test-long: ## What takes minutes: kill -9 under load (ROUNDS=…), the deployment's files, restarts without a pause
	@bash scripts/test_long.sh

fuzz: ## Send 10,000 made-up forms and files (EXAMPLES=…), and as many damaged ones to the readers
	@bash scripts/test_long.sh --fuzz

check: ## Format, lint, import order, types, templates, migrations, system checks
	@bash scripts/check.sh

bench: ## Time the documents against Chromium and LibreOffice (build/bench.json)
	@bash scripts/bench.sh

bench-load: ## Let 100 people at once work in a generated country (KIND=sqlite: 20 who write); minutes
	@bash scripts/bench_load.sh

page-costs: ## Count the queries and the processor time of every main page of the demonstration
	@bash scripts/page_costs.sh

pictures: ## Draw every main page of the demonstration at three widths into docs/pictures/ (needs Chromium)
	@bash scripts/pictures.sh

help-pictures: ## Draw the pictures of the handbook of the demonstration into static/img/help/ (needs Chromium)
	@bash scripts/pictures.sh help

messages: ## Collect the texts of the interface into the English catalogue, say which have no English, compile it
	@bash scripts/messages.sh

lock: ## Compile requirements*.in into hashed requirements*.txt (needs uv)
	@bash scripts/lock.sh
