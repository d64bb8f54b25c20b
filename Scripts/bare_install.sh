#!/usr/bin/env bash
# The README's two commands on a bare Debian 12: a root made by debootstrap, to which the toolchain alone is added.
#
# Usage: Scripts/bare_install.sh [run | test | both]
#   SWIFT_HOME=DIR   where the toolchain lies (default: that of swift on the path)
#   SHOWN="DIR …"    more folders of this machine that can be read in the root, as a place of packages that it has
#   SETTINGS="FILE …" files of this machine that the root has too: who vouches for servers, where packages lie
# Root is needed, for chroot. Says what was installed; the root goes when it is done.
set -euo pipefail
cd "$(dirname "$0")/.."

what=${1:-both}
swift_home=${SWIFT_HOME:-$(dirname "$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")")}
[[ $(id -u) == 0 ]] || { echo "bare-install: root is needed, for chroot. Ask for it with sudo make bare-install." >&2; exit 1; }
if ! command -v debootstrap >/dev/null; then
  apt-get update >&2 && apt-get install -y --no-install-recommends debootstrap >&2
fi

root=$(mktemp -d)/debian
# Where the project lies in it.
home=/srv/dualpower
shown=("$swift_home")
for folder in ${SHOWN:-}; do shown+=("$folder"); done

leave() {
  local place
  for place in $(awk -v root="$root/" 'index($2, root) == 1 { print $2 }' /proc/mounts | sort -r); do umount -l "$place"; done
  rm -rf --one-file-system "$root"
}
trap leave EXIT

debootstrap --variant=minbase bookworm "$root" "${MIRROR:-http://deb.debian.org/debian}" >&2
for folder in /proc /sys /dev /dev/pts /dev/shm; do mount --bind "$folder" "$root$folder"; done
# What is done in the root stays there: everything else of this machine can only be read.
for folder in "${shown[@]}"; do
  mkdir -p "$root$folder"
  mount --bind "$folder" "$root$folder"
  mount -o remount,ro,bind "$root$folder"
done
cp -L /etc/resolv.conf "$root/etc/resolv.conf"

inside() { # command line: in the root, with nothing of this machine's settings but where packages come from
  local names=(HOME=/root PATH="$swift_home/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" LANG=C.UTF-8)
  local name
  for name in $(compgen -e | grep -E '^(PIP_|SSL_|GIT_SSL|CURL_|REQUESTS_|https?_proxy|HTTPS?_PROXY)' || true); do names+=("$name=${!name}"); done
  env -i "${names[@]}" chroot "$root" /bin/bash -c "$1"
}

packages() { inside "dpkg-query -W -f '\${Package}\n'" | sort; }

# What the toolchain's own page says that it needs of Debian 12, git and make beside it.
packages >"$root/before.txt"
inside "apt-get update -q && apt-get install -q -y --no-install-recommends git make ca-certificates binutils libc6-dev libcurl4 libedit2 \
  libgcc-12-dev libncurses6 libpython3-dev libsqlite3-0 libstdc++-12-dev libxml2 libz3-4 tzdata zlib1g-dev" >&2
for file in ${SETTINGS:-}; do install -D -m 644 "$file" "$root$file"; done
inside "update-ca-certificates" >&2
packages >"$root/toolchain.txt"
git clone -q . "$root$home"

failed=0
part() { # title, target
  local began=$SECONDS
  echo "── make $1"
  if inside "cd $home && make $1" 2>&1 | tee "$root/$1.log"; then
    echo "ok: make $1 on a bare Debian 12, $((SECONDS - began)) s"
  else
    echo "not ok: make $1 on a bare Debian 12"
    failed=1
  fi
  packages >"$root/after-$1.txt"
  note "- \`make $1\`: $((SECONDS - began)) s; it installed $(asked "$1"), which brought $(comm -13 "$root/${2:-toolchain}.txt" "$root/after-$1.txt" | wc -l) packages."
}

# What set-up says that it installs, package by package.
asked() { grep -oE '^setup: installing .*' "$root/$1.log" | cut -d' ' -f3- | paste -sd' ' | sed 's/^$/nothing/'; }
note() { tee -a "$root/notes.md" <<<"$1"; }

note "- With the toolchain, \`$(inside 'swift --version 2>/dev/null' | grep -oE 'Swift version [0-9.]+')\`: $(comm -13 "$root/before.txt" "$root/toolchain.txt" | wc -l) packages of Debian $(cat "$root/etc/debian_version")."
if [[ $what != test ]]; then
  part run
  report=$root$home/runs/petrograd-1917/report.html
  if [[ -s $report ]]; then echo "ok: the report is there, $(stat -c %s "$report") bytes"; else echo "not ok: no report"; failed=1; fi
fi
if [[ $what != run ]]; then
  [[ $what == test ]] || previous=after-run
  part test "${previous:-toolchain}"
  note "- Node is Debian's own, $(inside 'node --version'); by what \`make test\` counts, $(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$root/test.log" | tail -1)."
fi
if ((failed == 0)) && [[ $what == both ]]; then python3 Scripts/pages.py docs/reliability.md bare <"$root/notes.md"; fi
exit $failed
