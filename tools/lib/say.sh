# shellcheck shell=bash
# What the scripts tell the person who started them, on standard error: plain sentences, and for a long step one line
# that says what runs, how far it is and how long it has taken. On a terminal that line is rewritten in place; in a log a
# new one appears every 15 seconds.

say() { printf '%s\n' "$*" >&2; }

fail() { # the last sentence of a script: what happened, with which value, what to do
  say "${0##*/}: $*"
  exit 1
}

elapsed() { # seconds -> "1 min 12 s"
  if (($1 < 60)); then printf '%d s' "$1"; else printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); fi
}

_progress_line() { # text
  if [ -t 2 ]; then
    printf '\r\033[K%s' "${1:0:$((${COLUMNS:-100} - 1))}" >&2
  elif ((SECONDS >= ${_next_line:-0})); then
    say "$1"
    _next_line=$((SECONDS + 15))
  fi
}

nothing_to_count() { :; }

# long_step WHAT HOW_FAR LOG COMMAND...
# Runs a command with its output in LOG; HOW_FAR is a function that is given LOG and prints how far the command is. The
# command belongs to this shell's process group, so that Ctrl-C ends both.
long_step() {
  local what=$1 how_far=$2 log=$3 began=$SECONDS pid outcome=0 far
  shift 3
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  _next_line=0
  while kill -0 "$pid" 2>/dev/null; do
    far=$("$how_far" "$log" || true)
    _progress_line "$what${far:+: $far} ($(elapsed $((SECONDS - began))))"
    sleep 0.5
  done
  wait "$pid" || outcome=$?
  [ -t 2 ] && printf '\r\033[K' >&2
  if ((outcome == 0)); then
    say "$what: done in $(elapsed $((SECONDS - began)))"
    return 0
  fi
  say "$what: failed after $(elapsed $((SECONDS - began))); the end of $log:"
  tail -n 25 "$log" | sed 's/^/    /' >&2
  return "$outcome"
}
