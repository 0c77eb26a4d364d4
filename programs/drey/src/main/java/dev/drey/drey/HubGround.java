package dev.drey.drey;

import dev.drey.access.LoginKey;
import dev.drey.access.Standing;
import dev.drey.door.Door;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Administering;
import dev.drey.operations.Administration;
import dev.drey.operations.HubReport;
import dev.drey.ssh.UserKey;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What of a hub's administration only the running program knows.
final class HubGround implements Administering.Ground {
    /// An `authorized_keys` line without options.
    private static final Pattern KEY =
            Pattern.compile("((?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[a-z0-9@.-]+)\\s+([A-Za-z0-9+/=]{40,20000})(?:\\s+(.*))?");

    private static final int LONGEST_COMMENT = 200;

    private final HubTargets targets;
    private final InstantSource clock;
    private volatile Doors doors = new Doors() {};

    /// What is behind the ground once the hub listens.
    interface Doors {
        default HubReport.PortOpened open(Administration.OpenPort wanted) throws Failed {
            throw Failure.of(Failure.Code.BUSY, "the hub is still starting").thrown();
        }

        default void close(int port) throws Failed {
            throw Failure.of(Failure.Code.BUSY, "the hub is still starting").thrown();
        }

        default List<HubReport.PortLine> ports() {
            return List.of();
        }

        default List<HubReport.OpenFile> openFiles() {
            return List.of();
        }

        /// Puts out whose credential lets nobody in any more.
        default void sweep() {}
    }

    HubGround(HubTargets targets, InstantSource clock) {
        this.targets = targets;
        this.clock = clock;
    }

    void behind(Doors fresh) {
        doors = fresh;
    }

    @Override
    public List<HubReport.TargetLine> targets(Standing standing) {
        return targets.seenBy(standing);
    }

    @Override
    public List<HubReport.ServerLine> servers() {
        return targets.lines();
    }

    @Override
    public void add(Administration.AddServer server) throws Failed {
        targets.add(server);
    }

    @Override
    public void removeServer(String name) throws Failed {
        targets.remove(name);
    }

    @Override
    public LoginKey key(String user, String line) throws Failed {
        Matcher matcher = KEY.matcher(line.strip());
        if (!matcher.matches()) {
            throw Failure.of(
                            Failure.Code.INVALID_ARGUMENT,
                            "this is no public key line such as 'ssh-ed25519 AAAA… comment' (options before it are not"
                                    + " taken)")
                    .thrown();
        }
        try {
            UserKey key = UserKey.ofLine(line);
            String comment = matcher.group(3) == null ? "" : matcher.group(3).strip();
            if (comment.length() > LONGEST_COMMENT || comment.chars().anyMatch(Character::isISOControl))
                throw Failure.of(
                                Failure.Code.INVALID_ARGUMENT,
                                "what stands behind this key is no plain comment of at most " + LONGEST_COMMENT
                                        + " characters")
                        .thrown();
            return new LoginKey(user, Door.fingerprint(key), key.type(), key.base64(), comment, clock.instant());
        } catch (IllegalArgumentException malformed) {
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, "this public key is damaged: its base64 cannot be read")
                    .thrown(malformed);
        }
    }

    @Override
    public HubReport.PortOpened open(Administration.OpenPort wanted) throws Failed {
        if (targets.find(wanted.target()).isEmpty())
            throw Failure.of(Failure.Code.NOT_FOUND, "there is no target '" + wanted.target() + "'")
                    .thrown();
        return doors.open(wanted);
    }

    @Override
    public void close(int port) throws Failed {
        doors.close(port);
    }

    @Override
    public List<HubReport.PortLine> ports() {
        return doors.ports();
    }

    @Override
    public List<HubReport.OpenFile> openFiles() {
        return doors.openFiles();
    }

    @Override
    public void changed() {
        doors.sweep();
    }
}
