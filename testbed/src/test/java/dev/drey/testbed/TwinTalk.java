package dev.drey.testbed;

import dev.drey.files.Changes;
import dev.drey.files.FileType;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Answer;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Decoded;
import dev.drey.sftp.wire.Named;
import dev.drey.sftp.wire.OpenFlags;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/// A conversation about files below one folder, with every answer written down so that two servers' can be compared:
/// without ids, handles, the folder's own name and the words of a status.
final class TwinTalk {
    private final SftpTalk talk;
    private final Path folder;
    private final Map<String, String> lines = new LinkedHashMap<>();

    TwinTalk(SftpTalk talk, Path folder) {
        this.talk = talk;
        this.folder = folder;
    }

    /// What was answered, by the step's name.
    Map<String, String> lines() {
        return lines;
    }

    SftpTalk talk() {
        return talk;
    }

    /// A name below the folder; one that begins with `=` is meant as it stands behind that.
    RemotePath path(String name) {
        if (name.startsWith("=")) return RemotePath.of(name.substring(1));
        return RemotePath.of(name.isEmpty() ? folder.toString() : folder + "/" + name);
    }

    /// Asks and writes down.
    Reply step(String name, IntFunction<Request> request) {
        Reply reply = talk.ask(request.apply(talk.nextId()));
        note(name, said(reply));
        return reply;
    }

    void note(String step, String what) {
        if (lines.put(step, what) != null) throw new IllegalStateException("two steps are called " + step);
    }

    /// Takes out of a line what differs from run to run.
    void edit(String step, UnaryOperator<String> edit) {
        lines.computeIfPresent(step, (same, line) -> edit.apply(line));
    }

    private String said(Reply reply) {
        return switch (reply) {
            case Reply.Status status -> status.code().toString();
            case Reply.Handle handle -> "a handle";
            case Reply.Data data -> data(data.data());
            case Reply.Names names ->
                String.join(
                        ", ",
                        names.names().stream()
                                .map(named -> here(named.filename()))
                                .toList());
            case Reply.Attributes attributes -> attributes(attributes.attrs());
            case Reply.Extended extended -> "an extended reply";
        };
    }

    private String here(Bytes name) {
        return name.text().replace(folder.toString(), "HERE");
    }

    private static String data(ByteBuffer data) {
        int length = data.remaining();
        if (length > 40) return length + " bytes of hash " + Bytes.of(data).hashCode();
        String text = StandardCharsets.ISO_8859_1.decode(data.duplicate()).toString();
        return "'" + text.replace("\0", "0") + "'";
    }

    /// Without times, sizes of directories, and the mode of links, which are the system's.
    private static String attributes(Attrs attrs) {
        FileType type = attrs.attributes().type();
        String size = type == FileType.DIRECTORY ? "" : " size " + attrs.size();
        return "flags %x mode %o owner %d:%d%s".formatted(attrs.flags(), attrs.mode(), attrs.uid(), attrs.gid(), size);
    }

    // What the cases are made of.

    Bytes open(String step, String name, int flags) {
        Reply reply = step(step, id -> new Request.Open(id, path(name), flags, Attrs.NONE));
        return reply instanceof Reply.Handle handle ? handle.handle() : Bytes.of("no such handle");
    }

    void close(String step, Bytes handle) {
        step(step, id -> new Request.Close(id, handle));
    }

    void write(String step, Bytes handle, long offset, String text) {
        step(step, id -> new Request.Write(id, handle, offset, Bytes.of(text).buffer()));
    }

    void read(String step, Bytes handle, long offset, int length) {
        step(step, id -> new Request.Read(id, handle, offset, length));
    }

    /// Makes a file, and writes nothing down.
    void file(String name, String content) {
        Bytes handle = talk.handle(Request.Open.of(talk.nextId(), path(name), OpenOptions.replace(0644)));
        if (!content.isEmpty())
            talk.status(new Request.Write(
                    talk.nextId(), handle, 0, Bytes.of(content).buffer()));
        talk.status(new Request.Close(talk.nextId(), handle));
    }

    void directory(String name) {
        talk.status(new Request.Mkdir(talk.nextId(), path(name), Attrs.NONE));
    }

    void link(String name, String target) {
        RemotePath to = target.startsWith("=") ? path(target) : RemotePath.of(target);
        talk.status(new Request.Symlink(talk.nextId(), to, path(name)));
    }

    void content(String step, String name) {
        Bytes handle = open(step + ", opened", name, OpenFlags.READ);
        read(step, handle, 0, 100_000);
        talk.ask(new Request.Close(talk.nextId(), handle));
    }

    void set(String step, String name, Changes changes) {
        step(step, id -> new Request.Setstat(id, path(name), Attrs.of(changes)));
    }

    void stat(String step, String name) {
        step(step, id -> new Request.Stat(id, path(name)));
    }

    /// The times, which a step has set, to the second.
    void times(String step, String name) {
        Reply reply = talk.ask(new Request.Lstat(talk.nextId(), path(name)));
        note(
                step,
                reply instanceof Reply.Attributes(int id, Attrs attrs)
                        ? attrs.accessed() + " " + attrs.modified()
                        : said(reply));
    }

    /// All names of a directory in order, or the lines that `ls -l` would print.
    void names(String step, String name, boolean longNames) {
        Reply opened = talk.ask(new Request.Opendir(talk.nextId(), path(name)));
        if (!(opened instanceof Reply.Handle(int id, Bytes handle))) {
            note(step, said(opened));
            return;
        }
        TreeSet<String> all = new TreeSet<>();
        Reply reply = talk.ask(new Request.Readdir(talk.nextId(), handle));
        while (reply instanceof Reply.Names names) {
            for (Named named : names.names()) {
                if (!longNames) all.add(here(named.filename()));
                else if (!named.filename().name().isDots())
                    all.add(named.longname().text());
            }
            reply = talk.ask(new Request.Readdir(talk.nextId(), handle));
        }
        note(step, String.join(", ", all) + ", then " + said(reply));
        talk.ask(new Request.Close(talk.nextId(), handle));
    }

    /// An extended reply, read as the answer that the request calls for.
    <A extends Answer> void extended(String step, Class<A> kind, IntFunction<Request> request) {
        Reply reply = talk.ask(request.apply(talk.nextId()));
        note(
                step,
                reply instanceof Reply.Extended extended
                        ? switch (Answer.decode(extended.body(), kind)) {
                            case Decoded.Whole<A> whole -> whole.packet().toString();
                            case Decoded.Malformed<A> wrong -> wrong.why();
                        }
                        : said(reply));
    }

    /// Sends all at once and writes the answers down.
    void together(String step, List<IntFunction<Request>> requests) {
        List<Request> made = new ArrayList<>();
        for (IntFunction<Request> request : requests) made.add(request.apply(talk.nextId()));
        made.forEach(talk::post);
        List<String> answers = new ArrayList<>();
        for (Request request : made) answers.add(said(talk.reply(request.id())));
        note(step, String.join(", ", answers));
    }
}
