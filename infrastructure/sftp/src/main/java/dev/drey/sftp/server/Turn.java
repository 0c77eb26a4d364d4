package dev.drey.sftp.server;

import dev.drey.files.Name;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request's place in the order of arrival. Everything in it is guarded by its [Turns].
///
/// It has two moments: it is *issued* when its tree has been told, and *ended* when its tree has answered.
final class Turn {
    /// What a turn touches.
    ///
    /// @param path the names of an absolute path by its words
    /// @param exclusive whether it changes something there, so that nobody else may be about it
    record Claim(List<Name> path, boolean exclusive) {}

    /// Stands for one open file; compared by identity.
    static final class Stream {
        final Sequence replies = new Sequence();
    }

    final List<Claim> claims;
    /// The open file whose requests the tree itself keeps in order once they are issued; null for other requests.
    final @Nullable Stream stream;
    /// Whether it goes behind everything earlier of its stream, even behind what only looks: a CLOSE, a READDIR.
    final boolean inOrder;
    /// Open files that are used until this has ended, as by a hash or a copy: a CLOSE waits for that.
    final List<Stream> uses;

    final Runnable work;

    final List<Turn> afterIssue = new ArrayList<>();
    final List<Turn> afterEnd = new ArrayList<>();
    final List<Turns.Place> places = new ArrayList<>();
    int waitsFor;
    boolean issued;
    boolean ended;

    /// @param work started once, by [Turns], when the turn has come; must never block the thread that starts it
    Turn(List<Claim> claims, @Nullable Stream stream, boolean inOrder, List<Stream> uses, Runnable work) {
        this.claims = claims;
        this.stream = stream;
        this.inOrder = inOrder;
        this.uses = uses;
        this.work = work;
    }
}
