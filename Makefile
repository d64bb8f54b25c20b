# Everything that can be done here; `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help run empire pictures outcomes scale calibrate petrograd spread germany counterfactuals lives clauses evidence \
  predictions kill-runs crash-safety fuzz sanitize mutation limits server-load bare-install ensemble-10k conformance mutants bench \
  bench-quick bench-laws bench-python bench-wasm bench-stages \
  python-wheels site lab test notebooks test-cluster test-mpi bench-mpi format

run: ## Petrograd, 15 February to 5 April 1917, every inhabitant an agent; shows the report.
	@Scripts/run.sh petrograd-1917 1917-04-05

empire: ## The Russian Empire, 20 February to 10 April 1917, all 162.8 million; a minute or two, 2 GB.
	@Scripts/run.sh russia-1917 1917-04-10

pictures: ## The pictures of the README, drawn from that run.
	@Scripts/setup.sh run
	@Scripts/pictures.sh

outcomes: ## How accidental Petrograd's history was, over forty seeds at 1:100; fills docs/outcomes.md.
	@Scripts/setup.sh run
	@.venv/bin/python Scripts/outcomes_page.py

scale: ## Measures what scale changes, and fills docs/scale.md; two minutes.
	@Scripts/setup.sh run
	@.venv/bin/python Scripts/scale_table.py

calibrate: ## Makes anew the search behind Petrograd's values, then calibrates them; fills docs/calibration.md; two to three hours, goes on where it was.
	@Scripts/setup.sh run
	@./dualpower --version >/dev/null
	@.venv/bin/python Scripts/fit_again.py
	@env=$$(Scripts/python_env.sh notebooks) && "$$env/bin/python" Scripts/calibrate.py

petrograd: ## Judges Petrograd on seeds 1 to 40, and writes docs/petrograd.md; half an hour or more.
	@Scripts/setup.sh test
	@.venv/bin/python Scripts/petrograd_page.py

spread: ## Judges the spread over the empire on seeds 1 to 20, and writes docs/russia.md; two hours.
	@Scripts/setup.sh test
	@.venv/bin/python Scripts/russia_page.py

germany: ## Sets Germany in November 1918 beside its evidence, and fills docs/germany.md; two minutes.
	@Scripts/setup.sh test
	@.venv/bin/python Scripts/germany_page.py

counterfactuals: ## Runs the worked counterfactuals in pairs, and fills docs/counterfactuals.md; ten minutes.
	@Scripts/setup.sh test
	@.venv/bin/python Scripts/counterfactuals.py

lives: ## Prints the stories of docs/lives.md anew; five minutes.
	@Scripts/setup.sh run
	@.venv/bin/python Scripts/lives_page.py

clauses: ## Puts the clauses of every scenario on trial, and fills docs/clauses.md; an hour or more.
	@Scripts/setup.sh test
	@.venv/bin/python Scripts/clauses_page.py

evidence: ## Scores ensembles of three scenarios against what was recorded; fills docs/evidence.md; an hour or more.
	@Scripts/setup.sh test
	@.venv/bin/python Scripts/evidence_page.py

predictions: ## Predicts Petrograd from 6 May on, and tries predictions on known runs; fills docs/predictions.md; an hour.
	@Scripts/setup.sh run
	@.venv/bin/python Scripts/predictions_page.py

kill-runs: ## Kills an ensemble of 2,000 runs at 100 random moments, and compares all bytes; some minutes.
	@Scripts/setup.sh run
	@Scripts/kill_runs.sh 2000 100

crash-safety: ## Kills runs and calibrations at 100 random moments each, fills disks, damages files; half an hour.
	@Scripts/setup.sh run
	@./dualpower --version >/dev/null
	@.venv/bin/python Scripts/crash_safety.py 100

fuzz: ## Gives every parser a million inputs that are made up, led by what they reach; one to two hours.
	@Scripts/setup.sh run
	@Scripts/fuzz.sh 1000000

sanitize: ## Runs the Swift tests under the address and the thread sanitizer, each a build of its own; two to three hours, and goes on where it was.
	@Scripts/setup.sh test
	@Scripts/sanitize.sh

mutation: ## Plants thirty faults, one at a time, and sees which the Swift tests catch; an hour or two, and goes on where it was.
	@Scripts/setup.sh test
	@.venv/bin/python Scripts/mutation.py

limits: ## Asks for what is at its limits and beyond, and holds estimates of memory against what runs take; some minutes.
	@Scripts/setup.sh run
	@./dualpower --version >/dev/null
	@.venv/bin/python Scripts/limits.py

server-load: ## Two hundred readers for two minutes while the server makes runs, then clumsy ones and ill-wishers.
	@Scripts/server_load.sh

bare-install: ## The README's two commands on a bare Debian 12 that is made for it; root, and most of an hour.
	@Scripts/bare_install.sh

ensemble-10k: ## Makes 10,000 runs at 1:1000 in one ensemble, and fills docs/ensembles.md; ten minutes.
	@Scripts/setup.sh test
	@.venv/bin/python Scripts/ensemble_10k.py

conformance: ## Holds the model against published results, and fills docs/conformance.md; a minute.
	@Scripts/setup.sh test
	@.venv/bin/python Scripts/conformance_page.py

mutants: ## Breaks mechanisms on purpose, one at a time, and shows which rows of conformance break; half an hour.
	@Scripts/setup.sh test
	@.venv/bin/python Scripts/mutants.py

bench: ## Sets the people stage beside every peer, and fills docs/benchmarks.md; some ten minutes once all is built.
	@Scripts/setup.sh test
	@.venv/bin/python Benchmarks/bench.py

bench-quick: ## One round of it, which is printed and not kept; two minutes once all is built.
	@Scripts/setup.sh test
	@.venv/bin/python Benchmarks/bench.py --quick

bench-laws: ## Times whole runs, and how time goes with persons, groups, places, bodies, threads; fifteen minutes.
	@Scripts/setup.sh run
	@.venv/bin/python Benchmarks/laws.py

bench-python: ## What a run costs from Python beside the command's; a minute once all is built.
	@Scripts/setup.sh run
	@./dualpower --version >/dev/null
	@"$$(Scripts/python_env.sh)/bin/python" Python/benchmarks/cost.py .build/release/dualpower

python-wheels: ## Both wheels of the Python package, in dist: with the native library, and with WebAssembly for any machine.
	@Scripts/setup.sh run
	@.venv/bin/pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist ./Python
	@DUALPOWER_WHEEL=wasm .venv/bin/pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist ./Python
	@ls dist/*.whl

bench-wasm: ## What a run costs by WebAssembly beside the native library; some minutes once all is built.
	@Scripts/setup.sh run
	@env=$$(Scripts/python_env.sh) && any=$$(Scripts/python_env.sh any) && \
	  "$$env/bin/python" Python/benchmarks/without_native.py "$$any/bin/python"

bench-stages: ## Times the parts of a run one by one; a minute once it is built.
	@DUALPOWER_HOME=$(CURDIR) swift package --package-path Benchmarks benchmark --target stages

bench-mpi: ## Times one run over ranks, and fills docs/ranks.md with what many would take; twenty minutes once all is built.
	@Scripts/setup.sh test
	@./dualpower --version >/dev/null
	@.venv/bin/python Benchmarks/ranks.py .build/release/dualpower "$$(Scripts/build_mpi.sh)"

site: ## The lab as a folder that any web server can host: Petrograd and the empire run in the browser.
	@Scripts/setup.sh run
	@Scripts/site.sh

lab: site ## The lab on this machine, larger runs and kept ones among it, at http://127.0.0.1:8917, until Ctrl-C.
	@./dualpower serve

test: ## Everything that CI checks: format, tests, browser build, digests, archive, report.
	@Scripts/setup.sh test
	@Scripts/test.sh

notebooks: ## Runs the notebooks of Examples/notebooks anew, and keeps what they show; three minutes.
	@Scripts/setup.sh run
	@env=$$(Scripts/python_env.sh notebooks) && "$$env/bin/python" Scripts/notebooks.py

test-cluster: ## Ensembles on a real Slurm of one node, started here by root, of which jobs are killed; three minutes.
	@Scripts/test_cluster.sh

test-mpi: ## One run by one, two and three processes under mpirun; a second build, once, then some minutes.
	@Scripts/test_mpi.sh

format: ## Formats the Swift sources in place.
	@swift format --in-place --recursive --parallel Package.swift Sources Tests wasm Benchmarks/Sources Fuzz

help: ## This list.
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' Makefile
