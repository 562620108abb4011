# shellcheck shell=bash
# Builds the Kubernetes programs from their Go modules, once, into the user's cache directory. The folder is named by
# what goes into the binaries, so a changed version builds anew and an unchanged one never.

GO_MODULE=$HERE/go
UPSTREAM=(k8s.io/kubernetes/cmd/{kube-apiserver,kube-controller-manager,kube-scheduler,kubelet,kube-proxy,kubectl}
  go.etcd.io/etcd/server/v3 ./coredns ./pause)
PACKAGES=2903 # go list -deps of the above, counted once: counting would first have to fetch the modules

build_key() { (cd "$GO_MODULE" && cat go.mod go.sum ./*/main.go "$HERE/lib/build.sh" && uname -m) | sha256sum | cut -c1-12; }

BIN=$CACHE/kubernetes/$(build_key)

built() { [ -f "$BIN/complete" ]; }

require_go() {
  command -v go >/dev/null ||
    fail "Go is needed to build Kubernetes from its modules and was not found: install Go $(_go_wanted) or newer (on Debian and Ubuntu: apt-get install golang-go, or a backport of it)"
  local have
  have=$(cd "$GO_MODULE" && go env GOVERSION 2>&1) || true
  [[ $have == go* ]] ||
    fail "the Go on the path cannot build this ($have): install Go $(_go_wanted) or newer"
}

_go_wanted() { sed -n 's/^go //p' "$GO_MODULE/go.mod"; }

_compile() { # go build of all programs at once: it shares what they share, and Go's cache keeps it when interrupted
  local version staging=$BIN/.staging
  version=$(cd "$GO_MODULE" && go list -m -f '{{.Version}}' k8s.io/kubernetes)
  local package=k8s.io/component-base/version minor=${version#v1.}
  mkdir -p "$staging"
  cd "$GO_MODULE" || return
  CGO_ENABLED=0 GOFLAGS=-mod=readonly go build -v -trimpath \
    -ldflags "-s -w -X $package.gitVersion=$version -X $package.gitMajor=1 -X $package.gitMinor=${minor%%.*}" \
    -o "$staging/" "${UPSTREAM[@]}" || return
  mv "$staging/server" "$staging/etcd"
  mv "$staging"/* "$BIN/"
  rmdir "$staging"
  touch "$BIN/complete"
}

_how_far() { # the log of `go build -v` names each module it fetches and each package it compiles
  local fetched compiled
  fetched=$(grep -c '^go: downloading' "$1" || true)
  compiled=$(grep -vc '^go: ' "$1" || true)
  echo "$fetched modules fetched, $compiled of at most $PACKAGES packages compiled"
}

build() {
  built && return 0
  require_go
  mkdir -p "$BIN"
  exec {build_lock}>"$CACHE/kubernetes/.lock"
  flock -n "$build_lock" || {
    say "Another build of Kubernetes is running on this machine; waiting for it to end."
    flock "$build_lock"
  }
  if ! built; then
    long_step "Building Kubernetes from its Go modules (once, 5 to 15 minutes)" _how_far "$CACHE/kubernetes/build.log" _compile ||
      fail "Kubernetes was not built; run the same command again to go on where it stopped"
    _forget_older_builds
  fi
  exec {build_lock}>&-
}

_forget_older_builds() {
  find "$CACHE/kubernetes" -mindepth 1 -maxdepth 1 -type d ! -path "$BIN" -mtime +7 -exec rm -rf {} +
}
