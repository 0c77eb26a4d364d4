package dev.drey.sftp.client;

import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.util.Optional;

/// What a request is about, for messages: `stat /srv/x`.
///
/// @param path empty where the request is about no file
record Subject(String verb, Optional<RemotePath> path) {
    static Subject of(String verb, RemotePath path) {
        return new Subject(verb, Optional.of(path));
    }

    static Subject of(String verb) {
        return new Subject(verb, Optional.empty());
    }

    Failure failure(Failure.Code code, String text) {
        Failure failure = Failure.of(code, this + ": " + text);
        return path.map(failure::withPath).orElse(failure);
    }

    /// A failure of the whole line, as it meets this request.
    Failure failure(Failure ofTheLine) {
        Failure failure = ofTheLine.withMessage(this + ": " + ofTheLine.message());
        return path.map(failure::withPath).orElse(failure);
    }

    @Override
    public String toString() {
        return path.map(where -> verb + " " + where.display()).orElse(verb);
    }
}
