# shellcheck shell=bash
# Writes the components' configuration files from the templates in config/: @NAME@ stands for the variable NAME.

write_configuration() {
  SNAPSHOTTER=overlayfs
  [ "$(stat -f -c %T "$DATA")" = overlayfs ] && SNAPSHOTTER=native # the kernel stacks no overlay on an overlay
  # A reply between two pods of one bridge passes the address translation only with br_netfilter; else everything that
  # goes to a service must come from the bridge's own address.
  MASQUERADE_ALL=true
  [ "$(cat /proc/sys/net/bridge/bridge-nf-call-iptables 2>/dev/null)" = 1 ] && MASQUERADE_ALL=false
  REVERSE_ZONES="$POD_CIDR $SERVICE_CIDR"
  FORWARD=
  grep -qE '^nameserver +([^1]|1[^2]|12[^7])' /etc/resolv.conf && FORWARD="forward . /etc/resolv.conf"

  mkdir -p "$CONFIG/cni"
  local file
  for file in audit.yaml admission.yaml kubelet.yaml kube-proxy.yaml containerd.toml Corefile; do
    _write "$CONFIG/$file" "$HERE/config/$file"
  done
  _write "$CONFIG/cni/10-greenfork.conflist" "$HERE/config/network.conflist"
}

_write() { # FILE TEMPLATE     not when nothing changes: kube-proxy ends when its file is written
  _render "$2" >"$1.new"
  if cmp -s "$1.new" "$1"; then rm "$1.new"; else mv "$1.new" "$1"; fi
}

_render() {
  local text name
  text=$(<"$1")
  for name in $(grep -oE '@[A-Z_]+@' "$1" | tr -d @ | sort -u); do text=${text//@$name@/${!name}}; done
  printf '%s\n' "$text"
}
