package dev.drey.operations;

import dev.drey.access.Audit;
import dev.drey.access.Audited;
import dev.drey.access.Pass;
import dev.drey.access.Standing;
import dev.drey.access.Standings;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Somebody who has come in and looks at targets: what they may is looked up at each step, what they did
/// is noted.
record Visitor(Pass pass, Standings standings, Audit audit, Openings openings, InstantSource clock) {
    static final String OK = "ok";

    /// @throws Failed NOT_ALLOWED when they may not be here any more
    Standing standing() throws Failed {
        return standings.of(pass);
    }

    /// What is said of one deed.
    ///
    /// @param path, to in the target's own terms, where `/` is its base
    record Deed(
            String action,
            Optional<RemotePath> path,
            Optional<RemotePath> to,
            OptionalLong bytes,
            String result,
            String detail) {
        static Deed of(String action, RemotePath path, String result, String detail) {
            return new Deed(action, Optional.of(path), Optional.empty(), OptionalLong.empty(), result, detail);
        }

        static Deed of(String action, String result, String detail) {
            return new Deed(action, Optional.empty(), Optional.empty(), OptionalLong.empty(), result, detail);
        }

        Deed to(RemotePath other) {
            return new Deed(action, path, Optional.of(other), bytes, result, detail);
        }

        Deed saying(String more) {
            return new Deed(action, path, to, bytes, result, more);
        }

        Deed moving(long count) {
            return new Deed(action, path, to, OptionalLong.of(count), result, detail);
        }
    }

    /// What is set, such as `mode 4755 times`.
    static String words(Changes changes) {
        List<String> words = new ArrayList<>();
        changes.permissions().ifPresent(mode -> words.add("mode " + Integer.toOctalString(mode)));
        changes.owner().ifPresent(owner -> words.add("owner " + owner.uid() + ":" + owner.gid()));
        changes.size().ifPresent(size -> words.add("size " + size));
        if (changes.times().isPresent()) words.add("times");
        return String.join(" ", words);
    }

    void note(String target, Deed deed) {
        audit.note(new Audited(
                clock.instant(),
                pass.user(),
                pass.credential().display(),
                pass.from(),
                deed.action(),
                target,
                deed.path(),
                deed.to(),
                deed.bytes(),
                deed.result(),
                Optional.empty(),
                deed.detail()));
    }
}
