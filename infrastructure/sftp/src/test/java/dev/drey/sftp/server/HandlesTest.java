package dev.drey.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.sftp.server.Turn.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where what is open lies, while names change.
class HandlesTest {
    private final Places places = new Places(RemotePath.of("/home"), 32 << 10);
    private final Handles handles = new Handles(Connection.of(new Budget(1 << 30)));

    private Handle open(String path) throws Failed {
        RemotePath said = RemotePath.of(path);
        return handles.reserve(said, places.names(said), false);
    }

    private Move moving(String from, String to) throws Failed {
        return handles.moving(RemotePath.of(from), Optional.of(RemotePath.of(to)), places);
    }

    private void move(String from, String to) throws Failed {
        Move move = moving(from, to);
        move.happened();
        move.ended();
    }

    private static List<String> claims(Handle handle) {
        return handle.claims(false).stream()
                .map(Claim::path)
                .map(names -> "/"
                        + String.join("/", names.stream().map(Object::toString).toList()))
                .toList();
    }

    /// As when an OPEN fails while its channel ends.
    @Test
    void aPlaceIsGivenBackOnce() throws Failed {
        Handle failed = open("/a");
        Handle closed = open("/b");
        handles.drop(failed);
        assertThat(handles.withdraw(failed)).isFalse();
        assertThat(handles.withdraw(closed)).isTrue();
        handles.drop(closed);
        assertThat(handles.withdraw(closed)).isFalse();
        assertThat(handles.count()).isEqualTo(1);
        handles.closed(closed);
        assertThat(handles.count()).isZero();
    }

    @Test
    void bothPlacesCountWhileARenameIsOnItsWay() throws Failed {
        Handle handle = open("x/y");
        Move move = moving("x", "/z");
        assertThat(claims(handle)).containsExactly("/home/x/y", "/z/y");
        move.happened();
        assertThat(claims(handle)).hasSize(2);
        move.ended();
        assertThat(claims(handle)).containsExactly("/z/y");
        assertThat(handle.place()).isEqualTo(RemotePath.of("/z/y"));
    }

    @Test
    void aRenameThatFailsChangesNothing() throws Failed {
        Handle handle = open("/a/f");
        for (int i = 0; i < 50; i++) moving("/a", "/b" + i).ended();
        assertThat(claims(handle)).containsExactly("/a/f");
        assertThat(handle.place()).isEqualTo(RemotePath.of("/a/f"));
    }

    @Test
    void manyRenamesAtOnceCountAsEverywhereUntilTheyHaveEnded() throws Failed {
        Handle handle = open("/a/f");
        Handle other = open("/else");
        List<Move> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) all.add(moving(i == 0 ? "/a" : "/a" + i, "/a" + (i + 1)));
        assertThat(claims(handle)).containsExactly("/");
        for (Move move : all) {
            move.happened();
            move.ended();
        }
        assertThat(claims(handle)).containsExactly("/a20/f");
        assertThat(claims(other)).containsExactly("/else");
    }

    @Test
    void everySpellingOfAPathIsFollowed() throws Failed {
        Handle relative = open("x/./y");
        Handle absolute = open("/home//x/y/");
        move("./x/", "/home/z");
        for (Handle one : List.of(relative, absolute)) {
            assertThat(one.place().normalized()).isEqualTo(RemotePath.of("/home/z/y"));
            assertThat(claims(one)).containsExactly("/home/z/y");
        }
        move("/home", "/away");
        assertThat(relative.place()).isEqualTo(RemotePath.of("/away/z/y"));
    }

    @Test
    void namesBelowTheDepthThatCountsInTheOrderAreFollowedToo() throws Failed {
        String deep = "/d".repeat(100);
        Handle handle = open(deep + "/x/y");
        Handle other = open(deep + "/xx");
        move(deep + "/x", "/z");
        assertThat(handle.place()).isEqualTo(RemotePath.of("/z/y"));
        assertThat(other.place()).isEqualTo(RemotePath.of(deep + "/xx"));
    }

    @Test
    void ontoItselfIsNoMove() throws Failed {
        Handle handle = open("/a/b");
        move("/a", "/a");
        assertThat(handle.place()).isEqualTo(RemotePath.of("/a/b"));
    }

    @Test
    void whatWasReplacedOrRemovedHasNoPlace() throws Failed {
        Handle replaced = open("/a");
        Handle removed = open("/b");
        move("/c", "/a");
        Move removal = handles.moving(RemotePath.of("b"), Optional.empty(), places);
        removal.happened();
        removal.ended();
        assertThat(removed.place()).isEqualTo(RemotePath.of("/b"));
        removal = handles.moving(RemotePath.of("/b"), Optional.empty(), places);
        removal.happened();
        removal.ended();
        for (Handle one : List.of(replaced, removed)) {
            assertThatThrownBy(one::place).hasMessageContaining("was renamed or replaced while it was open");
            assertThat(claims(one)).doesNotContain("/");
        }
    }

    @Test
    void whereDotsLeadNobodyKnows() throws Failed {
        Handle handle = open("/a");
        Handle dots = open("/a/../b");
        Handle root = open("/");
        move("/x/../a", "/b");
        assertThatThrownBy(handle::place).isInstanceOf(Failed.class);
        assertThat(claims(handle)).containsExactly("/");
        move("/y", "/z");
        assertThatThrownBy(dots::place).isInstanceOf(Failed.class);
        Handle later = open("/c");
        move("/y", "/z");
        assertThat(later.place()).isEqualTo(RemotePath.of("/c"));
        assertThatThrownBy(root::place).isInstanceOf(Failed.class);
        Handle newRoot = open("/");
        move("/y", "/z");
        assertThat(newRoot.place()).isEqualTo(RemotePath.ROOT);
    }
}
