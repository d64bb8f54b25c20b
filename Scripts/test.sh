#!/usr/bin/env bash
# Everything that CI checks, one step after the other; a failed step does not hide the next.
# A step counts the lines it prints as "ok: …" or "not ok: …", Swift's tests by their summary.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

export DUALPOWER_SCRATCH=${DUALPOWER_SCRATCH:-$PWD/.build}
python=.venv/bin/python
screens=$DUALPOWER_SCRATCH/screens
log=$DUALPOWER_SCRATCH/test.log
history=$DUALPOWER_SCRATCH/history
passed=0 failed=0
mkdir -p "$DUALPOWER_SCRATCH"

step() { # title, command and its arguments
  local title=$1 start=$SECONDS status good bad
  shift
  echo "── $title"
  "$@" 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  good=$(grep -c '^ok: ' "$log")
  bad=$(grep -c '^not ok: ' "$log")
  count_swift_tests
  if ((status != 0 && bad == 0)); then bad=1; fi
  if ((status == 0 && good == 0)); then good=1; fi
  passed=$((passed + good)) failed=$((failed + bad))
  echo "── $title: $good passed, $bad failed, $((SECONDS - start)) s"
  echo
}

count_swift_tests() { # adds to good and bad of the step
  local total broken
  total=$(($(sed -nE 's/^[^a-zA-Z]*Test run with ([0-9]+) tests? .*/\1/p' "$log" | paste -sd+) + 0))
  broken=$(grep -E '^✘ Test .* failed after' "$log" | grep -cv '^✘ Test run with')
  good=$((good + total - broken)) bad=$((bad + broken))
}

format() {
  swift format lint --strict --recursive --parallel Package.swift Sources Tests wasm Benchmarks/Sources Fuzz
}

swift_tests() {
  swift test --disable-xctest --scratch-path "$DUALPOWER_SCRATCH" 2>&1 |
    grep -vE '^(◇|\[[0-9]+/[0-9]+\])'
}

archive() {
  ./dualpower run petrograd-1917 --scale 1:10 --until 1917-04-05 --seed 1 --quiet \
    --out "$history" >/dev/null && "$python" Scripts/check_archive.py "$history"
}

examples() {
  ./dualpower run petrograd-1917 --scale 1:100 --until 1917-03-05 --seed 1 --quiet \
    --with Examples/bread-comes.yaml --out "$DUALPOWER_SCRATCH/bread-comes" >/dev/null &&
    "$python" Examples/authorities.py "$history" "$DUALPOWER_SCRATCH/bread-comes" &&
    "$python" Scripts/check_tutorial.py "$DUALPOWER_SCRATCH/tutorial"
}

lab() { # the site, its types, its sentences and numbers, then a visit
  local site=$DUALPOWER_SCRATCH/site
  Scripts/site.sh "$site" >/dev/null &&
    (cd Web && ../.venv/bin/deno check --quiet app.js engine/worker.js && ../.venv/bin/deno lint --quiet . &&
      ../.venv/bin/deno fmt --quiet --check .) &&
    echo "ok: page: types, lint and format" &&
    ./dualpower run petrograd-1917 --scale 1:100 --until 1917-04-05 --seed 3 --quiet --json >"$DUALPOWER_SCRATCH/page.json" &&
    node Scripts/check_page.mjs "$site" "$DUALPOWER_SCRATCH/page.json" petrograd-1917-100 &&
    ./dualpower run russia-1917 --scale 1:100 --until 1917-03-08 --seed 1 --quiet --json >"$DUALPOWER_SCRATCH/page.json" &&
    node Scripts/check_page.mjs "$site" "$DUALPOWER_SCRATCH/page.json" russia-1917-100 &&
    "$python" Scripts/check_site.py "$site" "$history" "$screens"
}

python_package() { # both wheels, each in an environment of its own, without Swift on the path
  local env any made=$DUALPOWER_SCRATCH/python-package
  env=$(Scripts/python_env.sh) && any=$(Scripts/python_env.sh any) &&
    (cd Python && "$env/bin/mypy" --cache-dir "$made/mypy") && echo "ok: types" &&
    (cd "$made" && env -u DUALPOWER_HOME PATH=/usr/bin:/bin DUALPOWER_ANY="$any/bin/python" \
      "$env/bin/pytest" -v -rN -n 2 --dist loadfile \
      --show-capture=no -c "$OLDPWD/Python/pyproject.toml" -o cache_dir="$made/cache" "$OLDPWD/Python/tests" |
      sed -uE 's/^\[gw[0-9]+\] \[ *[0-9]+%\] PASSED /ok: /; s/^\[gw[0-9]+\] \[ *[0-9]+%\] (FAILED|ERROR) /not ok: /') &&
    env -u DUALPOWER_HOME "$env/bin/python" Scripts/check_allocations.py
}

tables_of_countries() {
  "$python" Scripts/russia_tables.py --check && "$python" Scripts/germany_tables.py --check
}

step "Format" format
step "Papers" "$python" Scripts/check_papers.py
step "Measures of patterns" "$python" Scripts/check_patterns.py
step "Benchmark" "$python" Scripts/check_benchmark.py
step "Tables of countries" tables_of_countries
step "Swift tests" swift_tests
step "Embedded WebAssembly build" Scripts/wasm.sh
step "Equal digests" Scripts/check_digests.sh
step "Archive read in Python" archive
step "Examples" examples
step "Python package" python_package
step "Report in a browser" "$python" Scripts/check_report.py "$history" "$screens"
step "Lab in a browser" lab
step "Server" "$python" Scripts/check_server.py "$DUALPOWER_SCRATCH/site" "$history" "$screens"

echo "$passed passed, $failed failed"
((failed == 0))
