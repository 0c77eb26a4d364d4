package dev.drey.sftp.client;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.files.Name;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.StatusCode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a refusal means. Version 3 has nine codes and most errors are just "Failure", so the text is
/// looked at, and where that says nothing either, the caller's [Clue] asks the server one thing more.
final class Diagnosis {
    /// Finds out by a further question what a status leaves open; in the caller's thread.
    interface Clue {
        Optional<Code> ask(StatusCode status) throws Failed;

        /// Asks nothing.
        Clue NONE = status -> Optional.empty();

        /// This clue, and where it finds nothing, the other.
        default Clue or(Clue other) {
            return status -> {
                Optional<Code> found = ask(status);
                return found.isPresent() ? found : other.ask(status);
            };
        }
    }

    /// What servers write into the message of a plain failure: strerror(3), Go's and Java's words.
    private static final Map<String, Code> WORDS = Map.ofEntries(
            Map.entry("no space left", Code.NO_SPACE),
            Map.entry("disk full", Code.NO_SPACE),
            Map.entry("quota", Code.QUOTA_EXCEEDED),
            Map.entry("read-only file system", Code.READ_ONLY),
            Map.entry("read only", Code.READ_ONLY),
            Map.entry("file exists", Code.ALREADY_EXISTS),
            Map.entry("already exists", Code.ALREADY_EXISTS),
            Map.entry("not empty", Code.DIRECTORY_NOT_EMPTY),
            Map.entry("is a directory", Code.IS_A_DIRECTORY),
            Map.entry("not a directory", Code.NOT_A_DIRECTORY),
            Map.entry("too many levels", Code.TOO_MANY_LINKS),
            Map.entry("too many open files", Code.LIMIT_EXCEEDED),
            Map.entry("name too long", Code.INVALID_PATH),
            Map.entry("cross-device", Code.UNSUPPORTED),
            Map.entry("not supported", Code.UNSUPPORTED),
            Map.entry("not implemented", Code.UNSUPPORTED),
            Map.entry("permission denied", Code.PERMISSION_DENIED),
            Map.entry("no such file", Code.NOT_FOUND),
            Map.entry("does not exist", Code.NOT_FOUND));

    private Diagnosis() {}

    /// The failure that a status stands for.
    static Failure of(Subject subject, Reply.Status status, Clue clue) {
        Code code = code(status, clue);
        return subject.failure(code, text(code, status));
    }

    private static Code code(Reply.Status status, Clue clue) {
        StatusCode said = status.code();
        Code plain = plain(said);
        if (said == StatusCode.FAILURE) {
            Optional<Code> word = byWords(status.message());
            if (word.isPresent()) return word.get();
        }
        try {
            return clue.ask(said).orElse(plain);
        } catch (Failed unanswered) {
            return plain;
        }
    }

    private static Optional<Code> byWords(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return WORDS.entrySet().stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Code plain(StatusCode status) {
        return switch (status) {
            case NO_SUCH_FILE, NO_SUCH_PATH -> Code.NOT_FOUND;
            case PERMISSION_DENIED, CANNOT_DELETE -> Code.PERMISSION_DENIED;
            case NO_CONNECTION, CONNECTION_LOST -> Code.CONNECTION_LOST;
            case OP_UNSUPPORTED -> Code.UNSUPPORTED;
            case FILE_ALREADY_EXISTS -> Code.ALREADY_EXISTS;
            case WRITE_PROTECT -> Code.READ_ONLY;
            case NO_SPACE_ON_FILESYSTEM -> Code.NO_SPACE;
            case QUOTA_EXCEEDED -> Code.QUOTA_EXCEEDED;
            case DIR_NOT_EMPTY -> Code.DIRECTORY_NOT_EMPTY;
            case NOT_A_DIRECTORY -> Code.NOT_A_DIRECTORY;
            case FILE_IS_A_DIRECTORY -> Code.IS_A_DIRECTORY;
            case INVALID_FILENAME -> Code.INVALID_PATH;
            case LINK_LOOP -> Code.TOO_MANY_LINKS;
            case LOCK_CONFLICT, BYTE_RANGE_LOCK_CONFLICT, BYTE_RANGE_LOCK_REFUSED, DELETE_PENDING -> Code.BUSY;
            case BAD_MESSAGE,
                    INVALID_HANDLE,
                    INVALID_PARAMETER,
                    UNKNOWN_PRINCIPAL,
                    OWNER_INVALID,
                    GROUP_INVALID,
                    NO_MATCHING_BYTE_RANGE_LOCK -> Code.INVALID_ARGUMENT;
            case OK, EOF, FAILURE, NO_MEDIA, FILE_CORRUPT -> Code.INTERNAL;
        };
    }

    /// The words of errno(3) where there are some, and what the server said where that tells more.
    private static String text(Code code, Reply.Status status) {
        String said = Name.of(status.message()).display();
        boolean vague = said.isBlank() || said.equalsIgnoreCase("failure") || said.equalsIgnoreCase("bad message");
        String ours = switch (code) {
            case NOT_FOUND -> "No such file or directory";
            case PERMISSION_DENIED -> "Permission denied";
            case ALREADY_EXISTS -> "File exists";
            case IS_A_DIRECTORY -> "Is a directory";
            case NOT_A_DIRECTORY -> "Not a directory";
            case DIRECTORY_NOT_EMPTY -> "Directory not empty";
            case NO_SPACE -> "No space left on device";
            case QUOTA_EXCEEDED -> "Disk quota exceeded";
            case TOO_MANY_LINKS -> "Too many levels of symbolic links";
            case READ_ONLY -> "Read-only file system";
            case UNSUPPORTED -> "The server does not support this";
            case INVALID_PATH -> "Not a valid name there";
            case INVALID_ARGUMENT -> "Invalid argument";
            case LIMIT_EXCEEDED -> "Too many open files";
            default -> "";
        };
        if (!ours.isEmpty())
            return vague || ours.toLowerCase(Locale.ROOT).startsWith(said.toLowerCase(Locale.ROOT))
                    ? ours
                    : ours + " (the server says: " + said + ")";
        return vague ? "the server refused and gave no reason (status " + status.number() + ")" : said;
    }
}
