# shellcheck shell=bash
# Debian packages that a script needs: installed where that is possible, else named with the command that installs them.

# need_packages PACKAGE[:COMMAND]...   COMMAND (default: the package's name; may be a path) tells that it is there
need_packages() {
  local entry package missing=()
  for entry in "$@"; do
    package=${entry%%:*}
    command -v "${entry#*:}" >/dev/null || [ -x "${entry#*:}" ] || missing+=("$package")
  done
  ((${#missing[@]} == 0)) && return 0
  command -v apt-get >/dev/null ||
    fail "these Debian packages (or what they are called here) are missing and this machine has no apt-get: ${missing[*]}"
  ((EUID == 0)) || fail "these packages are missing; install them and run this again: sudo apt-get install ${missing[*]}"
  long_step "Installing ${missing[*]}" nothing_to_count "$(mktemp -t greenfork-apt.XXXXXX)" _apt_install "${missing[@]}" ||
    fail "apt-get could not install ${missing[*]}"
}

_apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y --no-install-recommends "$@" || { apt-get update && apt-get install -y --no-install-recommends "$@"; }
}
