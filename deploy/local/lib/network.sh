# shellcheck shell=bash
# The bridge that pods, API server and kubelet share, the rule that lets pods reach out, and the kernel settings that
# are changed meanwhile (remembered here, put back by `down`).

SETTINGS_BEFORE=$RUN/kernel-settings
CHANGED_SETTINGS=(net/ipv4/ip_forward vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops
  kernel/keys/root_maxkeys kernel/keys/root_maxbytes) # all but the first are the kubelet's doing

raise_network() {
  _remember_settings
  echo 1 >/proc/sys/net/ipv4/ip_forward
  ip link show "$BRIDGE" >/dev/null 2>&1 || ip link add "$BRIDGE" type bridge
  ip addr replace "$BRIDGE_IP/16" dev "$BRIDGE"
  ip link set "$BRIDGE" up
  nft -f - <<END
table ip $NFT_TABLE
delete table ip $NFT_TABLE
table ip $NFT_TABLE {
  chain out {
    type nat hook postrouting priority srcnat;
    ip saddr $POD_CIDR oifname != "$BRIDGE" masquerade
  }
}
END
}

remove_network() {
  local interface table
  # The pods' ends go with their network namespaces, but some time later: deleting ours takes both at once.
  for interface in $(ip -o link show master "$BRIDGE" 2>/dev/null | awk -F'[ :@]+' '{print $2}') "$BRIDGE"; do
    ip link del "$interface" 2>/dev/null || true
  done
  for table in "ip $NFT_TABLE" "ip kube-proxy" "ip6 kube-proxy"; do
    # shellcheck disable=SC2086  # family and name are two words
    nft delete table $table 2>/dev/null || true
  done
  _restore_settings
}

_remember_settings() {
  [ -f "$SETTINGS_BEFORE" ] && return 0
  local name
  for name in "${CHANGED_SETTINGS[@]}"; do
    [ ! -r "/proc/sys/$name" ] || echo "$name $(cat "/proc/sys/$name")"
  done >"$SETTINGS_BEFORE.new"
  mv "$SETTINGS_BEFORE.new" "$SETTINGS_BEFORE"
}

_restore_settings() {
  local name value
  [ -f "$SETTINGS_BEFORE" ] || return 0
  while read -r name value; do
    [ "$(cat "/proc/sys/$name")" = "$value" ] || echo "$value" >"/proc/sys/$name"
  done <"$SETTINGS_BEFORE"
}
