# shellcheck shell=bash
# The Python environments of tests, made once for each list of fixed versions and never upgraded in place.

has_venv() { python3 -c 'import ensurepip, venv' 2>/dev/null; }

# Prints the folder of the environment with what a list of requirements names.
venv() { # REQUIREMENTS WHAT
  local cache=${XDG_CACHE_HOME:-$HOME/.cache}/greenfork made
  need_packages redis-server python3
  has_venv || need_packages python3-venv:/usr/lib/no-such-command
  has_venv || fail "$(command -v python3) has no venv module: install python3-venv or put another Python 3 first on the path"
  made=$cache/venv-$( (python3 --version && cat "$1") | sha256sum | cut -c1-12)
  [ -f "$made/complete" ] ||
    long_step "Installing the stock Celery client$2" nothing_to_count "$cache/log/venv.log" make_venv "$1" "$made" >&2
  echo "$made"
}

make_venv() { # REQUIREMENTS FOLDER
  local fresh=$2.$$
  python3 -m venv "$fresh"
  "$fresh/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps -r "$1"
  touch "$fresh/complete"
  mv -T "$fresh" "$2" 2>/dev/null || rm -rf "$fresh" # another run was faster
}
