# shellcheck shell=bash
# Runs the checks of a test, each a function under `set -e` whose output is shown when it fails.

passed=0 failed=0

check() { # SENTENCE COMMAND...
  local sentence=$1 log=$GREENFORK_CLUSTER_DATA.check began=$SECONDS status
  shift
  set +e # inside of an `if`, set -e would not hold in the function either
  (
    set -e
    "$@"
  ) >"$log" 2>&1
  status=$?
  set -e
  if ((status == 0)); then
    passed=$((passed + 1))
    say "ok: $sentence ($((SECONDS - began)) s)"
  else
    failed=$((failed + 1))
    say "NOT OK: $sentence"
    sed 's/^/    /' "$log" >&2
  fi
}

summary() {
  echo "$passed passed, $failed failed"
  ((failed == 0))
}

within() { # SECONDS CONDITION...
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || { echo "not within its time: $*" && return 1; }
    sleep 0.2
  done
}
