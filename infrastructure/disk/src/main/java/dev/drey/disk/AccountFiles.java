package dev.drey.disk;

import dev.drey.files.Accounts;
import dev.drey.files.Failed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The machine's own accounts, from `/etc/passwd` and `/etc/group` (passwd(5), group(5)). Those of a
/// directory service are not known here and so have no name.
record AccountFiles(Path passwd, Path group) implements Accounts {
    private static final int NUMBER = 2;
    private static final int HOME = 5;

    static AccountFiles ofSystem() {
        return new AccountFiles(Path.of("/etc/passwd"), Path.of("/etc/group"));
    }

    @Override
    public Map<Integer, String> users(Set<Integer> uids) throws Failed {
        return names(passwd, uids);
    }

    @Override
    public Map<Integer, String> groups(Set<Integer> gids) throws Failed {
        return names(group, gids);
    }

    /// The home directory of a user, where the machine knows it.
    Optional<String> home(String user) throws Failed {
        for (String[] fields : lines(passwd)) {
            if (fields[0].equals(user) && fields.length > HOME) return Optional.of(fields[HOME]);
        }
        return Optional.empty();
    }

    private static Map<Integer, String> names(Path file, Set<Integer> wanted) throws Failed {
        Map<Integer, String> names = new TreeMap<>();
        for (String[] fields : lines(file)) {
            if (fields.length <= NUMBER || !fields[NUMBER].matches("\\d{1,10}")) continue;
            int number = (int) Long.parseLong(fields[NUMBER]);
            if (wanted.contains(number)) names.putIfAbsent(number, fields[0]);
        }
        return Map.copyOf(names);
    }

    private static List<String[]> lines(Path file) throws Failed {
        try {
            if (!Files.exists(file)) return List.of();
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.lines().map(line -> line.split(":", -1)).toList();
        } catch (IOException trouble) {
            throw Trouble.of("read", DiskPath.of(file), trouble);
        }
    }
}
