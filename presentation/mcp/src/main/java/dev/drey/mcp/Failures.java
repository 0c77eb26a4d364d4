package dev.drey.mcp;

import dev.drey.files.Failure;
import java.util.LinkedHashMap;
import java.util.Map;

/// A [Failure] as assistants see it.
final class Failures {
    /// In every tool's output, besides what the tool itself says.
    static final Member MEMBER = Member.may("error", new Shape.Fields("", java.util.List.of(), true));

    private Failures() {}

    /// `code` is the errno where there is one, as the reference's callers look for it; `failure` is ours.
    static Map<String, Object> map(Failure failure) {
        Map<String, Object> error = new LinkedHashMap<>();
        String errno = failure.code().errno();
        error.put("code", errno.isEmpty() ? failure.code().name() : errno);
        error.put("failure", failure.code().name());
        String level = level(failure.code());
        if (!level.isEmpty()) error.put("level", level);
        error.put("message", words(failure));
        failure.path().ifPresent(path -> error.put("path", path.display()));
        failure.target().ifPresent(target -> error.put("target", target));
        if (!failure.detail().isEmpty()) error.put("detail", failure.detail());
        if (failure.isTransient()) error.put("transient", true);
        return error;
    }

    /// What went wrong and what helps, in the names that are used here.
    static String words(Failure failure) {
        String option = failure.detail().getOrDefault("option", "");
        return failure.message() + (option.equals("createDirectories") ? "; createDirectories: true makes it" : "");
    }

    /// Where a connection went wrong, in the reference's words.
    private static String level(Failure.Code code) {
        return switch (code) {
            case AUTHENTICATION_FAILED -> "client-authentication";
            case HOST_NOT_FOUND, CONNECTION_REFUSED, UNREACHABLE, CONNECTION_LOST -> "client-socket";
            case TIMEOUT -> "client-timeout";
            case HOST_KEY_UNKNOWN, HOST_KEY_CHANGED, HOST_KEY_REVOKED -> "host-key";
            case NEGOTIATION_FAILED, NO_SFTP_SUBSYSTEM, PROTOCOL_ERROR -> "protocol";
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
                    CHECKSUM_MISMATCH,
                    SOURCE_CHANGED,
                    CANCELLED,
                    BUSY,
                    CONFLICT,
                    LIMIT_EXCEEDED,
                    NOT_ALLOWED,
                    DEVICE_OFFLINE,
                    SESSION_CLOSED,
                    INTERNAL -> "";
        };
    }
}
