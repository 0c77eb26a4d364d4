package dev.drey.operations;

import dev.drey.access.Audit;
import dev.drey.access.Pass;
import dev.drey.access.Standings;
import dev.drey.files.FileTree;
import dev.drey.session.Sessions;
import java.time.InstantSource;

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
        return new Visitor(pass, standings, audit, clock);
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
        return new Gate(visitor, catalogue, name, terms, visits.hold(visitor, name));
    }
}
