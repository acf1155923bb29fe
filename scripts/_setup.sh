# Makes sure that everything the other scripts need is there; source it from the project's root.
# Debian packages are installed when this runs as root and apt-get exists; elsewhere what is
# missing is named. The Python packages go into .venv, with the versions and hashes of
# requirements.lock.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

QT_PACKAGES="libgl1 libegl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0
  libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
TEST_PACKAGES="poppler-utils qpdf libreoffice-calc xvfb xauth binutils"

say() { printf '%s\n' "$*" >&2; }

missing_packages() {
  local name
  for name in "$@"; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$name"
  done
}

debian_packages() {
  command -v dpkg-query >/dev/null || return 0
  local missing
  # shellcheck disable=SC2086
  missing=$(missing_packages $1)
  [ -z "$missing" ] && return 0
  if [ "$(id -u)" != 0 ]; then
    say "Faltan paquetes del sistema; instálelos con: sudo apt-get install $missing"
    return 0
  fi
  say "Instalando paquetes del sistema: $missing"
  apt-get update -qq >&2
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
}

python_packages() {
  local stamp=.venv/installed.sha256 wanted
  wanted=$(cat requirements.lock pyproject.toml | sha256sum | cut -d' ' -f1)
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && return 0
  local python=${PYTHON:-python3}
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    { say "POA Desktop necesita Python 3.11 o posterior (indíquelo con PYTHON=…)."; exit 1; }
  say "Preparando .venv (una sola vez)…"
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock >&2
  .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . >&2
  echo "$wanted" > "$stamp"
}
