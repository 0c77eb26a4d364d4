package dev.drey.mcp;

import dev.drey.files.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Something that may outlast the call that asked for it: it is followed and steered by its id. Any thread.
sealed interface Task permits Job, Batch {
    String id();

    boolean isCalled(String id);

    /// For people, such as `sftp-put a.txt box:/srv/a.txt`.
    String what();

    Instant began();

    boolean hasEnded();

    /// `waiting`, `running`, `paused`, `done`, `failed` or `cancelled`.
    String state();

    /// Stops it; what has arrived stays resumable.
    void cancel();

    /// @throws Failed UNSUPPORTED where it cannot be held
    void pause() throws Failed;

    void resume() throws Failed;

    /// @return whether it has ended within that time; an interrupt is kept and ends nothing
    boolean awaitEnd(Duration limit);

    /// Waits for the end, telling the peer meanwhile how far it is. When that is interrupted, it goes on.
    ///
    /// @return whether it has ended
    boolean follow(Peer peer, Duration limit) throws InterruptedException;

    /// How it stands, or how it has ended: a failure is a part of what is seen.
    ///
    /// @param whole with all there is to tell, not only a line of a list
    Map<String, Object> standing(boolean whole);

    /// One line for a person, once it has ended.
    String line(Map<String, Object> standing);
}
