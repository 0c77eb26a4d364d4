# Programs that the build and the tests need, from Debian's packages; sourced by ./check and scripts/build.

# Installs packages where that is possible: as root, with apt-get. Says nothing but errors.
install_packages() {
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
  local quiet=(-qq -o=Dpkg::Use-Pty=0 -o=DPkg::Lock::Timeout=300 -o=Acquire::Retries=3)
  # In this runlevel packages do not start their daemons; the fixtures start their own.
  export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
  apt-get "${quiet[@]}" install -y --no-install-recommends "$@" > /dev/null 2>&1 < /dev/null && return 0
  apt-get "${quiet[@]}" update > /dev/null 2>&1 < /dev/null
  apt-get "${quiet[@]}" install -y --no-install-recommends "$@" > /dev/null < /dev/null
}

# The machine's own Maven.
maven() {
  command -v mvn
}

have_maven() {
  maven > /dev/null && return 0
  echo "drey: installing Maven ..." >&2
  install_packages maven && maven > /dev/null && return 0
  echo "drey: building needs Maven 3.8.7 or newer: install it (Debian, Ubuntu: the package maven)" >&2
  return 1
}

# One line for each program that the tests need: the package, and how to see that it is there.
test_programs() {
  cat <<'EOT'
openssh-server test -x /usr/sbin/sshd -a -x /usr/lib/openssh/sftp-server
openssh-client have ssh sftp scp ssh-keygen ssh-agent
rclone have rclone
lftp have lftp
rsync have rsync
proftpd-core test -x /usr/sbin/proftpd
proftpd-mod-crypto test -e /usr/lib/proftpd/mod_sftp.so
python3-asyncssh /usr/bin/python3 -c 'import asyncssh'
python3-paramiko /usr/bin/python3 -c 'import paramiko'
putty-tools have psftp puttygen
sshfs have sshfs
fuse3 have fusermount3
fio have fio
stress-ng have stress-ng
ssh-audit have ssh-audit
openssh-tests test -e /usr/lib/openssh/regress/test-exec.sh
golang-1.19-go test -x /usr/lib/go-1.19/bin/go
golang-github-pkg-sftp-dev test -d /usr/share/gocode/src/github.com/pkg/sftp
golang-github-stretchr-testify-dev test -d /usr/share/gocode/src/github.com/stretchr/testify
util-linux have setpriv unshare mount
e2fsprogs have chattr
perl-base have perl
procps have kill
postgresql ls /usr/lib/postgresql/*/bin/initdb /usr/lib/postgresql/*/bin/psql
nodejs have node
npm have npm
EOT
}

# Whether all of these programs are on the PATH.
have() {
  local program
  for program in "$@"; do command -v "$program" || return 1; done
}

missing_packages() {
  local package probe
  while read -r package probe; do
    (eval "$probe") > /dev/null 2>&1 < /dev/null || printf '%s ' "$package"
  done < <(test_programs)
}

# Sees to it that every test server is there, or names what is missing.
have_test_programs() {
  local missing
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  echo "check: installing $missing..."
  # shellcheck disable=SC2086 # package names are words
  install_packages $missing
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  echo "check: the tests need these packages, and they could not be installed here: $missing" >&2
  return 1
}

# The assistants' clients that the tests drive the program with, from their lock file: have_test_clients HOME.
have_test_clients() {
  local folder=$1/testbed/clients
  [ "$folder/package-lock.json" -nt "$folder/node_modules/.package-lock.json" ] || return 0
  echo "check: installing the test clients in testbed/clients ..."
  (cd "$folder" && npm ci --no-audit --no-fund > node.log 2>&1 < /dev/null) && touch "$folder/node_modules/.package-lock.json" \
    && return 0
  echo "check: the tests need the packages of testbed/clients/package-lock.json, and npm ci failed (testbed/clients/node.log)" >&2
  return 1
}
