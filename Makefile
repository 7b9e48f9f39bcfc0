.PHONY: help check test docs golden fix

help:    ## this list (first target, so `make` alone prints it)
	@grep -E '^[a-z]+:.*##' Makefile
check:   ## everything CI runs
	ruff format --check . && ruff check . && mypy && lint-imports && pytest && python -m actionbook.describe --check
test:    ## pytest; pass T=tests/test_check.py
	pytest $(T)
docs:    ## rewrite the generated pages
	python -m actionbook.describe
golden:  ## rewrite golden text; say why in the commit
	pytest --golden
fix:     ## format and safe fixes
	ruff format . && ruff check --fix .
