package dev.drey.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.MemoryTree;
import dev.drey.files.Name;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "*.log, a.log, true",
        "*.log, a.txt, false",
        "?, ab, false",
        "[a-c]x, bx, true",
        "[!a-c]x, bx, false",
        "*, .hidden, false",
        ".*, .hidden, true",
        "a[, a[, true",
        "'\\*', '*', true",
        "'\\*', a, false",
    })
    void patternsMatchAsInTheShell(String pattern, String name, boolean matches) throws Failed {
        assertThat(Glob.of(pattern).matches(Name.of(name))).isEqualTo(matches);
    }

    @Test
    void namesThatAreNoTextMatchTooByteForByte() throws Failed {
        assertThat(Glob.of("a?c").matches(Name.ofBytes(new byte[] {'a', (byte) 0xff, 'c'})))
                .isTrue();
    }

    @Test
    void patternsLeadThroughDirectories() throws Failed {
        MemoryTree tree = new MemoryTree();
        for (String directory : new String[] {"/x1", "/x2", "/y"}) {
            tree.makeDirectory(RemotePath.of(directory), Changes.NONE);
            tree.open(RemotePath.of(directory + "/a.log"), OpenOptions.createNew(0644))
                    .close();
        }
        assertThat(Glob.expand(tree, RemotePath.of("/x*/*.log")))
                .extracting(match -> match.path().display())
                .containsExactly("/x1/a.log", "/x2/a.log");
        assertThat(Glob.expand(tree, RemotePath.of("/z*/*"))).isEmpty();
    }
}
