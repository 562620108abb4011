# shellcheck shell=bash
# The one node: containerd, kubelet, kube-proxy, and CoreDNS beside them on the bridge address.

start_containerd() { start containerd containerd --config "$CONFIG/containerd.toml"; }

await_containerd() {
  await 20 containers version || fail "containerd did not start; its log: $LOGS/containerd"
  has_image "$PAUSE_IMAGE" || _import_pause_image
}

start_node() {
  start kubelet "$BIN/kubelet" --config "$CONFIG/kubelet.yaml" --kubeconfig "$PKI/node.kubeconfig" \
    --hostname-override "$NODE" --node-ip "$BRIDGE_IP" --root-dir "$DATA/kubelet"
  start kube-proxy "$BIN/kube-proxy" --config "$CONFIG/kube-proxy.yaml"
  start coredns "$BIN/coredns" -conf "$CONFIG/Corefile"
}

# A kube-proxy that starts takes the endpoints' chains that are there for complete, by their names, and its predecessor may
# have emptied one of them just before it ended.
before_kube-proxy() {
  local family
  for family in ip ip6; do nft delete table "$family" kube-proxy 2>/dev/null || true; done
}

await_node() {
  await 60 _node_ready || fail "the node did not become ready; its log: $LOGS/kubelet"
  await 30 kube get serviceaccount default || fail "the controllers do not work; their log: $LOGS/kube-controller-manager"
  await 30 _services_work || fail "the services' proxy or DNS did not start; their logs: $LOGS/kube-proxy $LOGS/coredns"
}

_node_ready() { [ "$(kube get node "$NODE" -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}')" = True ]; }

_services_work() { nft list table ip kube-proxy && grep -q CoreDNS "$LOGS/coredns" && runs coredns; }

containers() { ctr --address "$CONTAINERD" --namespace k8s.io "$@"; }

has_image() { [ -n "$(containers images ls -q "name==$1")" ]; }

load_image() { # ARCHIVE: skipped when the same file was the last to be loaded under this name
  [ -r "$1" ] || fail "no image archive $1: make one with 'docker save -o $1 IMAGE' or 'buildah push IMAGE docker-archive:$1:IMAGE'"
  local digest record
  digest=$(sha256sum <"$1")
  record=$DATA/loaded/$(basename "$1")
  [ "$(cat "$record" 2>/dev/null)" != "$digest" ] || return 0
  mkdir -p "$DATA/loaded"
  containers images import "$1" >/dev/null || fail "containerd did not accept $1 as an image archive"
  echo "$digest" >"$record"
}

_import_pause_image() { # a docker archive of one layer with one static program, made by hand
  local work
  work=$(mktemp -d)
  tar -C "$BIN" --owner=65532 --group=65532 --mtime=@0 -cf "$work/layer.tar" pause
  cat >"$work/config.json" <<END
{"architecture": "$(_image_architecture)", "os": "linux", "config": {"Entrypoint": ["/pause"], "User": "65532:65532"},
 "rootfs": {"type": "layers", "diff_ids": ["sha256:$(sha256sum "$work/layer.tar" | cut -d' ' -f1)"]}}
END
  echo "[{\"Config\": \"config.json\", \"RepoTags\": [\"$PAUSE_IMAGE\"], \"Layers\": [\"layer.tar\"]}]" >"$work/manifest.json"
  tar -C "$work" -cf "$work/pause.tar" manifest.json config.json layer.tar
  load_image "$work/pause.tar"
  rm -r "$work"
}

_image_architecture() {
  case $(uname -m) in
    x86_64) echo amd64 ;;
    aarch64) echo arm64 ;;
    *) fail "no images are made for $(uname -m)" ;;
  esac
}
