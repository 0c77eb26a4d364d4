package dev.drey.operations;

import dev.drey.access.Right;
import dev.drey.access.Verdict;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.Name;
import dev.drey.files.Narrowing;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.operations.Subject.Moment;
import dev.drey.session.Target;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.UnaryOperator;

/// What stands before one target for one caller: the one place where paths are turned into the target's,
/// where it is decided, and where it is noted. Any thread.
///
/// A path is decided by its words first, so that what is hidden causes no traffic; then by where it
/// leads, because links are the target's: on a jail by a narrower jail, elsewhere by a walk just before
/// use ([LinkWalk]).
final class Gate {
    private final Visitor visitor;
    private final Subject subject;
    private final String target;
    private final Terms terms;
    private final Visiting visiting;

    Gate(Visitor visitor, Subject subject, Terms terms, Visiting visiting) {
        this.visitor = visitor;
        this.subject = subject;
        this.target = subject.name();
        this.terms = terms;
        this.visiting = visiting;
    }

    /// The same for another way to the same files, which is closed by whoever opened it.
    Gate over(FileTree lane) {
        return new Gate(visitor, subject, terms, Visiting.lane(visiting, lane));
    }

    Terms terms() {
        return terms;
    }

    String target() {
        return target;
    }

    /// What relative paths start at, in the caller's terms: on a disk that shows its absolute paths the
    /// folder where its program says so, if the caller may go there.
    RemotePath home() throws Failed {
        if (!terms.equals(Terms.ALONE)) return terms.prefix();
        Moment moment = now(RemotePath.ROOT);
        boolean isWhole = moment.isDialled() || moment.known().target() instanceof Target.Local;
        if (!isWhole || !moment.stance().sees()) return terms.prefix();
        RemotePath home = visit(moment.known()).home();
        boolean isThere = home.isAbsolute() && !(moment.stance().decide(Act.LIST, home) instanceof Verdict.Hidden);
        return isThere ? home : terms.prefix();
    }

    /// What comes of asking to look at a path.
    sealed interface Answer {
        /// It is only the way to what may be seen.
        record Way(SortedSet<Name> children) implements Answer {}

        record Open(Passage passage) implements Answer {}
    }

    private Moment now(RemotePath inside) throws Failed {
        return subject.now(visitor.standing())
                .orElseThrow(() -> terms.refused(Failure.Code.NOT_FOUND, inside, "No such file or directory", target));
    }

    /// For acts that may also be done on the way to what is granted.
    Answer look(Act act, RemotePath inside) throws Failed {
        Moment moment = now(inside);
        return switch (moment.stance().decide(act, inside)) {
            case Verdict.Granted _ -> new Answer.Open(passage(act, inside, moment));
            case Verdict.Way(SortedSet<Name> children) -> new Answer.Way(children);
            case Verdict.Lacking(Right right) -> throw lacking(act, inside, right);
            case Verdict.Hidden _ -> throw hidden(act, inside);
        };
    }

    Passage admit(Act act, RemotePath inside) throws Failed {
        Moment moment = now(inside);
        decide(moment.stance(), act, inside, inside);
        return passage(act, inside, moment);
    }

    /// The other path of an act that has two, in the same tree, where nobody gets a right by the new name.
    /// [Act#REPLACE_TO] is done as [Act#RENAME_TO] where what is there may not be deleted.
    Passage admitBeside(Passage first, Act act, RemotePath inside) throws Failed {
        Moment moment = now(inside);
        Stance stance = moment.stance();
        Act least = act == Act.REPLACE_TO ? Act.RENAME_TO : act;
        decide(stance, least, inside, inside);
        Going going = new Going(first.visit(), first.tree(), Optional.empty());
        boolean walked = isWalked(moment, first.narrowed().isPresent());
        Passage beside = confined(least, inside, stance, going, walked);
        Optional<Right> gained = stance.gained(first.real(), beside.real());
        if (gained.isPresent()) {
            String word = word(gained.get());
            throw denied(act, inside, "Permission denied: you may " + word + " here, and not where it comes from");
        }
        return stance.lets(act, inside) && stance.lets(act, beside.real()) ? beside.as(act) : beside;
    }

    /// Where a passage goes.
    private record Going(Visit visit, FileTree tree, Optional<FileTree> narrowed) {}

    /// @param shown what to speak of
    private void decide(Stance stance, Act act, RemotePath path, RemotePath shown) throws Failed {
        switch (stance.decide(act, path)) {
            case Verdict.Granted _ -> {
                if (act.isKeptFromEdges() && stance.isEdge(path))
                    throw denied(act, shown, "Permission denied: it is where what you may use begins");
            }
            case Verdict.Way _ -> throw denied(act, shown, "Permission denied: it is only the way to what you may use");
            case Verdict.Lacking(Right right) -> throw lacking(act, shown, right);
            case Verdict.Hidden _ -> throw hidden(act, shown);
        }
    }

    private Passage passage(Act act, RemotePath inside, Moment moment) throws Failed {
        Visit visit = visit(moment.known());
        Optional<FileTree> narrowed = Optional.empty();
        if (!moment.stance().isFree()) {
            Optional<Narrowing> power = visit.tree().power(Narrowing.class);
            if (power.isPresent()) narrowed = Optional.of(narrowed(power.get(), moment.stance(), act, inside));
        }
        boolean done = false;
        try {
            Going going = new Going(visit, narrowed.orElse(visit.tree()), narrowed);
            Passage passage = confined(act, inside, moment.stance(), going, isWalked(moment, narrowed.isPresent()));
            done = true;
            return passage;
        } finally {
            if (!done) narrowed.ifPresent(FileTree::close);
        }
    }

    private FileTree narrowed(Narrowing power, Stance stance, Act act, RemotePath inside) throws Failed {
        try {
            return power.narrowed(stance.parts());
        } catch (Failed none) {
            if (none.code() == Failure.Code.NOT_FOUND) throw hidden(act, inside);
            throw none;
        }
    }

    /// Whether links have to be followed here, because nobody else keeps them inside.
    private static boolean isWalked(Moment moment, boolean narrowed) {
        if (narrowed) return moment.stance().isMixed();
        return !moment.stance().isFree() || isConfined(moment.known().target());
    }

    private static boolean isConfined(Target target) {
        return target instanceof Target.Remote(var server) && server.confine();
    }

    private Passage confined(Act act, RemotePath inside, Stance stance, Going going, boolean walked) throws Failed {
        if (!walked) return passage(act, inside, inside, inside, going);
        boolean slash = inside.endsWithSlash();
        InSight sight = new InSight(this, stance, act, inside);
        RemotePath real = real(sight, act.followsLast() || slash, going);
        decide(stance, act, real, inside);
        if (act == Act.LINK_OF) return passage(act, inside, real, inside, going);
        // A slash behind a link may or may not follow it, so both have been decided, and the target has the say.
        RemotePath way = slash && !act.followsLast() ? real(sight, false, going) : real;
        return passage(act, inside, real, slash && !way.endsWithSlash() ? way.resolve(Name.of("")) : way, going);
    }

    private static Passage passage(Act act, RemotePath inside, RemotePath real, RemotePath way, Going going) {
        RemotePath far = going.visit().base().far(way);
        return new Passage(act, going.tree(), going.visit(), inside, real, far, going.narrowed());
    }

    private RemotePath real(InSight sight, boolean follow, Going going) throws Failed {
        Base base = going.visit().base();
        try {
            Optional<RemotePath> real = LinkWalk.of(going.tree(), base, sight).real(sight.asked(), follow);
            return real.orElseThrow(() -> hidden(sight.act(), sight.asked()));
        } catch (Failed failed) {
            throw told(failed, sight.asked(), base.far(sight.asked()));
        }
    }

    private Visit visit(Catalogue.Known known) throws Failed {
        if (known.unavailable().isPresent()) {
            throw Failure.of(
                            Failure.Code.DEVICE_OFFLINE,
                            target + ": " + known.unavailable().get())
                    .withTarget(target)
                    .thrown();
        }
        return visiting.visit(known.target());
    }

    /// A power of the target; empty when it has none or cannot be reached.
    <P extends Power> Optional<P> power(Class<P> type) {
        try {
            Moment moment = now(RemotePath.ROOT);
            if (!moment.stance().sees()) return Optional.empty();
            return visit(moment.known()).tree().power(type);
        } catch (Failed unreachable) {
            return Optional.empty();
        }
    }

    /// Whether what was admitted still is; asked while a file is open.
    Recheck recheck(Act act, Passage passage) {
        RemotePath inside = passage.inside();
        return new Recheck(() -> now(inside), moment -> {
            if (isOtherDisk(moment, passage))
                throw terms.refused(
                        Failure.Code.SESSION_CLOSED, inside, "what is served there has changed; open it again", target);
            decide(moment.stance(), act, inside, inside);
            if (!passage.real().equals(inside)) decide(moment.stance(), act, passage.real(), inside);
        });
    }

    /// Whether the disk serves other folders than when this was opened. What is open on a server whose address has
    /// changed goes on: it is still the caller's there.
    private static boolean isOtherDisk(Moment moment, Passage passage) {
        Target opened = passage.visit().session().target();
        return opened instanceof Target.Local && !opened.equals(moment.known().target());
    }

    /// Whether the caller has the right on this very path by its words.
    boolean may(Act act, RemotePath inside) throws Failed {
        return now(inside).stance().lets(act, inside);
    }

    /// What the hub tells of a file that is open.
    HubReport.OpenFile line(RemotePath inside, Tally tally, Instant since) {
        return new HubReport.OpenFile(
                visitor.pass().user(),
                visitor.pass().from(),
                target,
                inside,
                tally.writes(),
                tally.read(),
                tally.written(),
                since);
    }

    Instant now() {
        return visitor.clock().instant();
    }

    void opened(WatchedFile file) {
        visitor.openings().add(file);
    }

    void closed(WatchedFile file) {
        visitor.openings().remove(file);
    }

    void done(Visitor.Deed deed) {
        visitor.note(target, deed);
    }

    /// What the target refused, as the caller has to read it; noted where it matters.
    ///
    /// @param noted what the line then says besides
    Failed refusedThere(Passage passage, Failed failed, UnaryOperator<Visitor.Deed> noted) {
        boolean denied = failed.code() == Failure.Code.PERMISSION_DENIED;
        Act act = passage.act();
        if (act.changes()) {
            done(noted.apply(
                    Visitor.Deed.of(act.word(), passage.inside(), failed.code().name(), "")));
        } else if (denied) {
            done(Visitor.Deed.of("denied", passage.inside(), failed.code().name(), act.word()));
        }
        return told(failed, passage.inside(), passage.far());
    }

    Failed told(Failed failed, RemotePath inside, RemotePath far) {
        return new Failed(terms.told(failed.failure(), inside, far, target), failed);
    }

    Failed hidden(Act act, RemotePath inside) {
        done(Visitor.Deed.of("denied", inside, Failure.Code.NOT_FOUND.name(), act.word()));
        return terms.refused(Failure.Code.NOT_FOUND, inside, "No such file or directory", target);
    }

    Failed lacking(Act act, RemotePath inside, Right right) {
        return denied(act, inside, "Permission denied: you may not " + word(right) + " here");
    }

    private static String word(Right right) {
        return right.name().toLowerCase(Locale.ROOT);
    }

    Failed denied(Act act, RemotePath inside, String words) {
        done(Visitor.Deed.of("denied", inside, Failure.Code.PERMISSION_DENIED.name(), act.word()));
        return terms.refused(Failure.Code.PERMISSION_DENIED, inside, words, target);
    }

    void close() {
        visiting.close();
    }
}
