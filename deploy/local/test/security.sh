# shellcheck shell=bash
# Checks of who can reach and read what.

credentials_are_private() {
  local open
  open=$(find "$DATA" -maxdepth 0 -perm /077; find "$PKI" "$ADMIN" -type f -perm /077)
  echo "readable by others: $open"
  [ -z "$open" ]
}

listens_only_where_it_should() {
  local pids listeners foreign
  pids=$(grep -oh '^[0-9]*' "$PROCESSES"/* | paste -sd'|')
  listeners=$(ss -Hltunp | grep -E "pid=($pids),")
  foreign=$(awk '{print $5}' <<<"$listeners" | grep -vE "^($BRIDGE_IP|127\.0\.0\.1|\[::1\]):" || true)
  echo "elsewhere: $foreign"
  [ -z "$foreign" ]
  grep -q "$BRIDGE_IP:$API_PORT" <<<"$listeners"
  read -r etcd_port _ <"$DATA/etcd-ports"
  ! curl -sk --max-time 5 "https://127.0.0.1:$etcd_port/version" || return 1
}

aggregates_an_api() {
  local work=$GREENFORK_CLUSTER_DATA/aggregated server
  mkdir "$work"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=echo.default.svc \
    -addext subjectAltName=DNS:echo.default.svc -keyout "$work/key" -out "$work/certificate" 2>/dev/null
  python3 "$HERE/test/aggregated_api.py" "$BRIDGE_IP" "$work/certificate" "$work/key" "$PKI/front-proxy-ca.crt" >"$work/port" &
  server=$!
  within 10 test -s "$work/port"
  sed "s/@ADDRESS@/$BRIDGE_IP/; s/@PORT@/$(<"$work/port")/; s/@AUTHORITY@/$(base64 -w0 "$work/certificate")/" \
    "$HERE/test/aggregated_api.yaml" | kube apply -f -
  kube wait --for=condition=Available apiservice/v1.test.greenfork.dev --timeout=30s
  kube get --raw /apis/test.greenfork.dev/v1/who | grep -x 'greenfork-admin system:masters system:authenticated, by front-proxy'
  kube delete apiservice v1.test.greenfork.dev
  kill "$server"
}
