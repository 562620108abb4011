# shellcheck shell=bash
# Keys, certificates and kubeconfigs, made once per cluster and readable by its owner only. Three authorities: one for
# users and servers of the cluster, one for the aggregation layer (whose clients may speak for others), one for etcd.

NAMES=DNS:localhost # read by openssl.cnf
export NAMES
KEY=(ec -pkeyopt ec_paramgen_curve:prime256v1)

_authority() { # NAME
  openssl req -x509 -newkey "${KEY[@]}" -nodes -days 3650 -subj "/CN=greenfork-local-$1" \
    -config "$HERE/config/openssl.cnf" -extensions authority -keyout "$1.key" -out "$1.crt" 2>/dev/null
}

_certificate() { # AUTHORITY KIND(client|server) NAME SUBJECT
  openssl req -newkey "${KEY[@]}" -nodes -subj "$4" -config "$HERE/config/openssl.cnf" \
    -keyout "$3.key" -out "$3.csr" 2>/dev/null
  openssl x509 -req -in "$3.csr" -CA "$1.crt" -CAkey "$1.key" -set_serial "0x$(openssl rand -hex 16)" -days 3650 \
    -extfile "$HERE/config/openssl.cnf" -extensions "$2" -out "$3.crt" 2>/dev/null
  rm "$3.csr"
}

_kubeconfig() { # NAME: of the client certificate of that name
  cat >"$1.kubeconfig" <<END
apiVersion: v1
kind: Config
clusters:
  - name: $CONTEXT
    cluster: {server: "$API", certificate-authority-data: $(base64 -w0 ca.crt)}
users:
  - name: $1
    user: {client-certificate-data: $(base64 -w0 "$1.crt"), client-key-data: $(base64 -w0 "$1.key")}
contexts:
  - name: $CONTEXT
    context: {cluster: $CONTEXT, user: $1}
current-context: $CONTEXT
END
}

_user() { # NAME SUBJECT
  _certificate ca client "$1" "$2"
  _kubeconfig "$1"
}

# Only the person who started the cluster is in the group that may do everything. An RSA key, as kind and kubeadm give
# their administrators: some clients (Fabric8's among them) take every key for one.
_administrator() {
  local KEY=(rsa:2048)
  _user admin /O=system:masters/CN=greenfork-admin
  cp admin.kubeconfig "$ADMIN.new" && mv "$ADMIN.new" "$ADMIN"
}

make_credentials() {
  [ -d "$PKI" ] || _make_all
  [ -f "$ADMIN" ] && openssl rsa -in "$PKI/admin.key" -noout 2>/dev/null && return 0
  (umask 077 && cd "$PKI" && _administrator)
}

_make_all() {
  rm -rf "$PKI.new"
  (
    umask 077
    mkdir -p "$PKI.new"
    cd "$PKI.new" || exit
    for authority in ca front-proxy-ca etcd-ca; do _authority "$authority"; done

    NAMES="DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local"
    NAMES+=",IP:$API_SERVICE_IP,IP:$BRIDGE_IP"
    _certificate ca server apiserver /CN=kube-apiserver
    NAMES="DNS:$NODE,IP:$BRIDGE_IP"
    _certificate ca server kubelet "/O=system:nodes/CN=system:node:$NODE"
    NAMES="DNS:localhost,IP:127.0.0.1"
    _certificate etcd-ca server etcd /CN=etcd

    _certificate etcd-ca client apiserver-etcd /CN=kube-apiserver
    _certificate front-proxy-ca client front-proxy /CN=front-proxy
    _certificate ca client apiserver-kubelet /CN=kube-apiserver-kubelet # its rights: manifests/rights.yaml
    openssl ecparam -name prime256v1 -genkey -noout -out service-accounts.key
    openssl ec -in service-accounts.key -pubout -out service-accounts.pub 2>/dev/null

    _user kube-controller-manager /CN=system:kube-controller-manager
    _user kube-scheduler /CN=system:kube-scheduler
    _user node "/O=system:nodes/CN=system:node:$NODE"
    _user kube-proxy /CN=system:kube-proxy
    _user coredns /CN=system:coredns
  )
  mv "$PKI.new" "$PKI"
}
