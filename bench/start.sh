# Builds the bench and becomes one of its programs; sourced by bench/compare and bench/jmh with `home` set.

# shellcheck source=scripts/java.sh
. "$home/scripts/java.sh"
# shellcheck source=scripts/packages.sh
. "$home/scripts/packages.sh"
build=$home/.drey-build
stamp=$build/bench-classpath

bench_is_fresh() {
  [ -r "$stamp" ] || return 1
  [ -z "$(find "$home"/pom.xml "$home"/bench/pom.xml "$home"/*/*/pom.xml "$home"/*/src/main "$home"/*/*/src/main \
    -newer "$stamp" -print -quit 2> /dev/null)" ]
}

# The class path goes to a file that is as old as the moment when the build began.
build_bench() {
  local log=$build/bench.log began=$build/bench-began.$$
  echo "bench: building ..." >&2
  mkdir -p "$build"
  touch "$began"
  if ! (cd "$home" && JAVA_HOME=$java_home "$(maven)" -q -B -pl bench -am compile dependency:build-classpath \
    -Dmaven.test.skip=true -Dspotless.check.skip=true -Dmdep.outputFile=target/classpath) > "$log" 2>&1 < /dev/null; then
    rm -f "$began"
    grep -E 'ERROR' "$log" | head -n 20 >&2
    echo "bench: the build failed; all of its output is in .drey-build/bench.log" >&2
    exit 70
  fi
  printf '%s\n' "$home/bench/target/classes:$(cat "$home/bench/target/classpath")" > "$stamp.new"
  touch -r "$began" "$stamp.new"
  mv "$stamp.new" "$stamp"
  rm -f "$began"
}

# Becomes the main class $1 with the other words.
start_bench() {
  if ! find_java; then
    java_missing bench >&2
    exit 78
  fi
  [ -x "$java_home/bin/javac" ] || { echo "bench: $java_home has no compiler: a JDK is needed" >&2; exit 78; }
  have_maven || exit 78
  bench_is_fresh || build_bench
  export LC_ALL=C.UTF-8
  # The same collector as drey's own commands have.
  exec "$java_home/bin/java" -XX:+UseSerialGC -Xmx1g -Xlog:disable -Xlog:all=warning:stderr \
    --enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 \
    -Dlogback.configurationFile="$home/bench/logback.xml" -cp "$(cat "$stamp")" "$@"
}
