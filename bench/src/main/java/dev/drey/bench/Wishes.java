package dev.drey.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;

/// What the command line asked for.
///
/// @param rows in the order they are run
/// @param runs of each entrant; the median of them counts
/// @param size of single files, instead of each row's own sizes
/// @param files how many small files, instead of each row's own number
/// @param directory where the files lie; empty: memory where there is room for it, and a disk for P7
/// @param patient measure slow peers as often as the others
public record Wishes(
        List<String> rows,
        int runs,
        OptionalLong size,
        OptionalInt files,
        Set<Tool> tools,
        Optional<Path> directory,
        boolean json,
        boolean patient) {
    static final List<String> ROWS = List.of("P1", "P2", "P3", "P4", "P7", "P9");
    static final String USAGE = """
            usage: bench/compare [ROW...] [option...]
              ROW             P1 loopback, P2 long line, P3 small files, P4 server, P7 memory, P9 start; all when none is named
              --runs N        runs of each tool, alternating; the median counts (5)
              --size SIZE     of single files, such as 100M or 1G, instead of each row's own
              --files N       how many small files, instead of each row's own number
              --peers A,B     only these of sftp, scp, lftp, rclone, rsync; otherwise all that are installed
              --dir DIR       where the files lie: otherwise in memory (/dev/shm) if there is room, for P7 on disk
              --patient       a peer that takes over 20 s is run as often as the others, not just twice
              --json          JSON instead of the table
            """;

    public Wishes {
        rows = List.copyOf(rows);
        tools = Set.copyOf(tools);
        // Tools are told paths in scripts of their own; a folder's name with a space would need each one's quoting.
        if (directory.isPresent() && directory.get().toString().matches(".*[^A-Za-z0-9/._-].*"))
            throw new IllegalArgumentException("--dir: only letters, digits, dots and dashes, not " + directory.get());
    }

    /// @throws IllegalArgumentException with a sentence for the person who typed it
    static Wishes of(String... arguments) {
        Draft draft = new Draft();
        Queue<String> words = new ArrayDeque<>(List.of(arguments));
        while (!words.isEmpty()) draft.take(words.remove(), words);
        return draft.wishes();
    }

    /// The same with a single run, for what takes too long to repeat.
    Wishes once() {
        return new Wishes(rows, 1, size, files, tools, directory, json, patient);
    }

    /// `100M` and the like, in powers of 1024.
    static long bytes(String text) {
        String plain = text.toUpperCase(Locale.ROOT).replaceAll("I?B$", "");
        int power = plain.isEmpty() ? -1 : "KMG".indexOf(plain.charAt(plain.length() - 1));
        String digits = power < 0 ? plain : plain.substring(0, plain.length() - 1);
        return (long) number(digits) << (10 * (power + 1));
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,9}") || text.matches("0+"))
            throw new IllegalArgumentException("a number is needed, not " + text);
        return Integer.parseInt(text);
    }

    private static final class Draft {
        private final List<String> rows = new ArrayList<>();
        private final Set<Tool> tools = EnumSet.allOf(Tool.class);
        private int runs = 5;
        private OptionalLong size = OptionalLong.empty();
        private OptionalInt files = OptionalInt.empty();
        private Optional<Path> directory = Optional.empty();
        private boolean json;
        private boolean patient;

        void take(String word, Queue<String> rest) {
            switch (word) {
                case "--runs" -> runs = number(value(word, rest));
                case "--size" -> size = OptionalLong.of(bytes(value(word, rest)));
                case "--files" -> files = OptionalInt.of(number(value(word, rest)));
                case "--peers" -> peers(value(word, rest));
                case "--dir" ->
                    directory = Optional.of(Path.of(value(word, rest)).toAbsolutePath());
                case "--json" -> json = true;
                case "--patient" -> patient = true;
                default -> row(word);
            }
        }

        private static String value(String option, Queue<String> rest) {
            if (rest.isEmpty()) throw new IllegalArgumentException(option + " needs a value");
            return rest.remove();
        }

        private void row(String word) {
            String row = word.toUpperCase(Locale.ROOT);
            if (!ROWS.contains(row)) throw new IllegalArgumentException("no row or option is called " + word);
            if (!rows.contains(row)) rows.add(row);
        }

        private void peers(String list) {
            tools.clear();
            tools.add(Tool.DREY);
            for (String word : list.split(",", -1)) {
                tools.add(List.of(Tool.values()).stream()
                        .filter(tool -> tool.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no peer is called " + word)));
            }
        }

        Wishes wishes() {
            return new Wishes(rows.isEmpty() ? ROWS : rows, runs, size, files, tools, directory, json, patient);
        }
    }
}
