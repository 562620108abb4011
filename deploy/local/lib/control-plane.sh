# shellcheck shell=bash
# etcd, API server, controller manager, scheduler. Only the API server can be reached from outside of this machine's
# loopback, on the bridge address.

kube() { "$BIN/kubectl" --kubeconfig "$ADMIN" "$@"; }

start_etcd() {
  local client peer
  if runs etcd; then read -r client peer <"$DATA/etcd-ports"; else
    client=$(_free_port 22379)
    peer=$(_free_port $((client + 1)))
    echo "$client $peer" >"$DATA/etcd-ports"
  fi
  ETCD=https://127.0.0.1:$client
  start etcd "$BIN/etcd" --name "$NODE" --data-dir "$DATA/etcd" --log-level warn \
    --listen-client-urls "$ETCD" --advertise-client-urls "$ETCD" --client-cert-auth \
    --trusted-ca-file "$PKI/etcd-ca.crt" --cert-file "$PKI/etcd.crt" --key-file "$PKI/etcd.key" \
    --listen-peer-urls "https://127.0.0.1:$peer" --initial-advertise-peer-urls "https://127.0.0.1:$peer" \
    --initial-cluster "$NODE=https://127.0.0.1:$peer" --peer-client-cert-auth \
    --peer-trusted-ca-file "$PKI/etcd-ca.crt" --peer-cert-file "$PKI/etcd.crt" --peer-key-file "$PKI/etcd.key"
}

_free_port() { # the first port from $1 on that nothing on loopback listens to
  local port=$1
  while (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

start_api_server() {
  start kube-apiserver "$BIN/kube-apiserver" \
    --bind-address="$BRIDGE_IP" --advertise-address="$BRIDGE_IP" --secure-port="$API_PORT" \
    --service-cluster-ip-range="$SERVICE_CIDR" \
    --etcd-servers="$ETCD" --etcd-cafile="$PKI/etcd-ca.crt" \
    --etcd-certfile="$PKI/apiserver-etcd.crt" --etcd-keyfile="$PKI/apiserver-etcd.key" \
    --tls-cert-file="$PKI/apiserver.crt" --tls-private-key-file="$PKI/apiserver.key" --client-ca-file="$PKI/ca.crt" \
    --service-account-key-file="$PKI/service-accounts.pub" --service-account-signing-key-file="$PKI/service-accounts.key" \
    --service-account-issuer=https://kubernetes.default.svc.cluster.local \
    --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction --allow-privileged=true \
    --admission-control-config-file="$CONFIG/admission.yaml" \
    --audit-policy-file="$CONFIG/audit.yaml" --audit-log-path="$LOGS/audit.log" --audit-log-maxsize=100 --audit-log-maxbackup=1 \
    --kubelet-certificate-authority="$PKI/ca.crt" --kubelet-preferred-address-types=InternalIP \
    --kubelet-client-certificate="$PKI/apiserver-kubelet.crt" --kubelet-client-key="$PKI/apiserver-kubelet.key" \
    --requestheader-client-ca-file="$PKI/front-proxy-ca.crt" --requestheader-allowed-names=front-proxy \
    --requestheader-username-headers=X-Remote-User --requestheader-group-headers=X-Remote-Group \
    --requestheader-extra-headers-prefix=X-Remote-Extra- \
    --proxy-client-cert-file="$PKI/front-proxy.crt" --proxy-client-key-file="$PKI/front-proxy.key" \
    --profiling=false
  # It answers some time before it is ready. What waits for it can begin then: the controllers give up after 10 seconds.
  await 60 _api_server_answers || fail "the API server did not start; its log: $LOGS/kube-apiserver"
}

_api_server_answers() { : <>"/dev/tcp/$BRIDGE_IP/$API_PORT"; }

await_api_server() {
  await 60 kube get --raw /readyz || fail "the API server did not become ready; its log: $LOGS/kube-apiserver"
}

# The rate is raised because the manager makes an account and a token for each controller before it works: 5 s at the default.
start_controllers() {
  start kube-controller-manager "$BIN/kube-controller-manager" --kubeconfig="$PKI/kube-controller-manager.kubeconfig" \
    --secure-port=0 --leader-elect=false --use-service-account-credentials=true \
    --kube-api-qps=500 --kube-api-burst=1000 \
    --service-account-private-key-file="$PKI/service-accounts.key" --root-ca-file="$PKI/ca.crt" \
    --cluster-signing-cert-file="$PKI/ca.crt" --cluster-signing-key-file="$PKI/ca.key" --profiling=false
  start kube-scheduler "$BIN/kube-scheduler" --kubeconfig="$PKI/kube-scheduler.kubeconfig" \
    --secure-port=0 --leader-elect=false --profiling=false
}
