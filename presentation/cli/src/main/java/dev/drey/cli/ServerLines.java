package dev.drey.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lines of a configuration file in block style, in which servers come and go while every other line stays as it
/// was typed, comments included.
///
/// Knows only what people write: `servers:` alone on its line, each server's name alone at the same depth below it. Of
/// anything else it says that it cannot, and whoever asked compares what was made with what was meant.
final class ServerLines {
    private static final String EMPTY = "servers: {}";

    private final List<String> lines;

    ServerLines(String text) {
        this.lines = new ArrayList<>(text.lines().toList());
    }

    String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /// @param entry one server as block YAML, at no depth
    /// @return whether it could be put in
    boolean add(List<String> entry) {
        int head = head();
        if (head < 0) {
            if (hasServers()) return false;
            if (!lines.isEmpty() && !lines.getLast().isBlank()) lines.add("");
            lines.add("servers:");
            head = lines.size() - 1;
        } else if (lines.get(head).strip().equals(EMPTY)) {
            lines.set(head, "servers:");
        }
        int end = end(head);
        int depth = depth(head, end).orElse(2);
        List<String> deeper =
                entry.stream().map(line -> " ".repeat(depth) + line).toList();
        lines.addAll(end, deeper);
        return true;
    }

    /// @return whether it was there and could be taken out
    boolean remove(String name) {
        int head = head();
        if (head < 0) return false;
        int end = end(head);
        Optional<Integer> depth = depth(head, end);
        if (depth.isEmpty()) return false;
        for (int i = head + 1; i < end; i++) {
            if (indent(lines.get(i)) != depth.get() || !isKey(lines.get(i).strip(), name)) continue;
            int last = i + 1;
            for (int j = i + 1; j < end && (isNothing(lines.get(j)) || indent(lines.get(j)) > depth.get()); j++) {
                if (!isNothing(lines.get(j)) || indent(lines.get(j)) > depth.get()) last = j + 1;
            }
            lines.subList(i, last).clear();
            if (depth(head, end(head)).isEmpty()) lines.set(head, EMPTY);
            return true;
        }
        return false;
    }

    /// Where `servers:` stands alone, or -1.
    private int head() {
        for (int i = 0; i < lines.size(); i++) {
            String bare = lines.get(i).replaceFirst("\\s+#.*$", "").stripTrailing();
            if (bare.equals("servers:") || bare.equals(EMPTY)) return i;
        }
        return -1;
    }

    private boolean hasServers() {
        return lines.stream().anyMatch(line -> line.matches("(\\s*\\{)?\\s*[\"']?servers[\"']?\\s*:.*"));
    }

    /// Behind the last line that belongs to the servers.
    private int end(int head) {
        int end = head + 1;
        for (int i = head + 1; i < lines.size(); i++) {
            String line = lines.get(i);
            if (indent(line) > 0 && !line.isBlank()) end = i + 1;
            else if (!isNothing(line)) break;
        }
        return end;
    }

    private Optional<Integer> depth(int head, int end) {
        for (int i = head + 1; i < end; i++) {
            if (!isNothing(lines.get(i))) return Optional.of(indent(lines.get(i)));
        }
        return Optional.empty();
    }

    private static boolean isNothing(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static boolean isKey(String line, String name) {
        for (String written : List.of(name, "\"" + name + "\"", "'" + name + "'")) {
            if (line.equals(written + ":") || line.startsWith(written + ": ")) return true;
        }
        return false;
    }
}
