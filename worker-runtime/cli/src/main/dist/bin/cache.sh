# shellcheck shell=bash
# The AOT caches in cache/: one of the runtime alone, which serves with any task jars, and better ones for the few sets of
# task jars that workers were last started with. Sourced by bin/greenfork, whose variables it uses.

folder=$home/cache
most_caches=4

# Sets stamp: a line for each file on which a cache depends, the runtime's first, so that the stamp of the runtime alone
# is how every other one begins.
take_stamp() {
  local option
  stamp="${#jars[@]} jars of the runtime"$'\n'
  for option in "${own_options[@]}"; do
    case $option in
      # What changes neither classes nor objects; whatever is not known to be so counts.
      -D* | -Xm* | -Xs* | -Xlog* | -XX:TieredStopAtLevel=* | -XX:Max* | -XX:*HeapDump* | -XX:*OnOutOfMemory*) ;;
      *) stamp+=$option$'\n' ;;
    esac
  done
  stamp+=$(stat -L -c '%n %s %.Y' -- "$java_home/release" "$home/jvm.args" "${jars[@]}" "${tasks[@]}" 2>/dev/null) || return 1
  stamp+=$'\n'
}

# Sets name: of the cache for these task jars.
name_cache() {
  local IFS=+
  name="${tasks[*]}"
  name=${name//[!a-zA-Z0-9.+-]/_}
  [ "${#name}" -le 150 ] || name=${name: -150}
  name=${name:+tasks-}${name:-runtime}
}

read_stamp() { # NAME: sets recorded; nothing where there is no cache
  recorded=
  [ ! -r "$folder/$1.aot" ] || [ ! -r "$folder/$1.stamp" ] || IFS= read -r -d '' recorded <"$folder/$1.stamp" || true
}

use_cache() {
  local name stamp recorded
  name_cache
  take_stamp || return 0 # A jar that is not there is the program's to complain of.
  read_stamp "$name"
  if [ "$recorded" = "$stamp" ]; then
    options+=("-XX:AOTCache=$folder/$name.aot")
    return
  fi
  read_stamp runtime
  if [ -n "$recorded" ] && [[ $stamp == "$recorded"* ]]; then
    options+=("-XX:AOTCache=$folder/runtime.aot")
  fi
  [ "$command" != worker ] || [ "${GREENFORK_AOT:-auto}" != auto ] || bake_in_background
}

# Only where a cache was once made by hand or by `make dist`. A grandchild, so that it is nobody's to wait for: nothing of
# this process reaches it but the paths.
bake_in_background() {
  [ -d "$folder" ] && [ -w "$folder" ] || return 0
  local arguments=(bake) IFS=,
  [ "${#tasks[@]}" = 0 ] || arguments+=(--tasks "${tasks[*]}")
  (
    cd "$home"
    for descriptor in /proc/self/fd/*; do
      descriptor=${descriptor##*/}
      ((descriptor < 3)) || eval "exec $descriptor>&-"
    done
    setsid nice -n 19 env -i PATH="$PATH" HOME="${HOME:-/}" LANG="${LANG:-C}" JAVA_HOME="$java_home" TMPDIR="${TMPDIR:-/tmp}" \
      GREENFORK_JAVA_OPTS="${GREENFORK_JAVA_OPTS:-}" GREENFORK_BAKING=background \
      "$BASH" "$home/bin/greenfork" "${arguments[@]}" >/dev/null 2>&1 </dev/null &
  ) 2>/dev/null || true
}

bake_cache() { # makes the cache for these task jars, unless there is one that fits; one at a time; ends the process
  local name stamp recorded before status=0
  name_cache
  mkdir -p "$folder"
  exec {lock}>"$folder/.lock"
  if [ "${GREENFORK_BAKING:-}" = background ]; then flock -n "$lock" || exit 0; else flock "$lock"; fi
  take_stamp || { echo "greenfork: not all of these jars are there: ${jars[*]} ${tasks[*]}" >&2 && exit 1; }
  read_stamp "$name"
  [ "$recorded" != "$stamp" ] || exit 0
  # What cannot be made is tried again by hand only, or when something has changed.
  before=
  [ ! -r "$folder/$name.failed" ] || IFS= read -r -d '' before <"$folder/$name.failed" || true
  [ "${GREENFORK_BAKING:-}" != background ] || [ "$before" != "$stamp" ] || exit 0
  before=$stamp
  (start bake --cache "$folder/$name.aot" {lock}>&-) || status=$?
  take_stamp || stamp=
  if ((status == 0)) && [ "$stamp" = "$before" ]; then
    printf '%s' "$stamp" >"$folder/$name.stamp.new"
    mv -f "$folder/$name.stamp.new" "$folder/$name.stamp"
    rm -f "$folder/$name.failed"
  else
    printf '%s' "$before" >"$folder/$name.failed"
  fi
  forget_old_caches
  exit "$status"
}

forget_old_caches() { # of sets of task jars, those that were made first
  local stamps=("$folder"/tasks-*.stamp) one oldest
  while ((${#stamps[@]} > most_caches)); do
    oldest=${stamps[0]}
    for one in "${stamps[@]}"; do [ ! "$one" -ot "$oldest" ] || oldest=$one; done
    rm -f "$oldest" "${oldest%.stamp}.aot"
    stamps=("$folder"/tasks-*.stamp)
  done
}
