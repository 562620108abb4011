# shellcheck shell=bash
# Where the cluster lives and what it is called. One cluster per machine: its interface, its addresses and its runtime
# directory have fixed names, so that `down` knows its own.

CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/greenfork
DATA=${GREENFORK_CLUSTER_DATA:-${XDG_STATE_HOME:-$HOME/.local/state}/greenfork/cluster}
RUN=/run/greenfork-cluster # sockets, shims and network namespaces: a memory file system, so a reboot leaves none behind

BRIDGE=greenfork0
POD_NET=${GREENFORK_CLUSTER_NET:-10.245} # the first two bytes of the pods' /16
BRIDGE_IP=$POD_NET.0.1
POD_CIDR=$POD_NET.0.0/16
SERVICE_NET=${GREENFORK_CLUSTER_SERVICE_NET:-10.246}
SERVICE_CIDR=$SERVICE_NET.0.0/16
API_SERVICE_IP=$SERVICE_NET.0.1
API_PORT=6443
API=https://$BRIDGE_IP:$API_PORT

NODE=greenfork-local
CONTEXT=greenfork-local
PKI=$DATA/pki
LOGS=$DATA/log
PROCESSES=$DATA/process
CONFIG=$DATA/config
ADMIN=$DATA/admin.kubeconfig
CONTAINERD=$RUN/containerd.sock
PAUSE_IMAGE=greenfork.local/pause:1
NFT_TABLE=greenfork-cluster
