package dev.drey.operations;

import dev.drey.events.Events;
import dev.drey.files.Failed;
import dev.drey.session.Session;
import dev.drey.session.Sessions;
import dev.drey.transfer.Bandwidth;
import dev.drey.transfer.ShellHash;
import dev.drey.transfer.Transfers;
import java.nio.file.Path;
import java.util.List;

/// Performs whatever is asked, for whoever asks. Calls block; safe for many threads.
public final class Operations implements AutoCloseable {
    private final Sessions sessions;
    private final Spots spots;
    private final Running running;
    private final Moving moving;
    private final HostTrust trust;
    private final Transfers transfers;

    /// @param state where journals are kept
    /// @param bandwidth of all transfers together
    /// @param atOnce how many transfers run at once
    public record Settings(Path state, Bandwidth bandwidth, int atOnce) {}

    public Operations(Sessions sessions, Events events, HostTrust trust, Settings settings) throws Failed {
        this.sessions = sessions;
        this.spots = new Spots(sessions);
        this.running = new Running(events);
        this.trust = trust;
        this.transfers = new Transfers(
                settings.state(), running::happened, settings.bandwidth(), settings.atOnce(), ShellHash.NONE);
        this.moving = new Moving(spots, running, transfers);
    }

    /// Does it.
    ///
    /// @throws Failed whatever went wrong; what has been done stays done, and no file is half there
    public Outcome perform(Caller caller, Operation operation) throws Failed {
        return switch (operation) {
            case Operation.Connect(var target) -> connected(sessions.open(caller.owner(), target, caller.asker()));
            case Operation.Disconnect(var id) -> disconnected(caller, id);
            case Operation.ListSessions any -> listed(caller);
            case Operation.Describe(var where) ->
                new Outcome.Informed(spots.session(caller, where).info());
            case Operation.ListDirectory wanted -> Looking.list(spot(caller, wanted.place()), wanted);
            case Operation.Stat(var place, var follow, var details) ->
                Looking.stat(spot(caller, place), follow, details);
            case Operation.RealPath(var place) -> realPath(spot(caller, place));
            case Operation.Exists(var place) -> exists(spot(caller, place));
            case Operation.ReadLink(var place) -> readLink(spot(caller, place));
            case Operation.Glob(var place) -> globbed(spot(caller, place));
            case Operation.Read wanted -> Reading.read(spot(caller, wanted.place()), wanted);
            case Operation.Write wanted -> moving.write(caller, wanted);
            case Operation.CopyFile wanted -> moving.copyFile(caller, wanted);
            case Operation.CopyTree wanted -> moving.copyTree(caller, wanted);
            case Operation.Move wanted -> moving.move(caller, wanted);
            case Operation.MakeDirectory wanted -> Changing.makeDirectory(spot(caller, wanted.place()), wanted);
            case Operation.Rename(var from, var to, var replace) -> {
                Spot old = spot(caller, from);
                yield Changing.rename(old, spot(caller, from.with(to)).path(), replace);
            }
            case Operation.Remove(var place) -> Changing.remove(spot(caller, place));
            case Operation.RemoveDirectory(var place) -> Changing.removeDirectory(spot(caller, place));
            case Operation.RemoveTree(var place) -> trees(caller).remove(spot(caller, place));
            case Operation.CountTree(var place) -> trees(caller).count(spot(caller, place));
            case Operation.ChangeMode wanted -> trees(caller).mode(spot(caller, wanted.place()), wanted);
            case Operation.ChangeOwner wanted -> trees(caller).owner(spot(caller, wanted.place()), wanted);
            case Operation.SetTimes wanted -> Changing.setTimes(spot(caller, wanted.place()), wanted);
            case Operation.Truncate(var place, var size) -> Changing.truncate(spot(caller, place), size);
            case Operation.MakeLink(var link, var to, var symbolic) ->
                Changing.makeLink(spot(caller, link), to, symbolic);
            case Operation.Checksum wanted -> trees(caller).checksum(spot(caller, wanted.place()), wanted);
            case Operation.Compare wanted ->
                Comparing.compare(spot(caller, wanted.left()), spot(caller, wanted.right()), wanted.byContent());
            case Operation.DiskUsage wanted -> trees(caller).usage(spot(caller, wanted.place()), wanted.depth());
            case Operation.DiskSpace(var place) -> Looking.space(spot(caller, place));
            case Operation.Find wanted -> trees(caller).find(spot(caller, wanted.place()), wanted);
            case Operation.Doctor(var target) -> Doctor.examine(spots, caller, target);
            case Operation.Trust(var target, var fingerprint, var replace) ->
                trust.trust(target, fingerprint, replace, caller.asker());
            case Operation.Run wanted -> Commands.run(spots.session(caller, wanted.where()), wanted);
            case Operation.ListTransfers any -> running.list(caller);
            case Operation.SteerTransfer(var id, var steering) -> running.steer(caller, id, steering);
            case Operation.ListLeftOvers(var places) -> Remains.of(transfers, spots, caller, places, false);
            case Operation.CleanLeftOvers(var places) -> Remains.of(transfers, spots, caller, places, true);
        };
    }

    private WholeTrees trees(Caller caller) {
        return new WholeTrees(running, caller);
    }

    private Spot spot(Caller caller, Place place) throws Failed {
        return spots.find(caller, place);
    }

    private static Outcome connected(Session session) throws Failed {
        return new Outcome.Connected(
                session.id(),
                session.target().name(),
                session.info(),
                session.tree().realpath(session.route().home()));
    }

    private Outcome disconnected(Caller caller, String id) throws Failed {
        sessions.close(caller.owner(), id);
        return Outcome.Done.QUIETLY;
    }

    private Outcome listed(Caller caller) {
        List<Outcome.SessionLine> lines = sessions.list(caller.owner()).stream()
                .map(one -> new Outcome.SessionLine(
                        one.id(), one.target().name(), one.route().display()))
                .toList();
        return new Outcome.SessionsListed(lines);
    }

    private static Outcome realPath(Spot spot) throws Failed {
        return new Outcome.PathFound(spot.tree().realpath(spot.path()));
    }

    private static Outcome exists(Spot spot) throws Failed {
        return new Outcome.Answered(spot.tree().exists(spot.path()));
    }

    private static Outcome readLink(Spot spot) throws Failed {
        return new Outcome.PathFound(spot.tree().readlink(spot.path()));
    }

    /// A path that exists as it is written comes before what it would mean as a pattern.
    private static Outcome globbed(Spot spot) throws Failed {
        if (spot.tree().exists(spot.path())) {
            return new Outcome.PathsFound(
                    List.of(new Outcome.Match(spot.path(), spot.tree().stat(spot.path()))));
        }
        return new Outcome.PathsFound(Glob.expand(spot.tree(), spot.path()));
    }

    /// Cancels every transfer of this program, keeping what has arrived.
    ///
    /// @return whether there was any
    public boolean cancelAll() {
        return running.cancelAll();
    }

    /// Ends every session.
    @Override
    public void close() {
        sessions.close();
    }
}
