# How the JVM is started, in training and in use alike: an AOT cache made under other flags is refused.
# Sourced; wants build, java_version and classpath.

flags="-XX:+UseSerialGC -Xmx256m -XX:-UsePerfData -Xlog:disable -Xlog:all=warning:stderr -Xlog:aot=off -Xlog:cds=off
 --enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8
 -Djava.awt.headless=true"

# There are several caches, since what need not be loaded takes its time as well: kind=short, kind=bulk, kind=mcp, kind=serve. Their files are named
# after the build, the flags' edition and the JVM, so that a stale one is never even tried.
flags_edition=6
name_aot_file() {
  aot_file=${classpath#"$build"/lib-}
  aot_file=$build/aot-${aot_file%%/*}-$flags_edition-$java_version-$kind.aot
}

# What the training run found hot would be compiled anew at every start, before it is hot there: a fifth of all CPU time
# of a listing. So that is not kept.
training_only='-XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining'

# What ends within a second does not live to see much compiled code pay, nor the native ciphers, which are worth their
# loading from some MiB on.
name_short_life() {
  short_life=
  # A hub lives long and has many guests.
  [ $kind != serve ] || short_life='-Xmx512m'
  [ $kind != short ] || short_life='-XX:CompileThresholdScaling=3 -Ddev.drey.ssh.jdkCiphers=true'
}

# Whether that was made, or tried.
trained() {
  for kind in short bulk mcp serve; do
    name_aot_file
    [ -e "$aot_file" ] || [ -e "$aot_file.failed" ] || return 1
  done
}
