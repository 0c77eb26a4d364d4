package dev.drey.testbed;

import dev.drey.files.Entry;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One thing that a hostile server may do to whoever takes its tree.
///
/// @param name in words
/// @param listings, links as [EvilTree] takes them
/// @param planted links that stand at the destination before, by their path from it
/// @param reported whether something must be said to have failed; some things are left out in silence
public record Evil(
        String name,
        Map<RemotePath, List<Entry>> listings,
        Map<RemotePath, RemotePath> links,
        Map<RemotePath, RemotePath> planted,
        boolean reported) {
    /// A file that always comes too, and must arrive whatever else is listed.
    public static final String GOOD = "good";

    /// A directory beside the destination, which nothing may be written to.
    public static final String OUTSIDE = "outside";

    private static final RemotePath TOP = RemotePath.of("");

    @Override
    public String toString() {
        return name;
    }

    /// All of them.
    public static List<Evil> all() {
        List<Evil> all = new ArrayList<>();
        for (byte[] bytes : names()) {
            Name hostile = Name.ofBytes(bytes);
            all.add(listed("a file named `" + hostile.display() + "`", new Entry(hostile, EvilTree.file(4))));
            all.add(withDirectory(hostile));
        }
        for (String target : linkTargets()) all.add(withLink(target));
        all.addAll(doublets());
        all.addAll(types());
        all.addAll(plantedLinks());
        return List.copyOf(all);
    }

    private static List<byte[]> names() {
        List<byte[]> names = new ArrayList<>();
        for (String name : List.of(
                "",
                ".",
                "..",
                "/",
                "//",
                "../x",
                "../outside/x",
                "../../x",
                "/outside/x",
                "/tmp/drey-evil",
                "a/../../outside/x",
                "sub/x",
                "./x",
                "x/",
                "x/.",
                "x/..",
                "\0",
                "x\0",
                "..\0",
                "../outside/x\0.txt",
                "n".repeat(256),
                "n".repeat(5000),
                "ü".repeat(128))) {
            names.add(name.getBytes(StandardCharsets.UTF_8));
        }
        names.add(new byte[] {'.', '.', '/', (byte) 0xff});
        return names;
    }

    private static List<String> linkTargets() {
        return List.of(
                "/",
                "/etc/passwd",
                "..",
                "../",
                "../outside",
                "../outside/kept",
                "./../outside",
                "sub/../../outside",
                "sub/..",
                ".//..",
                "../../../../../../etc",
                "",
                "x\0y");
    }

    private static Evil withDirectory(Name hostile) {
        Map<RemotePath, List<Entry>> listings = new LinkedHashMap<>();
        listings.put(TOP, with(new Entry(hostile, EvilTree.directory())));
        listings.put(RemotePath.of("*"), List.of(new Entry(Name.of("x"), EvilTree.file(4))));
        return new Evil("a directory named `" + hostile.display() + "`", listings, Map.of(), Map.of(), true);
    }

    private static Evil withLink(String target) {
        return new Evil(
                "a link to `" + RemotePath.of(target).display() + "`",
                Map.of(TOP, with(new Entry(Name.of("l"), EvilTree.link()))),
                Map.of(RemotePath.of("l"), RemotePath.of(target)),
                Map.of(),
                true);
    }

    /// The same name twice, so that the second is written through what the first has made.
    private static List<Evil> doublets() {
        Entry link = new Entry(Name.of("x"), EvilTree.link());
        Entry file = new Entry(Name.of("x"), EvilTree.file(4));
        Entry directory = new Entry(Name.of("x"), EvilTree.directory());
        Map<RemotePath, RemotePath> out = Map.of(RemotePath.of("x"), RemotePath.of("../outside"));
        Map<RemotePath, RemotePath> kept = Map.of(RemotePath.of("x"), RemotePath.of("../outside/kept"));
        Map<RemotePath, RemotePath> inside = Map.of(RemotePath.of("x"), RemotePath.of(GOOD));
        List<Entry> below = List.of(new Entry(Name.of("kept"), EvilTree.file(4)));
        return List.of(
                listed("a file twice", file, file),
                new Evil("a link out, then a file", Map.of(TOP, with(link, file)), kept, Map.of(), true),
                new Evil("a file, then a link out", Map.of(TOP, with(file, link)), kept, Map.of(), true),
                new Evil("a link inside, then a file", Map.of(TOP, with(link, file)), inside, Map.of(), true),
                new Evil(
                        "a link out, then a directory",
                        Map.of(TOP, with(link, directory), RemotePath.of("x"), below),
                        out,
                        Map.of(),
                        true),
                new Evil(
                        "a directory, then a link out",
                        Map.of(TOP, with(directory, link), RemotePath.of("x"), below),
                        out,
                        Map.of(),
                        true),
                new Evil(
                        "a link out through a link inside",
                        Map.of(
                                TOP,
                                with(
                                        new Entry(Name.of("sub"), EvilTree.directory()),
                                        new Entry(Name.of("m"), EvilTree.link())),
                                RemotePath.of("sub"),
                                List.of(new Entry(Name.of("l"), EvilTree.link()))),
                        Map.of(
                                RemotePath.of("sub/l"), RemotePath.of(".."),
                                RemotePath.of("m"), RemotePath.of("sub/l/../outside")),
                        Map.of(),
                        true));
    }

    private static List<Evil> types() {
        Entry endless = new Entry(Name.of("d".repeat(200)), EvilTree.directory());
        return List.of(
                listed("a file that says it is endless", new Entry(Name.of("x"), EvilTree.file(Long.MAX_VALUE))),
                listed("a file that says it is longer than it is", new Entry(Name.of("x"), EvilTree.file(400_000))),
                listed("a directory that is none", new Entry(Name.of("x"), EvilTree.directory())),
                listed("a link that is none", new Entry(Name.of("x"), EvilTree.link())),
                new Evil(
                        "directories without an end",
                        Map.of(TOP, with(endless), RemotePath.of("*"), List.of(endless)),
                        Map.of(),
                        Map.of(),
                        true),
                new Evil(
                        "our own side files",
                        Map.of(
                                TOP,
                                with(
                                        new Entry(Name.of(".good.0123abcd.drey-part"), EvilTree.file(4)),
                                        new Entry(Name.of(".good.0123abcd.drey-old"), EvilTree.file(4)))),
                        Map.of(),
                        Map.of(),
                        false));
    }

    /// Links that somebody put at the destination, and names that lead through them.
    private static List<Evil> plantedLinks() {
        RemotePath x = RemotePath.of("x");
        Entry file = new Entry(Name.of("x"), EvilTree.file(4));
        Entry directory = new Entry(Name.of("x"), EvilTree.directory());
        List<Entry> below = List.of(new Entry(Name.of("kept"), EvilTree.file(4)));
        return List.of(
                new Evil(
                        "a file where a link leads out",
                        Map.of(TOP, with(file)),
                        Map.of(),
                        Map.of(x, RemotePath.of("../outside/kept")),
                        true),
                new Evil(
                        "a file where a dangling link leads out",
                        Map.of(TOP, with(file)),
                        Map.of(),
                        Map.of(x, RemotePath.of("../outside/new")),
                        true),
                new Evil(
                        "a directory where a link leads out",
                        Map.of(TOP, with(directory), x, below),
                        Map.of(),
                        Map.of(x, RemotePath.of("../outside")),
                        true),
                new Evil(
                        "a directory where a link leads back in",
                        Map.of(TOP, with(directory), x, below),
                        Map.of(),
                        Map.of(x, RemotePath.of(".")),
                        true));
    }

    private static Evil listed(String name, Entry... entries) {
        return new Evil(name, Map.of(TOP, with(entries)), Map.of(), Map.of(), true);
    }

    /// The good file is listed last: what comes before it must not stop it.
    private static List<Entry> with(Entry... entries) {
        List<Entry> all = new ArrayList<>(List.of(entries));
        all.add(new Entry(Name.of(GOOD), EvilTree.file(EvilTree.EVIL.length())));
        return List.copyOf(all);
    }
}
