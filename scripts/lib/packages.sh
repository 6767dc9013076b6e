# Sourced by scripts/setup and scripts/test: the system libraries the build links.

readonly SYSTEM_PACKAGES=(
  libcurl4-openssl-dev libsecp256k1-dev libsqlite3-dev libssl-dev pkg-config
)

have_system_packages() {
  command -v pkg-config >/dev/null 2>&1 &&
    pkg-config --exists libcurl libcrypto libsecp256k1 sqlite3
}

# Installs them only when one is missing; needs apt and, for that, root or sudo.
install_system_packages() {
  if have_system_packages; then return 0; fi
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
      echo "missing system libraries; as root: apt-get install ${SYSTEM_PACKAGES[*]}" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "missing system libraries and no apt-get; install: ${SYSTEM_PACKAGES[*]}" >&2
    return 1
  fi
  ${as_root[@]+"${as_root[@]}"} apt-get update -qq </dev/null >&2
  ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends "${SYSTEM_PACKAGES[@]}" </dev/null >&2
}

# Runs one stage of a script under a heading and tells how long it took.
stage() {
  local title=$1 started=$SECONDS status=0
  shift
  echo "==> $title"
  "$@" </dev/null || status=$?
  local seconds=$((SECONDS - started))
  if [ "$status" -ne 0 ]; then
    echo "==> $title: FAILED after $((seconds / 60)) min $((seconds % 60)) s" >&2
    return "$status"
  fi
  echo "==> $title: done in $((seconds / 60)) min $((seconds % 60)) s"
}
