# Finds a Java that Drey runs on; sourced by ./drey and ./check. POSIX sh, few processes: every start pays for it.

java_wanted=25

# Whether $1 is the home of a Java of the wanted version; sets java_home and java_version.
java_fits() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] || return 1
  fits_version=
  if [ -r "$1/release" ]; then
    while IFS='=' read -r fits_key fits_value; do
      case $fits_key in
        JAVA_VERSION) [ -n "$fits_version" ] || fits_version=$fits_value ;;
        JAVA_RUNTIME_VERSION) fits_version=$fits_value ;;
      esac
    done < "$1/release"
  else
    fits_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version \("[^"]*"\).*/\1/p')
  fi
  fits_version=${fits_version#\"}
  fits_version=${fits_version%\"}
  fits_major=${fits_version%%[!0-9]*}
  if [ "${fits_major:-0}" -lt "$java_wanted" ]; then
    case ${java_older:-} in *"$fits_version"*) ;; *) java_older="${java_older:+$java_older, }$fits_version in $1" ;; esac
    return 1
  fi
  java_home=$1
  java_version=$fits_version
}

# What was found last time, while nothing that decides it has changed and it is still there.
java_key() {
  java_key="${DREY_JAVA_HOME:-}|${JAVA_HOME:-}|$PATH"
}

remembered_java() {
  [ -r "$build/java" ] || return 1
  { read -r remembered_key && read -r remembered_home; } < "$build/java" || return 1
  java_key
  [ "$remembered_key" = "$java_key" ] && java_fits "$remembered_home"
}

remember_java() {
  java_key
  mkdir -p "$build" 2>/dev/null && [ -w "$build" ] || return 0
  printf '%s\n' "$java_key" "$java_home" > "$build/java.$$" && mv "$build/java.$$" "$build/java"
}

# In this order: DREY_JAVA_HOME, a bundled runtime, JAVA_HOME, PATH, the usual folders.
find_java() {
  java_older=
  java_fits "${DREY_JAVA_HOME:-}" && return 0
  java_fits "${home:-.}/runtime" && return 0
  java_fits "${JAVA_HOME:-}" && return 0
  on_path=$(command -v java 2>/dev/null) || on_path=
  if [ -n "$on_path" ]; then
    on_path=$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")
    java_fits "${on_path%/bin/java}" && return 0
  fi
  for candidate in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/jdk* \
    "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* "${HOME:-/}"/.asdf/installs/java/* \
    "${HOME:-/}"/.local/share/mise/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    java_fits "$candidate" && return 0
  done
  return 1
}

# One sentence for a person; $1 is who says it.
java_missing() {
  echo "$1: needs a JDK $java_wanted or newer (found ${java_older:-none}): install one, such as the package" \
    "openjdk-$java_wanted-jdk-headless or temurin-$java_wanted-jdk, or let DREY_JAVA_HOME name its folder."
}
