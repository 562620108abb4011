# shellcheck shell=bash
# What the scripts tell the person who started them, on standard error: plain sentences, and for a long step one line
# that says what runs, how far it is and how long it has taken. On a terminal that line is rewritten in place; in a log a
# new one appears every 15 seconds. Whoever sources this can be interrupted: its running steps end with it.

say() { printf '%s\n' "$*" >&2; }

fail() { # the last sentence of a script: what happened, with which value, what to do
  say "${0##*/}: $*"
  exit 1
}

elapsed() { # seconds -> "1 min 12 s"
  if (($1 < 60)); then printf '%d s' "$1"; else printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); fi
}

progress() { # TEXT
  if [ -t 2 ]; then
    printf '\r\033[K%s' "${1:0:$((${COLUMNS:-100} - 1))}" >&2
  elif ((SECONDS >= ${_next_line:-0})); then
    say "$1"
    _next_line=$((SECONDS + 15))
  fi
}

progress_over() {
  _next_line=0
  [ ! -t 2 ] || printf '\r\033[K' >&2
}

nothing_to_count() { :; }

# --- interruption: what runs in the background, and what is to be tidied up, ends with the script ---

_step_groups=()
_tidy_ups=()

at_exit() { _tidy_ups+=("$1"); } # COMMAND: a function or simple command, run at the end, the last one first

# The command gets a process group of its own, so that it can be ended with all that it started.
background() { # COMMAND...   the group's number is in BACKGROUND
  set -m
  "$@" &
  BACKGROUND=$!
  set +m
  _step_groups+=("$BACKGROUND")
}

end_group() { # GROUP: asks, waits up to 10 s, then kills
  local tries=100
  kill -TERM -- "-$1" 2>/dev/null || return 0
  while ((tries-- > 0)) && kill -0 -- "-$1" 2>/dev/null; do
    wait -n "$1" 2>/dev/null || sleep 0.1
  done
  kill -KILL -- "-$1" 2>/dev/null || true
}

_at_exit() {
  local status=$? group i
  trap '' INT TERM
  for group in "${_step_groups[@]}"; do end_group "$group"; done
  for ((i = ${#_tidy_ups[@]} - 1; i >= 0; i--)); do ${_tidy_ups[i]} || true; done
  exit "$status"
}
trap _at_exit EXIT
trap 'progress_over; say "${0##*/}: interrupted"; exit 130' INT
trap 'exit 143' TERM

# long_step WHAT HOW_FAR LOG COMMAND...
# Runs a command with its output in LOG; HOW_FAR is a function that is given LOG and prints how far the command is.
long_step() {
  local what=$1 how_far=$2 log=$3
  shift 3
  mkdir -p "$(dirname "$log")"
  : >"$log"
  background _logged "$log" "$@"
  follow "$what" "$how_far" "$log" "$BACKGROUND"
}

_logged() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 </dev/null
}

# follow WHAT HOW_FAR LOG GROUP [BEGAN]     shows how far a background command is, until it ends; returns its status
follow() {
  local what=$1 how_far=$2 log=$3 group=$4 began=${5:-$SECONDS} outcome=0 far
  _next_line=$((SECONDS + 3)) # what is over at once needs no line about its course
  while kill -0 "$group" 2>/dev/null; do
    far=$("$how_far" "$log" || true)
    progress "$what${far:+: $far} ($(elapsed $((SECONDS - began))))"
    sleep 0.3
  done
  wait "$group" || outcome=$?
  progress_over
  if ((outcome == 0)); then
    say "$what: done in $(elapsed $((SECONDS - began)))"
    return 0
  fi
  say "$what: failed after $(elapsed $((SECONDS - began))); the end of $log:"
  tail -n 25 "$log" | sed 's/^/    /' >&2
  return "$outcome"
}
