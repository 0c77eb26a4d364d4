package dev.drey.operations;

import dev.drey.events.Events;
import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.session.Session;
import dev.drey.session.Sessions;
import dev.drey.transfer.Bandwidth;
import dev.drey.transfer.ShellHash;
import dev.drey.transfer.Transfers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Performs whatever is asked, for whoever asks. Calls block; safe for many threads.
public final class Operations implements AutoCloseable {
    private final Sessions sessions;
    private final Spots spots;
    private final Running running;
    private final Moving moving;
    private final HostTrust trust;
    private final Transfers transfers;
    private final HubSide hub;

    /// @param state where journals are kept
    /// @param bandwidth of all transfers together
    /// @param atOnce how many transfers run at once
    public record Settings(Path state, Bandwidth bandwidth, int atOnce) {}

    public Operations(Sessions sessions, Events events, HostTrust trust, Settings settings) throws Failed {
        this(sessions, events, trust, settings, Steward.NONE);
    }

    /// @param steward who answers questions about itself
    public Operations(Sessions sessions, Events events, HostTrust trust, Settings settings, Steward steward)
            throws Failed {
        this(sessions, events, trust, settings, new HubSide(steward, Optional.empty()));
    }

    /// What a hub has besides.
    ///
    /// @param view what callers who came in see of the targets; empty: nothing
    public record HubSide(Steward steward, Optional<View> view) {}

    public Operations(Sessions sessions, Events events, HostTrust trust, Settings settings, HubSide hub) throws Failed {
        this.hub = hub;
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
    public Result perform(Caller caller, Operation operation) throws Failed {
        Call call = new Call(caller, hub.view());
        Allowed.check(call, operation);
        Outcome outcome = perform(call, operation);
        return new Result(outcome, call.warnings());
    }

    private Outcome perform(Call call, Operation operation) throws Failed {
        return switch (operation) {
            case Operation.Connect(var target) -> connected(call, spots.open(call, target));
            case Operation.Disconnect(var id) -> disconnected(call, id);
            case Operation.ListSessions any -> listed(call);
            case Operation.Describe(var where) ->
                new Outcome.Informed(spots.session(call, where).info());
            case Operation.ListDirectory wanted -> Looking.list(spot(call, wanted.place()), wanted);
            case Operation.Stat(var place, var follow, var details) -> Looking.stat(spot(call, place), follow, details);
            case Operation.RealPath(var place) -> realPath(spot(call, place));
            case Operation.Exists(var place) -> exists(spot(call, place));
            case Operation.ReadLink(var place) -> readLink(spot(call, place));
            case Operation.Glob(var place) -> globbed(spot(call, place));
            case Operation.Read wanted -> Reading.read(spot(call, wanted.place()), wanted);
            case Operation.Write wanted -> moving.write(call, wanted);
            case Operation.CopyFile wanted -> moving.copyFile(call, wanted);
            case Operation.CopyTree wanted -> moving.copyTree(call, wanted);
            case Operation.Move wanted -> moving.move(call, wanted);
            case Operation.MakeDirectory wanted -> Changing.makeDirectory(spot(call, wanted.place()), wanted);
            case Operation.Rename(var from, var to, var replace) -> {
                Spot old = spot(call, from);
                yield Changing.rename(old, spot(call, from.with(to)).path(), replace);
            }
            case Operation.Remove(var place) -> Changing.remove(spot(call, place));
            case Operation.RemoveDirectory(var place) -> Changing.removeDirectory(spot(call, place));
            case Operation.RemoveTree(var place) -> trees(call).remove(spot(call, place));
            case Operation.CountTree(var place) -> trees(call).count(spot(call, place));
            case Operation.ChangeMode wanted -> trees(call).mode(spot(call, wanted.place()), wanted);
            case Operation.ChangeOwner wanted -> trees(call).owner(spot(call, wanted.place()), wanted);
            case Operation.SetTimes wanted -> Changing.setTimes(spot(call, wanted.place()), wanted);
            case Operation.Truncate(var place, var size) -> Changing.truncate(spot(call, place), size);
            case Operation.MakeLink(var link, var to, var symbolic) ->
                Changing.makeLink(spot(call, link), to, symbolic);
            case Operation.Checksum wanted -> trees(call).checksum(spot(call, wanted.place()), wanted);
            case Operation.Compare wanted ->
                Comparing.compare(spot(call, wanted.left()), spot(call, wanted.right()), wanted.byContent());
            case Operation.DiskUsage wanted -> trees(call).usage(spot(call, wanted.place()), wanted.depth());
            case Operation.DiskSpace(var place) -> Looking.space(spot(call, place));
            case Operation.Find wanted -> trees(call).find(spot(call, wanted.place()), wanted);
            case Operation.Doctor(var target) -> Doctor.examine(spots, call, target);
            case Operation.Trust(var target, var fingerprint, var replace) ->
                trust.trust(target, fingerprint, replace, call.asker());
            case Operation.Run wanted -> Commands.run(call, spots.session(call, wanted.where()), wanted);
            case Operation.ListTransfers any -> running.list(call);
            case Operation.SteerTransfer(var id, var steering) -> running.steer(call, id, steering);
            case Operation.ListLeftOvers(var places) -> Remains.of(transfers, spots, call, places, false);
            case Operation.CleanLeftOvers(var places) -> Remains.of(transfers, spots, call, places, true);
            case Operation.Administer(var what) ->
                new Outcome.Administered(hub.steward().administer(call.caller(), what));
        };
    }

    private WholeTrees trees(Call call) {
        return new WholeTrees(running, call);
    }

    private Spot spot(Call call, Place place) throws Failed {
        return spots.find(call, place);
    }

    private Outcome connected(Call call, Session session) throws Failed {
        Spot start = spots.find(call, new Place(new Where.InSession(session.id()), RemotePath.HERE));
        return new Outcome.Connected(
                session.id(),
                session.target().name(),
                session.info(),
                start.tree().realpath(start.home()));
    }

    private Outcome disconnected(Call call, String id) throws Failed {
        Session session = sessions.get(call.owner(), id);
        sessions.close(call.owner(), id);
        spots.ended(session);
        call.seen().ifPresent(seen -> seen.view().left(seen.pass(), session));
        return Outcome.Done.QUIETLY;
    }

    private Outcome listed(Call call) {
        List<Outcome.SessionLine> lines = sessions.list(call.owner()).stream()
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

    /// Whether any transfer of this program waits or runs.
    public boolean hasTransfers() {
        return running.hasAny();
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
