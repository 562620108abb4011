# shellcheck shell=bash
# What of the machine the cluster could have changed, as text that can be compared.

machine_state() {
  echo "processes:" && cluster_pids
  echo "mounts:" && awk '{print $5}' /proc/self/mountinfo | grep -v "^$CACHE/images/" | sort # image builds have their own
  echo "network namespaces:" && _files /run/netns
  echo "interfaces:" && ip -o link | awk -F': ' '{print $2}' | sort
  echo "addresses and routes:" && ip -4 -o addr | awk '{print $2, $4}' && ip route
  echo "packet rules:" && nft list ruleset
  echo "control groups:" && find /sys/fs/cgroup -maxdepth 2 -name kubepods
  echo "kernel settings:" && grep -H . /proc/sys/net/ipv4/ip_forward /proc/sys/vm/{overcommit_memory,panic_on_oom} \
    /proc/sys/kernel/{panic,panic_on_oops} /proc/sys/kernel/keys/root_max{keys,bytes}
  echo "files:" && _files /run/greenfork-cluster /run/containerd/s /var/lib/cni/results /var/log/containers
}

_files() { find "$@" -mindepth 1 2>/dev/null | sort || true; }

cluster_pids() { # what names our folders, as all components and shims do, or is a pod's process
  local folder command
  for folder in /proc/[0-9]*; do
    command=$({ tr '\0' ' ' <"$folder/cmdline"; } 2>/dev/null) || continue
    case $command in
      *[\ =]"$RUN"/* | *[\ =]"$DATA"/* | /pause*) echo "${folder#/proc/}" ;;
    esac
  done
}

no_cluster_pids() { [ -z "$(cluster_pids)" ]; }
