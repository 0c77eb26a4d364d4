package dev.drey.mcp;

import dev.drey.files.Attributes;
import dev.drey.files.FileType;
import dev.drey.files.ModeText;
import dev.drey.files.RemotePath;
import dev.drey.operations.Outcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// One entry as an object: slim for models, whole for programs.
final class Rows {
    private Rows() {}

    /// A path that JSON can carry: text where it is text, else with its bytes escaped.
    static String text(RemotePath path) {
        return path.isText() ? path.text() : path.display();
    }

    static String type(FileType type) {
        return switch (type) {
            case FILE -> "file";
            case DIRECTORY -> "directory";
            case LINK -> "symlink";
            case FIFO -> "fifo";
            case SOCKET -> "socket";
            case CHARACTER_DEVICE -> "character-device";
            case BLOCK_DEVICE -> "block-device";
            case SPECIAL -> "special";
            case UNKNOWN -> "unknown";
        };
    }

    /// {name, type, size, mtime, mode}.
    static Map<String, Object> slim(Outcome.Line line) {
        Attributes attributes = line.attributes();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", text(line.path()));
        row.put("type", type(attributes.type()));
        attributes.size().ifPresent(size -> row.put("size", size));
        attributes.modified().ifPresent(time -> row.put("mtime", time.toString()));
        attributes.permissions().ifPresent(bits -> row.put("mode", octal(bits)));
        return row;
    }

    /// The same with owners, links and the other times.
    static Map<String, Object> detailed(Outcome.Line line) {
        Attributes attributes = line.attributes();
        Map<String, Object> row = slim(line);
        attributes.uid().ifPresent(uid -> row.put("uid", uid));
        attributes.gid().ifPresent(gid -> row.put("gid", gid));
        line.owner().ifPresent(owner -> row.put("owner", owner));
        line.group().ifPresent(group -> row.put("group", group));
        attributes.accessed().ifPresent(time -> row.put("atime", time.toString()));
        line.link().ifPresent(link -> row.put("linkTarget", text(link)));
        return row;
    }

    /// As the reference's programs read it: a name, three paths, two times in both spellings.
    ///
    /// @param path absolute
    /// @param relative from the directory that was listed
    static Map<String, Object> whole(RemotePath path, RemotePath relative, Outcome.Line line) {
        Attributes attributes = line.attributes();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", text(RemotePath.ofBytes(path.name().bytes())));
        row.put("path", text(path));
        row.put("fullPath", text(path));
        row.put("relativePath", text(relative));
        row.put("type", type(attributes.type()));
        attributes.size().ifPresent(size -> row.put("size", size));
        attributes.permissions().ifPresent(bits -> {
            row.put("mode", octal(bits));
            row.put("permissions", ModeText.of(attributes));
        });
        attributes.uid().ifPresent(uid -> row.put("uid", uid));
        attributes.gid().ifPresent(gid -> row.put("gid", gid));
        line.owner().ifPresent(owner -> row.put("owner", owner));
        line.group().ifPresent(group -> row.put("group", group));
        attributes.modified().map(Instant::toString).ifPresent(time -> row.put("modifiedDate", time));
        attributes.modified().map(Instant::toEpochMilli).ifPresent(time -> row.put("mtime", time));
        attributes.accessed().map(Instant::toEpochMilli).ifPresent(time -> row.put("atime", time));
        line.link().ifPresent(link -> row.put("linkTarget", text(link)));
        return row;
    }

    static String octal(int bits) {
        return String.format(Locale.ROOT, "%04o", bits);
    }
}
