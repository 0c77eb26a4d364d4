package dev.drey.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import dev.drey.session.Asker;
import dev.drey.session.Owner;
import dev.drey.session.Server;
import dev.drey.session.Session;
import dev.drey.session.Target;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is kept in mind of the targets that somebody used, with the secrets that they gave.
class SpotsTest {
    private final Hub hub = new Hub();
    private final Spots spots = new Spots(hub.sessions);
    private final Owner ana = new Owner("socket:ana");
    private final Owner ben = new Owner("socket:ben");

    @AfterEach
    void close() {
        hub.close();
    }

    private static Call call(Owner owner) {
        return new Call(new Caller(owner, Asker.NOBODY, Watch.NOBODY, Optional.empty()), Optional.empty());
    }

    private Session at(Owner owner, String name) throws Failed {
        return spots.session(call(owner), new Where.At(new Target.Remote(Server.of(name, name + ".example.com"))));
    }

    @Test
    void aSessionIsKeptWhileItLasts() throws Failed {
        hub.server("web-1");
        Session one = at(ana, "web-1");
        assertThat(at(ana, "web-1")).isSameAs(one);
        assertThat(at(ben, "web-1")).isNotSameAs(one);
        assertThat(spots.kept()).isEqualTo(2);
        hub.sessions.close(ana, one.id());
        assertThat(at(ana, "web-1")).isNotSameAs(one);
        assertThat(spots.kept()).isEqualTo(2);
    }

    @Test
    void whatHasEndedIsForgotten() throws Failed {
        for (int i = 0; i < 300; i++) {
            hub.server("t-" + i);
            Session session = at(i % 2 == 0 ? ana : ben, "t-" + i);
            if (i % 3 == 0) hub.sessions.leave(session.owner());
            else hub.sessions.close(session.owner(), session.id());
            assertThat(spots.kept()).isEqualTo(1);
        }
    }

    @Test
    void whatItsOwnerEndsAndWhatWasNeverOpenedIsForgottenAtOnce() throws Failed {
        hub.server("web-1");
        Session session = at(ana, "web-1");
        hub.sessions.close(ana, session.id());
        spots.ended(session);
        assertThat(spots.kept()).isZero();
        assertThatThrownBy(() -> at(ana, "nobody")).isInstanceOf(Failed.class);
        assertThat(spots.kept()).isZero();
    }
}
