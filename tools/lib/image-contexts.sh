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

_take_jars() { # FOLDER PATTERN: the files that match; at least one must
  local jars
  mapfile -t jars < <(compgen -G "$2")
  ((${#jars[@]} > 0)) || fail "no $2: build it first with make dist"
  _take "$1" "${jars[@]}"
}

_stage_worker() {
  local jar others=()
  for jar in "$DIST"/lib/*.jar; do
    [[ ${jar##*/} == greenfork-* ]] || others+=("$jar")
  done
  _take_jars "$1/greenfork" "$DIST/lib/greenfork-*.jar"
  _take "$1/lib" "${others[@]}"
  mkdir "$1/tasks" "$1/cache"
  worker_arguments "$1"
}

# An explicit, ordered class path: the same in each container, which is what a cache asks for. The user's jars follow
# ours, so a cache for ours alone still fits; a user's image can bake its own, which puts them into the order of their names.
worker_arguments() { # FOLDER
  local jar path='' flags
  for jar in "$1"/greenfork/*.jar "$1"/lib/*.jar; do path+=${path:+:}/app/lib/${jar##*/}; done
  flags=$(grep -hv '^#' "$DIST/jvm.args" "$ROOT/deploy/images/worker/jvm.args")
  printf '%s\n' "$flags" -XX:AOTMode=auto -XX:AOTCache=/app/cache/greenfork.aot \
    -cp "$path:/app/tasks/*" dev.greenfork.cli.Greenfork worker >"$1/worker.args"
  printf '%s\n' "$flags" -cp "$path:/app/tasks/*" dev.greenfork.cli.Greenfork bake \
    --cache /app/cache/greenfork.aot --arguments /app/worker.args >"$1/bake.args"
}

_stage_operator() {
  local built=$ROOT/operator/target/quarkus-app
  [ -f "$built/quarkus-run.jar" ] || fail "no $built: build it first with ./mvnw -pl operator -am package"
  _take "$1" "$built"/{lib,quarkus,app,quarkus-run.jar}
}

_stage_feed_hub() {
  _take_jars "$1/tasks" "$DIST/examples/feed-hub-tasks.jar"
  _take_jars "$1/driver" "$DIST/examples/programs/feed-hub-driver.jar"
}

_stage_feed_server() { # the text that feeds are made of is this machine's: the image has none
  _take_jars "$1" "$DIST/examples/programs/feed-hub-server.jar"
  "$("$HERE/find-jdk")/bin/java" -jar "$1/feed-hub-server.jar" --write-corpus "$1/corpus" >&2
}

_stage_redis() { :; }
