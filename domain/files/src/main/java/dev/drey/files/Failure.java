package dev.drey.files;

import java.util.Map;
import java.util.Optional;

/// What went wrong, for a person and for a program.
///
/// @param code which failure it is; every surface shows the same
/// @param kind whether trying again can help; nothing else decides a retry
/// @param message who, what, where, what is safe, what to do; never a secret, a stack trace or a class name
/// @param path the path it is about, where there is one
/// @param target the name of the server or device, where there is one
/// @param detail further facts by name, such as `fingerprint`, `expected`, `sideFile`
public record Failure(
        Code code,
        Kind kind,
        String message,
        Optional<RemotePath> path,
        Optional<String> target,
        Map<String, String> detail) {

    public Failure {
        detail = Map.copyOf(detail);
    }

    /// Whether trying again can help.
    public enum Kind {
        TRANSIENT,
        PERMANENT
    }

    /// The failures that Drey knows; `errno` is the word that the reference's callers see.
    public enum Code {
        NOT_FOUND("ENOENT"),
        PERMISSION_DENIED("EACCES"),
        ALREADY_EXISTS("EEXIST"),
        IS_A_DIRECTORY("EISDIR"),
        NOT_A_DIRECTORY("ENOTDIR"),
        DIRECTORY_NOT_EMPTY("ENOTEMPTY"),
        NO_SPACE("ENOSPC"),
        QUOTA_EXCEEDED("EDQUOT"),
        TOO_MANY_LINKS("ELOOP"),
        READ_ONLY("EROFS"),
        UNSUPPORTED("ENOTSUP"),
        INVALID_PATH("EINVAL"),
        INVALID_ARGUMENT("EINVAL"),
        HOST_NOT_FOUND("ENOTFOUND"),
        CONNECTION_REFUSED("ECONNREFUSED"),
        UNREACHABLE("EHOSTUNREACH"),
        TIMEOUT("ETIMEDOUT"),
        CONNECTION_LOST("ECONNRESET"),
        AUTHENTICATION_FAILED(""),
        HOST_KEY_UNKNOWN(""),
        HOST_KEY_CHANGED(""),
        HOST_KEY_REVOKED(""),
        NEGOTIATION_FAILED(""),
        NO_SFTP_SUBSYSTEM(""),
        PROTOCOL_ERROR(""),
        CHECKSUM_MISMATCH(""),
        SOURCE_CHANGED(""),
        CANCELLED(""),
        BUSY(""),
        CONFLICT(""),
        LIMIT_EXCEEDED(""),
        NOT_ALLOWED(""),
        DEVICE_OFFLINE(""),
        SESSION_CLOSED(""),
        INTERNAL("");

        private final String errno;

        Code(String errno) {
            this.errno = errno;
        }

        /// The errno's name, empty where there is none.
        public String errno() {
            return errno;
        }

        /// The kind a failure of this code has unless its maker knows better.
        public Kind usualKind() {
            return switch (this) {
                case CONNECTION_REFUSED, UNREACHABLE, TIMEOUT, CONNECTION_LOST -> Kind.TRANSIENT;
                case NOT_FOUND,
                        PERMISSION_DENIED,
                        ALREADY_EXISTS,
                        IS_A_DIRECTORY,
                        NOT_A_DIRECTORY,
                        DIRECTORY_NOT_EMPTY,
                        NO_SPACE,
                        QUOTA_EXCEEDED,
                        TOO_MANY_LINKS,
                        READ_ONLY,
                        UNSUPPORTED,
                        INVALID_PATH,
                        INVALID_ARGUMENT,
                        HOST_NOT_FOUND,
                        AUTHENTICATION_FAILED,
                        HOST_KEY_UNKNOWN,
                        HOST_KEY_CHANGED,
                        HOST_KEY_REVOKED,
                        NEGOTIATION_FAILED,
                        NO_SFTP_SUBSYSTEM,
                        PROTOCOL_ERROR,
                        CHECKSUM_MISMATCH,
                        SOURCE_CHANGED,
                        CANCELLED,
                        BUSY,
                        CONFLICT,
                        LIMIT_EXCEEDED,
                        NOT_ALLOWED,
                        DEVICE_OFFLINE,
                        SESSION_CLOSED,
                        INTERNAL -> Kind.PERMANENT;
            };
        }
    }

    public static Failure of(Code code, String message) {
        return new Failure(code, code.usualKind(), message, Optional.empty(), Optional.empty(), Map.of());
    }

    public static Failure of(Code code, RemotePath path, String message) {
        return new Failure(code, code.usualKind(), message, Optional.of(path), Optional.empty(), Map.of());
    }

    public Failure withKind(Kind other) {
        return new Failure(code, other, message, path, target, detail);
    }

    public Failure withMessage(String other) {
        return new Failure(code, kind, other, path, target, detail);
    }

    public Failure withPath(RemotePath other) {
        return new Failure(code, kind, message, Optional.of(other), target, detail);
    }

    public Failure withTarget(String other) {
        return new Failure(code, kind, message, path, Optional.of(other), detail);
    }

    /// The same failure with one more fact.
    public Failure with(String name, String value) {
        Map<String, String> more = new java.util.TreeMap<>(detail);
        more.put(name, value);
        return new Failure(code, kind, message, path, target, more);
    }

    public boolean isTransient() {
        return kind == Kind.TRANSIENT;
    }

    /// This failure as something to throw.
    public Failed thrown() {
        return new Failed(this);
    }

    /// This failure as something to throw, with what caused it for the log.
    public Failed thrown(Throwable cause) {
        return new Failed(this, cause);
    }
}
