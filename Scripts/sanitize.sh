#!/usr/bin/env bash
# The Swift tests, and the programs that they start, under sanitizers: each a build of its own in .build/sanitize.
# Usage: Scripts/sanitize.sh [address|thread]… [-- OPTION OF SWIFT TEST…]; what is found lies in .build/sanitize/*/MODULE.report.*
#
# Tests run module by module. What a module passed is kept, and not run again while the build is the same.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

kinds=()
while (($# > 0)) && [[ $1 != -- ]]; do kinds+=("$1") && shift; done
shift || true
((${#kinds[@]} > 0)) || kinds=(address thread)
home=${DUALPOWER_SCRATCH:-$PWD/.build}/sanitize
export DUALPOWER_HOME=$PWD SWIFT_BACKTRACE=enable=no

build() { # kind
  local scratch=$home/$1 status
  mkdir -p "$scratch"
  # The linker knows nothing of the sanitizer's own symbols, and says so of each.
  swift build --build-tests "${options[@]}" --quiet 2>&1 | grep -v 'Cannot export local symbol'
  status=${PIPESTATUS[0]}
  # Of an array of nothing the standard library writes down, into memory that all share, that it has no elements.
  echo 'race:_swiftEmptyArrayStorage' >"$scratch/known"
  [[ $1 != thread ]] || clang -O2 -shared -fPIC Scripts/seen_by_tsan.c -o "$scratch/seen.so" || return
  return "$status"
}

run() { # kind, module, options of swift test: how many tests found nothing, in how many seconds, is left in $tests and $seconds
  local kind=$1 module=$2 scratch=$home/$1 of=$home/$1/$2 begun=$SECONDS status reports
  shift 2
  rm -f "$of".report.*
  # A sanitizer takes terabytes of addresses, the thread sanitizer files of its own: tests that allow few are left out. So is one
  # that sends a program the signal of a trap, as it may come while the thread sanitizer holds a lock of its own.
  local left_out='runs that do not fit into memory'
  [[ $kind != thread ]] || left_out+='|a full disk is told|a file that cannot be written in full|a run that ends the program'
  # Every process of a test writes what is found to a file of its own.
  ASAN_OPTIONS=log_path=$of.report:detect_leaks=0:detect_stack_use_after_return=1 \
    TSAN_OPTIONS=log_path=$of.report:suppressions=$scratch/known \
    LD_PRELOAD=$([[ $kind != thread ]] || echo "$scratch/seen.so") \
    swift test --skip-build --disable-xctest "${options[@]}" --skip "$left_out" "$@" \
    >"$of.log" 2>&1
  status=$?
  seconds=$((SECONDS - begun))
  reports=$(find "$scratch" -maxdepth 1 -name "$module.report.*" | wc -l)
  tests=$(($(sed -nE 's/^[^a-zA-Z]*Test run with ([0-9]+) tests? .*/\1/p' "$of.log" | paste -sd+) + 0))
  if ((status == 0 && reports == 0 && tests > 0)); then
    echo "ok: $kind sanitizer, $module: $tests tests, nothing found, $seconds s"
  else
    echo "not ok: $kind sanitizer, $module: $tests tests, $reports reports, exit code $status; see $of.log and $of.report.*"
    return 1
  fi
}

under() { # kind, options of swift test
  local kind=$1 scratch=$home/$1 module kept failed=0 tests seconds
  # Optimised, as experiments under a sanitizer take hours otherwise; what debug builds check is checked still.
  local options=(--sanitize "$kind" --scratch-path "$scratch" -Xswiftc -O)
  shift
  build "$kind" || return
  if (($# > 0)); then
    run "$kind" chosen "$@"
    return
  fi
  for module in Tests/*Tests; do
    module=${module#Tests/}
    kept=$scratch/$module.passed
    # A build that changes anything links the tests anew, or the program that they start.
    [[ $kept -nt $scratch/debug/dualpowerPackageTests.xctest && $kept -nt $scratch/debug/dualpower ]] && continue
    rm -f "$kept"
    run "$kind" "$module" --filter "^$module\\." && echo "$tests $seconds" >"$kept" || failed=1
  done
  return $failed
}

failed=0
for kind in "${kinds[@]}"; do under "$kind" "$@" || failed=1; done
if (($# == 0 && failed == 0 && ${#kinds[@]} == 2)); then
  {
    echo "| sanitizer | tests | findings | took |"
    echo "|---|--:|--:|--:|"
    for kind in "${kinds[@]}"; do
      awk -v kind="$kind" '{ tests += $1; seconds += $2 }
        END { printf "| %s | %d | 0 | %.0f minutes |\n", kind, tests, seconds / 60 }' "$home/$kind"/*.passed
    done
  } | .venv/bin/python Scripts/pages.py docs/reliability.md sanitize
fi
exit $failed
