package dev.drey.testbed;

/// A directory for what is made once in this JVM, such as keys; gone when it ends.
final class JvmDir {
    private static final TempDir DIR = make();

    private JvmDir() {}

    static java.nio.file.Path path() {
        return DIR.path();
    }

    private static TempDir make() {
        TempDir dir = TempDir.create();
        Runtime.getRuntime().addShutdownHook(new Thread(dir::close, "drey-test-cleanup"));
        return dir;
    }
}
