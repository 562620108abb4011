# shellcheck shell=bash
# shellcheck disable=SC2154  # cluster_lock is set by whoever takes the lock
# Long-lived processes by name. A record holds process id, start time, boot and a digest of the command, so that a
# number that another process got later, or after a reboot, is never taken for ours.

_start_time() { # the 22nd field of stat; the second, the name in parentheses, may hold spaces
  local stat fields
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  read -ra fields <<<"${stat##*) }"
  [ "${fields[0]}" != Z ] || return 1 # has ended; init has only not noticed yet
  echo "${fields[19]}"
}

_boot() { cat /proc/sys/kernel/random/boot_id; }

pid_of() { # the process id, if the recorded process still runs
  local pid started boot rest
  read -r pid started boot rest 2>/dev/null <"$PROCESSES/$1" || return 1
  [ "$boot" = "$(_boot)" ] && [ "$started" = "$(_start_time "$pid")" ] || return 1
  echo "$pid"
}

runs() { pid_of "$1" >/dev/null; }

# start NAME COMMAND...   Leaves a running process alone unless its command or a configuration file has changed.
start() {
  local name=$1 digest pid recorded
  shift
  digest=$({ printf '%s\n' "$@"; find "$CONFIG" -type f -exec cat {} +; } | sha256sum | cut -c1-16)
  if runs "$name"; then
    read -r _ _ _ recorded <"$PROCESSES/$name"
    [ "$recorded" = "$digest" ] && return 0
    stop "$name"
  fi
  [ -f "$LOGS/$name" ] && mv "$LOGS/$name" "$LOGS/$name.before"
  # A session of its own: Ctrl-C at a terminal is for the script, not for the cluster. No lock is inherited.
  (umask 022 && exec setsid "$@" >"$LOGS/$name" 2>&1 </dev/null {cluster_lock}>&-) &
  pid=$!
  echo "$pid $(_start_time "$pid") $(_boot) $digest" >"$PROCESSES/$name.new"
  mv "$PROCESSES/$name.new" "$PROCESSES/$name"
}

stop() { # NAME [SECONDS]: asks, waits, then kills
  local pid
  pid=$(pid_of "$1") && {
    kill "$pid" 2>/dev/null || true
    await "${2:-5}" _gone "$1" || kill -KILL "$pid" 2>/dev/null || true
    await 5 _gone "$1" || fail "process $pid ($1) does not end, not even when killed"
  }
  rm -f "$PROCESSES/$1"
}

_gone() { ! runs "$1"; }

await() { # SECONDS CONDITION...: until the condition holds; fails when the time is over
  local end=$((${EPOCHREALTIME/[.,]/} + $1 * 1000000))
  shift
  until "$@" >/dev/null 2>&1; do
    ((${EPOCHREALTIME/[.,]/} < end)) || return 1
    sleep 0.05
  done
}
