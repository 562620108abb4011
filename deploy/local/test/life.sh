# shellcheck shell=bash
# Checks of starting, mending and ending.

kube() { "$CLUSTER" kubectl "$@"; }

comes_up_in() { # SECONDS
  local began=${EPOCHREALTIME/[.,]/}
  "$CLUSTER" up
  local took=$(((${EPOCHREALTIME/[.,]/} - began) / 1000))
  echo "took $took ms"
  ((took <= $1 * 1000))
}

runs_restricted_pods_only() {
  kube apply -f "$HERE/test/pod.yaml"
  kube wait --for=condition=Ready pod/restricted --timeout=30s
  ! kube run privileged --image=greenfork.local/pause:1 || return 1
}

_processes() { (cd "$PROCESSES" && head -qn 1 ./*); }

_pid() { grep -o '^[0-9]*' "$PROCESSES/$1"; }

up_is_idempotent() {
  local before
  before=$(_processes)
  comes_up_in 5
  diff <(echo "$before") <(_processes)
}

mends_killed_components() {
  local name
  for name in etcd kube-apiserver kubelet containerd kube-proxy coredns; do kill -KILL "$(_pid "$name")"; done
  ! "$CLUSTER" status || return 1
  "$CLUSTER" up
  "$CLUSTER" status
  kube wait --for=condition=Ready pod/restricted --timeout=30s
}

goes_on_after_killed_up() {
  local delay victim
  for delay in 0.3 1.5 4; do
    "$CLUSTER" down
    "$CLUSTER" up &
    victim=$!
    sleep "$delay" # the moment of the kill is what is varied
    kill -KILL "$victim"
    wait "$victim" || true
    "$CLUSTER" up
  done
  kube apply -f "$HERE/test/pod.yaml"
  kube wait --for=condition=Ready pod/restricted --timeout=30s
}

# What a reboot does to us, without one: no process, mount, interface or rule, /run empty; the disk stays.
_reboot() {
  local kept=$GREENFORK_CLUSTER_DATA.kept
  cluster_pids | xargs -r kill -KILL
  within 10 no_cluster_pids
  rm -rf "$kept" && cp -a "$GREENFORK_CLUSTER_DATA" "$kept"
  "$CLUSTER" down
  rm -rf "$GREENFORK_CLUSTER_DATA" && mv "$kept" "$GREENFORK_CLUSTER_DATA"
  sed -i "1s/^[0-9]*/$$/" "$PROCESSES"/* # other processes have our numbers now: they must be left alone
}

survives_a_reboot() {
  kube create configmap kept --from-literal=key=value
  _reboot
  "$CLUSTER" up
  kube get configmap kept
  kube wait --for=condition=Ready pod/restricted --timeout=60s
}

leaves_nothing() {
  kill -KILL "$(_pid containerd)" "$(_pid kubelet)" "$(_pid kube-apiserver)"
  "$CLUSTER" down
  within 5 no_cluster_pids
  diff "$GREENFORK_CLUSTER_DATA.before" <(machine_state)
}
