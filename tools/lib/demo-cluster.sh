# shellcheck shell=bash
# The cluster that the demo runs on: which one, how it comes up, how images and commands reach it. Nothing here writes
# the user's own kubeconfig, and all that is read from it is the one context that CONTEXT names.

CLUSTER=$ROOT/deploy/local/cluster
STATE=${XDG_STATE_HOME:-$HOME/.local/state}/greenfork/demo
ARCHIVES=${XDG_CACHE_HOME:-$HOME/.cache}/greenfork/images/archives
KIND_NAME=greenfork
CONFIG=$STATE/kubeconfig # of kind's cluster, or of the context

# Sets KIND_OF_CLUSTER to context, kind, local or none, and for the last WHY_NONE to a sentence.
choose_cluster() {
  WHY_NONE=
  if [ -n "${CONTEXT:-}" ]; then
    command -v kubectl >/dev/null || fail "CONTEXT is set and kubectl is not on the path: install kubectl"
    kubectl config get-contexts -o name | grep -qxF "$CONTEXT" ||
      fail "there is no context $CONTEXT in your kubeconfig; these are: $(kubectl config get-contexts -o name | paste -sd' ')"
    [ -n "${REGISTRY:-}" ] || fail "the cluster of the context $CONTEXT must be able to pull the images: name a registry that it reaches and you may push to, REGISTRY=registry.example/team"
    KIND_OF_CLUSTER=context
    CONFIG=$STATE/$CONTEXT.kubeconfig
    mkdir -p "$STATE"
    (umask 077 && kubectl config view --raw --flatten --minify --context "$CONTEXT" >"$CONFIG")
  elif docker_answers && command -v kind >/dev/null && command -v kubectl >/dev/null; then
    KIND_OF_CLUSTER=kind
  elif [ "$(uname -s)" != Linux ]; then
    _none "this is not Linux, and there is no Docker engine with kind and kubectl"
  elif ((EUID != 0)); then
    _none "containers need root here, as there is no Docker engine with kind and kubectl: run it with sudo, or start Docker"
  elif ! _may_make_namespaces; then
    _none "this machine lets nobody start containers (it may be one itself)"
  elif ! command -v go >/dev/null; then
    _none "Kubernetes is built from its Go modules here and Go was not found: install Go 1.25 or newer"
  else
    KIND_OF_CLUSTER=local
    CONFIG=$("$CLUSTER" kubeconfig --path)
  fi
}

_none() {
  KIND_OF_CLUSTER=none
  WHY_NONE=$1
}

_may_make_namespaces() { unshare --mount --net --pid --fork true 2>/dev/null; }

cluster_is_built() {
  case $KIND_OF_CLUSTER in
    context) true ;;
    kind) kind get clusters 2>/dev/null | grep -qx "$KIND_NAME" ;;
    local) "$CLUSTER" build --check ;;
  esac
}

build_cluster() { # what takes minutes the first time
  case $KIND_OF_CLUSTER in
    kind) kind create cluster --name "$KIND_NAME" --kubeconfig "$CONFIG" --wait 180s ;;
    local) "$CLUSTER" build ;;
  esac
}

start_cluster() {
  case $KIND_OF_CLUSTER in
    context) ;;
    kind) [ -f "$CONFIG" ] || kind export kubeconfig --name "$KIND_NAME" --kubeconfig "$CONFIG" ;;
    local) "$CLUSTER" up ;;
  esac
}

end_cluster() {
  case $KIND_OF_CLUSTER in
    context) ;;
    kind) kind delete cluster --name "$KIND_NAME" --kubeconfig "$CONFIG" ;;
    local) "$CLUSTER" down ;;
  esac
}

bring_images() {
  local archives archive
  if [ "$KIND_OF_CLUSTER" = context ]; then
    "$HERE/images"
    return
  fi
  archives=$("$HERE/images" --archives "$ARCHIVES") || fail "the images were not built"
  while read -r archive; do
    case $KIND_OF_CLUSTER in
      kind) kind load image-archive --name "$KIND_NAME" "$archive" ;;
      local) "$CLUSTER" load "$archive" ;;
    esac
  done <<<"$archives"
}

kube() {
  if [ "$KIND_OF_CLUSTER" = local ]; then "$CLUSTER" kubectl "$@"; else kubectl --kubeconfig "$CONFIG" "$@"; fi
}

helm() { "$HERE/helm" "$@" --kubeconfig "$CONFIG"; }

kubectl_for_people() { # how a person calls kubectl for this cluster
  case $KIND_OF_CLUSTER in
    context) echo "kubectl --context $CONTEXT" ;;
    kind) echo "kubectl --kubeconfig $CONFIG" ;;
    local) echo "deploy/local/cluster kubectl" ;;
  esac
}
