package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileType;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static TreeOptions.Selection names(List<String> include, List<String> exclude, List<String> only) {
        return new TreeOptions.Selection(
                include, exclude, only, Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /// Whether a file would be carried, walking down to it as a tree's walk does.
    private static boolean carries(Filter filter, String path, Attributes attributes) {
        Filter.Held held = filter.root();
        List<Name> names = RemotePath.of(path).names();
        RemotePath at = RemotePath.of("");
        for (Name name : names.subList(0, names.size() - 1)) {
            at = at.resolve(name);
            Optional<Filter.Held> below = filter.enter(held, at, name);
            if (below.isEmpty()) return false;
            held = below.get();
        }
        return filter.carries(held, at.resolve(names.getLast()), names.getLast(), attributes);
    }

    private static boolean carries(Filter filter, String path) {
        return carries(filter, path, file(10, NOW));
    }

    private static Attributes file(long size, Instant modified) {
        return new Attributes(
                FileType.FILE,
                OptionalLong.of(size),
                OptionalInt.of(0644),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(modified));
    }

    private static Filter filter(List<String> include, List<String> exclude) throws Failed {
        return Filter.of(names(include, exclude, List.of()), NOW);
    }

    @Test
    void anEmptyIncludeListMeansEverything() throws Failed {
        assertThat(carries(Filter.of(TreeOptions.Selection.ALL, NOW), "a/b/c")).isTrue();
        assertThat(carries(filter(List.of(), List.of("*.log")), "a/b/c")).isTrue();
    }

    @Test
    void aPatternWithoutSlashMatchesANameAtAnyDepth() throws Failed {
        Filter filter = filter(List.of("*.txt"), List.of());
        assertThat(carries(filter, "a.txt")).isTrue();
        assertThat(carries(filter, "x/y/a.txt")).isTrue();
        assertThat(carries(filter, "x/y/a.png")).isFalse();
    }

    @Test
    void aPatternWithSlashMatchesThePathFromTheRoot() throws Failed {
        Filter filter = filter(List.of("src/*.c", "/top", "./dot"), List.of());
        assertThat(carries(filter, "src/a.c")).isTrue();
        assertThat(carries(filter, "x/src/a.c")).isFalse();
        assertThat(carries(filter, "top")).isTrue();
        assertThat(carries(filter, "x/top")).isFalse();
        assertThat(carries(filter, "dot")).isTrue();
        assertThat(carries(filter, "x/dot")).isFalse();
    }

    @Test
    void aTrailingSlashMeansDirectoriesOnly() throws Failed {
        Filter filter = filter(List.of(), List.of("build/"));
        assertThat(carries(filter, "build")).isTrue();
        assertThat(carries(filter, "build/x")).isFalse();
        assertThat(carries(filter, "a/build/x")).isFalse();
    }

    @Test
    void anIncludedDirectoryIsCarriedWithAllThatIsInIt() throws Failed {
        Filter filter = filter(List.of("docs/"), List.of());
        assertThat(carries(filter, "a/docs/deep/x")).isTrue();
        assertThat(carries(filter, "a/x")).isFalse();
    }

    @Test
    void excludesWinAndExcludedDirectoriesAreNotEntered() throws Failed {
        Filter filter = filter(List.of("*.c"), List.of("old", "x.c"));
        assertThat(carries(filter, "a.c")).isTrue();
        assertThat(carries(filter, "x.c")).isFalse();
        assertThat(carries(filter, "old/a.c")).isFalse();
        assertThat(filter.enter(filter.root(), RemotePath.of("old"), Name.of("old")))
                .isEmpty();
    }

    @Test
    void patternsAreCaseSensitive() throws Failed {
        assertThat(carries(filter(List.of("*.TXT"), List.of()), "a.txt")).isFalse();
    }

    @Test
    void anIncludePatternThatMatchesNothingIsNamed() throws Failed {
        Filter filter = filter(List.of("*.c", "*.never", "a*"), List.of("*.unused"));
        assertThat(carries(filter, "a.c")).isTrue();
        assertThat(filter.unmatched()).singleElement().asString().contains("*.never");
    }

    @Test
    void onlyListedPathsAreCarriedAndMissingOnesNamed() throws Failed {
        Filter filter = Filter.of(names(List.of(), List.of(), List.of("a/b", "/c/d.txt", "./e/", "gone")), NOW);
        assertThat(carries(filter, "a/b/deep/x")).isTrue();
        assertThat(carries(filter, "a/x")).isFalse();
        assertThat(carries(filter, "c/d.txt")).isTrue();
        assertThat(carries(filter, "e/x")).isTrue();
        assertThat(carries(filter, "f/x")).isFalse();
        assertThat(filter.enter(filter.root(), RemotePath.of("f"), Name.of("f")))
                .isEmpty();
        assertThat(filter.unmatched()).singleElement().asString().contains("gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/../../b", "/", "", "."})
    void aListedPathOutsideTheTreeIsAnInvalidArgument(String path) {
        assertThatThrownBy(() -> Filter.of(names(List.of(), List.of(), List.of(path)), NOW))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.code()).isEqualTo(Failure.Code.INVALID_ARGUMENT));
    }

    @Test
    void agesAndSizesBoundFilesOnBothSides() throws Failed {
        Filter filter = Filter.of(
                new TreeOptions.Selection(
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.of(Duration.ofHours(1)),
                        Optional.of(Duration.ofDays(1)),
                        OptionalLong.of(10),
                        OptionalLong.of(20)),
                NOW);
        Instant good = NOW.minus(Duration.ofHours(2));
        assertThat(carries(filter, "a", file(10, good))).isTrue();
        assertThat(carries(filter, "a", file(20, good))).isTrue();
        assertThat(carries(filter, "a", file(9, good))).isFalse();
        assertThat(carries(filter, "a", file(21, good))).isFalse();
        assertThat(carries(filter, "a", file(15, NOW.minus(Duration.ofMinutes(59)))))
                .isFalse();
        assertThat(carries(filter, "a", file(15, NOW.minus(Duration.ofHours(25)))))
                .isFalse();
    }
}
