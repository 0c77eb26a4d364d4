package dev.drey.testbed;

import dev.drey.access.LoginKey;
import dev.drey.access.Role;
import dev.drey.access.User;
import dev.drey.files.Failed;
import dev.drey.session.Secret;
import dev.drey.session.StoredServer;
import dev.drey.store.Place;
import dev.drey.store.Store;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A program that changes a store again and again, and says `kept N` once what belongs to a number is
/// kept; first of all `kept -1`.
final class StoreWriter {
    private StoreWriter() {}

    /// Starts it in a process of its own.
    ///
    /// @param log where its stderr goes
    static Child start(Path state, int first, Path log) {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = System.getProperty("java.home") + File.separator + "bin/java";
        return Child.onPipes(
                "store writer",
                log,
                List.of(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        path,
                        StoreWriter.class.getName(),
                        state.toString(),
                        Integer.toString(first)));
    }

    static void main(String[] words) throws Failed {
        Path state = Path.of(words[0]);
        Store store = Store.open(StoreOfTest.settings(Place.usual(state), state));
        PrintStream out = System.out;
        out.println("kept -1");
        for (int i = Integer.parseInt(words[1]); ; i++) {
            String name = "user" + i;
            store.people().add(new User(name, Role.USER, false, Instant.EPOCH));
            store.people().addKey(new LoginKey(name, "SHA256:" + i, "ssh-ed25519", "AAAA", "", Instant.EPOCH));
            store.servers()
                    .put(new StoredServer("web-" + i, Map.of(), Map.of("password", Secret.of("p" + i)), Set.of()));
            out.println("kept " + i);
        }
    }
}
