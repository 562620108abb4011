# shellcheck shell=bash
# What must be true of the machine before anything is started, each with the sentence that says how to mend it.

CNI_PLUGINS=/usr/lib/cni
[ -x /opt/cni/bin/bridge ] && CNI_PLUGINS=/opt/cni/bin

require_root() {
  [ "$(uname -s)" = Linux ] || fail "the local cluster runs on Linux only; on this machine use Docker with kind"
  ((EUID == 0)) || fail "containers, a network bridge and nftables rules need root: run this as root (or use Docker with kind)"
}

require_programs() {
  need_packages containerd runc containernetworking-plugins:$CNI_PLUGINS/bridge iproute2:ip nftables:nft openssl util-linux:flock
}

require_free_network() { # nothing else may own our addresses, our rules or the pods' cgroup
  ip link show "$BRIDGE" >/dev/null 2>&1 && return 0
  local taken
  taken=$(ip -4 route show root "$POD_CIDR"; ip -4 route show root "$SERVICE_CIDR")
  [ -z "$taken" ] || fail "the network $POD_CIDR or $SERVICE_CIDR is in use here ($taken): choose two others, for example GREENFORK_CLUSTER_NET=10.77 GREENFORK_CLUSTER_SERVICE_NET=10.78"
  ! nft list table ip kube-proxy >/dev/null 2>&1 || fail "another Kubernetes node runs on this machine (nftables table kube-proxy): use it with CONTEXT=NAME, or stop it first"
  local kubelet
  kubelet=$(pgrep -x --runstates D,I,R,S,T kubelet | head -n 1) || true
  [ -z "$kubelet" ] || fail "another kubelet runs on this machine (process $kubelet): use its cluster with CONTEXT=NAME, or stop it first"
}
