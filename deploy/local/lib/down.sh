# shellcheck shell=bash
# Ends what `up` started and nothing else. Each step holds whatever the state: after a killed `up`, a killed component,
# or a reboot. Order: nobody who could start a container, then the containers, then the rest; the API server last but
# one, because it lingers while clients are connected.

end_cluster() {
  local name
  for name in kubelet kube-scheduler kube-controller-manager; do stop "$name"; done
  _end_containers
  for name in kube-proxy coredns containerd; do stop "$name"; done
  _end_shims
  _end_pod_processes
  stop kube-apiserver 2
  stop etcd
  _end_unrecorded
  _unmount
  remove_network
  _remove_cgroups
  _forget_addresses
  rm -rf "$RUN"
  find /var/log/containers -lname "$DATA/*" -delete 2>/dev/null || true
  # What is left in the data directory: credentials, logs, and containerd's images, which a next `up` finds again.
  rm -rf "$DATA/etcd" "$DATA/kubelet" "$DATA/pod-logs" "$PROCESSES" "$DATA/etcd-ports"
}

_end_unrecorded() { # for when somebody removed the records: our programs that name our data directory
  local pid
  for pid in $(pgrep -f -- "[ =]$DATA/" || true); do
    case $(readlink "/proc/$pid/exe") in
      */etcd | */kube-apiserver | */kube-controller-manager | */kube-scheduler | */kubelet | */kube-proxy | */coredns | */containerd)
        kill -KILL "$pid" 2>/dev/null || true
        ;;
    esac
  done
}

_forget_addresses() { # what the network plugins noted of our pods, for the pod's own interface and its loopback
  local note pod
  for note in /var/lib/cni/results/greenfork-cluster-*-eth0; do
    pod=${note#/var/lib/cni/results/greenfork-cluster-}
    rm -f "$note" "/var/lib/cni/results/cni-loopback-${pod%-eth0}-lo"
  done
}

_end_containers() {
  runs containerd || return 0
  local id
  for id in $(containers tasks ls -q 2>/dev/null); do containers tasks delete --force "$id" >/dev/null 2>&1 || true; done
  for id in $(containers containers ls -q 2>/dev/null); do containers containers delete "$id" >/dev/null 2>&1 || true; done
}

_end_shims() { # those of our containerd name its socket
  local shim address
  for shim in $(pgrep -f "^[^ ]*containerd-shim[^ ]* .*-address $CONTAINERD( |\$)" || true); do
    kill -KILL "$shim" 2>/dev/null || true
  done
  for address in "$RUN"/containerd/io.containerd.runtime.v2.task/*/*/address; do
    [ -f "$address" ] && rm -f "$(sed 's,^unix://,,' "$address")"
  done
  return 0
}

_pod_cgroups() { find /sys/fs/cgroup -maxdepth 2 -type d -name kubepods 2>/dev/null; }

_end_pod_processes() {
  local cgroup processes
  for cgroup in $(_pod_cgroups); do
    processes=$(find "$cgroup" -name cgroup.procs -exec cat {} + 2>/dev/null | sort -u | grep -v '^0$') || continue
    # shellcheck disable=SC2086
    kill -KILL $processes 2>/dev/null || true
  done
}

_remove_cgroups() {
  local cgroup
  for cgroup in $(_pod_cgroups); do await 5 _remove_cgroup "$cgroup" || say "left behind: $cgroup"; done
}

_remove_cgroup() { [ ! -d "$1" ] || find "$1" -depth -type d -exec rmdir {} +; }

_unmount() { # the fifth field of mountinfo, deepest first; spaces are written \040
  local mount
  awk '{print $5}' /proc/self/mountinfo | sort -r | while read -r mount; do
    mount=$(printf '%b' "$mount")
    case $mount in "$DATA"/* | "$RUN"/*) umount -l "$mount" || true ;; esac
  done
}
