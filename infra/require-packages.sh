#!/usr/bin/env bash
# The tests need a browser, nginx, Chinese fonts and venv. Root installs what is missing; others are told its name.
set -euo pipefail
needed=(chromium fonts-noto-cjk nginx-light python3-venv)
missing=()
has() {
  case "$1" in
    nginx-light) command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] ;;
    chromium) command -v chromium >/dev/null ;;
    python3-venv) "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null ;;
    *) dpkg -s "$1" >/dev/null 2>&1 ;;
  esac
}
for package in "${needed[@]}"; do
  case "$package,${HENGJIAN_SKIP:-}," in
    chromium,*browser,* | nginx-light,*apart,*) continue ;;
  esac
  has "$package" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "缺少软件包，请以管理员安装 / these packages are missing, install them as root: ${missing[*]}" >&2
  exit 1
fi
