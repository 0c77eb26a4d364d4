package dev.drey.operations;

import dev.drey.access.Audit;
import dev.drey.access.Pass;
import dev.drey.access.Standing;
import dev.drey.access.Standings;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.session.Session;
import dev.drey.session.Sessions;
import dev.drey.session.Target;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

/// The files of all targets as one caller may see them: put together, kept to their grants, and noted.
///
/// Every step asks for the caller's standing, so a grant, key or token that is taken away stops them at
/// the next, on open files, too. Sessions are the user's, one to each target, shared by all views of that
/// user. Trees are closed by whoever asked for them. Any thread.
public final class View {
    private final Catalogue catalogue;
    private final Standings standings;
    private final Audit audit;
    private final InstantSource clock;
    private final Visits visits;
    private final Openings openings = new Openings();
    private final Map<Session, Visit.Ground> visited = Collections.synchronizedMap(new WeakHashMap<>());
    private final Set<Session> dialled = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    public View(Sessions sessions, Catalogue catalogue, Standings standings, Audit audit) {
        this(sessions, catalogue, standings, audit, InstantSource.system());
    }

    View(Sessions sessions, Catalogue catalogue, Standings standings, Audit audit, InstantSource clock) {
        this.catalogue = catalogue;
        this.standings = standings;
        this.audit = audit;
        this.clock = clock;
        this.visits = new Visits(sessions);
    }

    private Visitor visitor(Pass pass) {
        return new Visitor(pass, standings, audit, openings, clock);
    }

    /// One directory for each target that may be seen, which begins at the target's base path.
    public FileTree everything(Pass pass) {
        Visitor visitor = visitor(pass);
        return new FederatedTree(visitor, catalogue, name -> new GatedTree(gate(visitor, name, Terms.under(name))));
    }

    /// The files of one target, `/` being its base path; this machine's own disk has its absolute paths.
    /// A name that nobody has, or that may not be seen, is a tree in which nothing is found.
    public FileTree target(Pass pass, String name) {
        return new GatedTree(gate(visitor(pass), name, Terms.ALONE));
    }

    private Gate gate(Visitor visitor, String name, Terms terms) {
        return new Gate(visitor, new Subject.Named(catalogue, name), terms, visits.hold(visitor, name));
    }

    /// The files that somebody has open through any of its trees.
    public List<HubReport.OpenFile> openFiles() {
        return openings.lines();
    }

    Standing standing(Pass pass) throws Failed {
        return standings.of(pass);
    }

    /// Which target somebody means: the hub's own of that name, whatever they say of it, or else a host
    /// that they may dial.
    ///
    /// @throws Failed NOT_FOUND, NOT_ALLOWED, DEVICE_OFFLINE
    Subject.Moment meant(Pass pass, Target target) throws Failed {
        return seen(pass, subject(target));
    }

    /// The target of a session as it is now. One of the hub's own that is gone is no host that somebody dials.
    ///
    /// @throws Failed as before
    Subject.Moment meant(Pass pass, Session session) throws Failed {
        return seen(pass, subject(session));
    }

    private Subject.Moment seen(Pass pass, Subject subject) throws Failed {
        Optional<Subject.Moment> moment = subject.now(standings.of(pass));
        if (subject instanceof Subject.Dialled(Target.Remote(var server)) && moment.isEmpty()) {
            throw Failure.of(Failure.Code.NOT_ALLOWED, "connect " + server.host() + ": you may not dial this host")
                    .withTarget(subject.name())
                    .thrown();
        }
        Subject.Moment found = moment.filter(one -> one.stance().sees()).orElseThrow(() -> missing(subject.name()));
        Optional<String> unavailable = found.known().unavailable();
        if (unavailable.isEmpty()) return found;
        throw Failure.of(Failure.Code.DEVICE_OFFLINE, subject.name() + ": " + unavailable.get())
                .withTarget(subject.name())
                .thrown();
    }

    private Subject subject(Target target) {
        boolean known = catalogue.find(target.name()).isPresent();
        return !known && target instanceof Target.Remote remote
                ? new Subject.Dialled(remote)
                : new Subject.Named(catalogue, target.name());
    }

    /// What it was when it was opened, it stays: whoever may dial any host has not what the hub has for one.
    private Subject subject(Session session) {
        return dialled.contains(session) && session.target() instanceof Target.Remote remote
                ? new Subject.Dialled(remote)
                : new Subject.Named(catalogue, session.target().name());
    }

    private static Failed missing(String target) {
        return Failure.of(Failure.Code.NOT_FOUND, "there is no target '" + target + "'")
                .withTarget(target)
                .thrown();
    }

    /// @throws Failed NOT_ALLOWED when commands may not be run there
    void demandRun(Pass pass, Session session) throws Failed {
        Stance stance = meant(pass, session).stance();
        if (stance.standing().mayRun(stance.destination())) return;
        String name = session.target().name();
        throw Failure.of(Failure.Code.NOT_ALLOWED, name + ": you may not run commands there")
                .withTarget(name)
                .thrown();
    }

    /// The files of a session's target, for its owner, whose session it stays.
    GatedTree over(Pass pass, Session session) throws Failed {
        Subject subject = subject(session);
        Optional<Visit.Ground> known = Optional.ofNullable(visited.get(session));
        Visit.Ground ground = known.isPresent() ? known.get() : ground(session, subject.isDialled());
        return new GatedTree(new Gate(visitor(pass), subject, Terms.ALONE, Visiting.of(ground.visit(session))));
    }

    private Visit.Ground ground(Session session, boolean dialled) throws Failed {
        Visit.Ground ground = dialled ? Visit.Ground.dialled(session) : Visit.Ground.of(session);
        visited.put(session, ground);
        return ground;
    }

    /// How a session is opened.
    interface Opening {
        Session open() throws Failed;
    }

    /// Opens a session to what was meant and notes how that went.
    Session connected(Pass pass, Subject.Moment meant, Opening opening) throws Failed {
        Session session = Visits.noted(visitor(pass), meant.known().target(), opening);
        if (meant.isDialled()) dialled.add(session);
        return session;
    }

    void left(Pass pass, Session session) {
        Visits.left(visitor(pass), session);
    }

    void note(Pass pass, String target, Visitor.Deed deed) {
        visitor(pass).note(target, deed);
    }
}
