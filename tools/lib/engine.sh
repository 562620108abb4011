# shellcheck shell=bash
# Builds images with what the machine has: a Docker engine, else buildah with a store of its own in the cache directory.

IMAGE_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/greenfork/images

docker_answers() { command -v docker >/dev/null && timeout 10 docker info >/dev/null 2>&1; }

choose_engine() {
  mkdir -p "$IMAGE_CACHE"
  [ -z "${ENGINE:-}" ] || return 0
  if docker_answers; then ENGINE=docker; else
    ENGINE=buildah
    need_packages buildah
  fi
}

_buildah() {
  BUILDAH_ISOLATION=chroot buildah --root "$IMAGE_CACHE/store" --runroot "/run/greenfork-images/$EUID" \
    --storage-driver "$(_storage_driver)" "$@"
}

_storage_driver() { # layers that the kernel stacks where it can, else plain copies
  if ((EUID == 0)) && [ "$(stat -f -c %T "$IMAGE_CACHE")" != overlayfs ]; then echo overlay; else echo vfs; fi
}

build_image() { # NAME FOLDER [BUILD_ARGUMENT...]     the folder holds a Dockerfile and what it copies
  local name=$1 folder=$2 arguments=() argument
  shift 2
  for argument in "$@"; do arguments+=(--build-arg "$argument"); done
  case $ENGINE in
    docker)
      if [ -n "${PLATFORMS:-}" ]; then # an engine keeps no image of several architectures: it goes to the registry at once
        docker buildx build --platform "$PLATFORMS" --push -t "$name" "${arguments[@]}" "$folder"
      else
        docker build -t "$name" "${arguments[@]}" "$folder"
      fi
      ;;
    buildah) _buildah bud --layers -t "$name" "${arguments[@]}" "$folder" ;;
  esac
}

forget_replaced_images() {
  case $ENGINE in
    docker) ;; # the user's store: theirs to tidy
    buildah) _buildah rmi --prune >/dev/null 2>&1 || true ;;
  esac
}

has_built_image() { # NAME
  case $ENGINE in
    docker) [ -z "${PLATFORMS:-}" ] && docker image inspect "$1" >/dev/null 2>&1 ;;
    buildah) _buildah inspect --type image "$1" >/dev/null 2>&1 ;;
  esac
}

save_image() { # NAME ARCHIVE
  rm -f "$2"
  case $ENGINE in
    docker) docker save -o "$2" "$1" ;;
    buildah) _buildah push -q "$1" "docker-archive:$2:docker.io/$1" ;;
  esac
}

push_image() { # NAME
  case $ENGINE in
    docker) [ -n "${PLATFORMS:-}" ] || docker push "$1" ;;
    buildah) _buildah push "$1" "docker://$1" ;;
  esac
}
