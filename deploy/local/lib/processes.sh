# shellcheck shell=bash
# Long-lived processes by name. A record holds process id, a digest of the configuration, and the command: a number that
# another process got later, or after a reboot, is never taken for ours, because it does not run that command. (The
# start time in /proc would tell too, but was seen to change by one tick when a process becomes its program.)

pid_of() { # the process id, if the recorded process still runs; one that has ended has no command any more
  local pid digest command
  { read -r pid digest && read -r command; } 2>/dev/null <"$PROCESSES/$1" || return 1
  [ "$(_command_of "$pid")" = "$command" ] || return 1
  echo "$pid"
}

_command_of() { { tr '\0' ' ' <"/proc/$1/cmdline" | sed 's/ $//'; } 2>/dev/null; }

runs() { pid_of "$1" >/dev/null; }

# start NAME COMMAND...   Leaves a running process alone unless its command or a configuration file has changed. Before it
# starts one it calls the function before_NAME, if there is one.
start() {
  local name=$1 digest recorded
  shift
  digest=$({ printf '%s\n' "$@"; find "$CONFIG" -type f -print0 | sort -z | xargs -0 cat; } | sha256sum | cut -c1-16)
  if runs "$name"; then
    read -r _ recorded <"$PROCESSES/$name"
    [ "$recorded" = "$digest" ] && return 0
    stop "$name"
  fi
  ! declare -F "before_$name" >/dev/null || "before_$name"
  [ -f "$LOGS/$name" ] && mv "$LOGS/$name" "$LOGS/$name.before"
  # The process writes its own record before it becomes the program, so that a killed `up` leaves none unrecorded. A
  # session of its own: Ctrl-C at a terminal is for the script, not for the cluster.
  (
    record=$PROCESSES/$name
    printf '%s %s\n%s\n' "$BASHPID" "$digest" "$*" >"$record.new"
    mv "$record.new" "$record"
    umask 022
    exec >"$LOGS/$name" 2>&1 </dev/null
    _close_inherited_files
    exec setsid "$@"
  ) &
}

_close_inherited_files() { # our caller's locks above all, which would be held as long as the process lives
  local file
  for file in "/proc/$BASHPID/fd"/*; do
    file=${file##*/}
    ((file <= 2)) || eval "exec $file>&-"
  done
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
  local pause=1 end=$((${EPOCHREALTIME/[.,]/} + $1 * 1000000)) # pause in hundredths: asking often takes time from who is asked
  shift
  until "$@" >/dev/null 2>&1; do
    ((${EPOCHREALTIME/[.,]/} < end)) || return 1
    sleep "$(printf '0.%02d' $((pause = pause < 20 ? pause * 2 : 20)))"
  done
}
