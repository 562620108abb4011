# shellcheck shell=bash
# For each image, puts its Dockerfile and exactly the files that it copies into a folder. What is built comes from
# `make dist` and from the operator's build.

DIST=$ROOT/dist/greenfork

stage() { # NAME FOLDER
  rm -rf "$2"
  mkdir -p "$2"
  cp "$ROOT/deploy/images/$1/Dockerfile" "$2/"
  "_stage_${1//-/_}" "$2"
}

_take() { # FOLDER FILE...     as links where the file system allows: nothing is changed in place
  local folder=$1
  shift
  mkdir -p "$folder"
  cp -Lrl "$@" "$folder/" 2>/dev/null || cp -Lr "$@" "$folder/"
}

_jars() { # PATTERN...: the files that match; at least one must
  compgen -G "$1" || fail "no $1: build it first with make dist"
}

_stage_worker() {
  local jar others=()
  for jar in "$DIST"/lib/*.jar; do
    [[ ${jar##*/} == greenfork-* ]] || others+=("$jar")
  done
  mapfile -t jars < <(_jars "$DIST/lib/greenfork-*.jar")
  _take "$1/greenfork" "${jars[@]}"
  _take "$1/lib" "${others[@]}"
  mkdir "$1/tasks"
  worker_arguments "$1" >"$1/worker.args"
}

# An explicit, ordered class path: the same in each container, which is what a class data cache asks for.
worker_arguments() { # FOLDER
  local jar path=
  for jar in "$1"/greenfork/*.jar "$1"/lib/*.jar; do path+=${path:+:}/app/lib/${jar##*/}; done
  cat "$ROOT/deploy/images/worker/jvm.args"
  printf '%s\n' -cp "$path" dev.greenfork.cli.Greenfork worker
}

_stage_operator() {
  local built=$ROOT/operator/target/quarkus-app
  [ -f "$built/quarkus-run.jar" ] || fail "no $built: build it first with ./mvnw -pl operator -am package"
  _take "$1" "$built"/{lib,quarkus,app,quarkus-run.jar}
}

_stage_feed_hub() {
  mapfile -t jars < <(_jars "$DIST/examples/feed-hub/tasks/*.jar")
  _take "$1/tasks" "${jars[@]}"
  mapfile -t jars < <(_jars "$DIST/examples/feed-hub/driver/*.jar")
  _take "$1/driver" "${jars[@]}"
}

_stage_feed_server() {
  mapfile -t jars < <(_jars "$DIST/examples/feed-hub/server/*.jar")
  _take "$1/lib" "${jars[@]}"
}

_stage_redis() { :; }
