package dev.drey.cli;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where a shell stands, there and here, and what its words mean from there.
///
/// Patterns are expanded here, so that a command gets names alone; it is given words that stand for them, each for one
/// line, because a name may hold any byte. Owned by the shell's thread; the two directories are read by completion too.
final class ShellPaths implements Meaning {
    private final Work work;
    private final Place start;
    private final Map<String, Place> held = new HashMap<>();
    private volatile RemotePath there;
    private volatile Path here;

    /// @param start where the shell begins, which it returns to
    ShellPaths(Work work, Place start) throws Failed {
        this.work = work;
        this.here = work.console().directory();
        this.there = real(start);
        this.start = start.with(there);
        checkDirectory(this.start);
    }

    Place there() {
        return start.with(there);
    }

    Path here() {
        return here;
    }

    /// Forgets the words of the line before.
    void begin() {
        held.clear();
    }

    void goThere(Place place) throws Failed {
        RemotePath real = real(place);
        checkDirectory(place.with(real));
        there = real;
    }

    Place startsThere() {
        return start;
    }

    void goHere(Path directory) throws Failed {
        if (!Files.isDirectory(directory)) {
            boolean missing = Files.notExists(directory);
            throw Failure.of(
                            missing ? Failure.Code.NOT_FOUND : Failure.Code.NOT_A_DIRECTORY,
                            "lcd " + directory + ": " + (missing ? "there is no such directory" : "is not a directory"))
                    .thrown();
        }
        here = directory.normalize();
    }

    private RemotePath real(Place place) throws Failed {
        return work.ask(new Operation.RealPath(place), Outcome.PathFound.class).path();
    }

    private void checkDirectory(Place place) throws Failed {
        Attributes attributes = work.ask(new Operation.Stat(place, true, false), Outcome.Described.class)
                .line()
                .attributes();
        if (attributes.isDirectory()) return;
        throw Failure.of(
                        Failure.Code.NOT_A_DIRECTORY,
                        place.path(),
                        "cd " + place.path().display() + ": is not a directory")
                .thrown();
    }

    /// A path there, as it is written.
    Place remote(ShellWord word) {
        return remote(word.text(), word.bare());
    }

    private Place remote(String text, boolean bare) {
        boolean home = bare && text.startsWith("~");
        return start.with(home ? RemotePath.of(text) : there.resolve(text));
    }

    /// A pattern below the directory, which is no pattern itself.
    private Place remotePattern(ShellWord word) {
        boolean free =
                word.text().startsWith("/") || (word.bare() && word.text().startsWith("~"));
        String bytes = new String(there.bytes(), StandardCharsets.ISO_8859_1);
        RemotePath below = RemotePath.ofBytes(ShellWord.secured(bytes).getBytes(StandardCharsets.ISO_8859_1));
        return start.with(free ? RemotePath.of(word.pattern()) : below.resolve(word.pattern()));
    }

    private Place localPattern(ShellWord word) throws Failed {
        boolean free =
                word.text().startsWith("/") || (word.bare() && word.text().startsWith("~/"));
        Path whole =
                free ? local(word.pattern(), word.bare()) : Path.of(ShellWord.secured(here.toString()), word.pattern());
        return Place.local(RemotePath.of(whole.toString()));
    }

    /// A path here, as it is written.
    Path local(ShellWord word) throws Failed {
        return local(word.text(), word.bare());
    }

    private Path local(String text, boolean bare) throws Failed {
        Path home = work.console().home();
        try {
            if (bare && text.equals("~")) return home;
            if (bare && text.startsWith("~/")) return home.resolve(text.substring(2));
            return here.resolve(text);
        } catch (InvalidPathException impossible) {
            throw Failure.of(Failure.Code.INVALID_PATH, "'" + text + "' cannot be a path of this machine")
                    .thrown(impossible);
        }
    }

    /// What the words lead to there, patterns expanded.
    List<Place> remotes(List<ShellWord> words) throws Failed {
        List<Place> places = new ArrayList<>();
        for (ShellWord word : words) {
            if (word.glob()) places.addAll(matches(remotePattern(word), word.text()));
            else places.add(remote(word));
        }
        return places;
    }

    /// The one thing that a word leads to there.
    Place one(ShellWord word) throws Failed {
        List<Place> found = remotes(List.of(word));
        if (found.size() == 1) return found.getFirst();
        throw Targets.usage(word.text() + ": matches " + found.size() + " names, and one is needed");
    }

    /// What the words lead to here, patterns expanded.
    List<Place> locals(List<ShellWord> words) throws Failed {
        List<Place> places = new ArrayList<>();
        for (ShellWord word : words) {
            if (word.glob()) places.addAll(matches(localPattern(word), word.text()));
            else places.add(localPlace(local(word), word.text()));
        }
        return places;
    }

    /// A slash at the end, which a [Path] forgets, says that contents are meant.
    private static Place localPlace(Path path, String text) {
        boolean slash = text.endsWith("/") && !path.toString().endsWith("/");
        return Place.local(RemotePath.of(path + (slash ? "/" : "")));
    }

    private List<Place> matches(Place pattern, String text) throws Failed {
        var found =
                work.ask(new Operation.Glob(pattern), Outcome.PathsFound.class).matches();
        if (found.isEmpty()) {
            throw Failure.of(Failure.Code.NOT_FOUND, pattern.path(), text + ": nothing matches")
                    .thrown();
        }
        return found.stream().map(match -> pattern.with(match.path())).toList();
    }

    /// A word that stands for the place until the line is done.
    String hold(Place place) {
        String word = place.path().display();
        while (held.containsKey(word) && !held.get(word).equals(place)) word += " ";
        held.put(word, place);
        return word;
    }

    List<String> hold(List<Place> places) {
        return places.stream().map(this::hold).toList();
    }

    @Override
    public Place place(String word) throws Failed {
        Place place = held.get(word);
        if (place == null) throw Targets.usage("'" + word + "' is not a path of this line");
        return place;
    }

    @Override
    public Place remote(String word, String command) throws Failed {
        return place(word);
    }

    @Override
    public boolean globs() {
        return false;
    }
}
