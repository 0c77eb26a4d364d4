package dev.drey.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import java.util.List;
import org.junit.jupiter.api.Test;

class CursorTest {
    /// In the order in which a tree is walked, which is not that of the texts: `.` comes before `/`.
    private static final List<String> WALKED = List.of("a", "a/b", "a/b/c", "a.txt", "b");

    @Test
    void aPageGoesOnWhereTheWalkGoesOn() {
        for (int last = 0; last < WALKED.size(); last++) {
            for (int path = 0; path < WALKED.size(); path++) {
                assertThat(Cursor.isBehind(RemotePath.of(WALKED.get(path)), RemotePath.of(WALKED.get(last))))
                        .as("%s behind %s", WALKED.get(path), WALKED.get(last))
                        .isEqualTo(path > last);
            }
        }
    }

    @Test
    void namesThatAreNoTextComeBackTheSame() throws Failed {
        RemotePath odd = RemotePath.ofBytes(new byte[] {'a', (byte) 0xff, '/', (byte) 0xfe});
        assertThat(Cursor.path(Cursor.of(odd))).isEqualTo(odd);
    }

    @Test
    void whatNobodyGaveIsRefused() {
        assertThatThrownBy(() -> Cursor.path("not a cursor!")).hasMessageContaining("no cursor");
    }
}
