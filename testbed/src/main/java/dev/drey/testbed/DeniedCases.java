package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Chapter of [FileTreeContract]: what the tree's caller may not do.
///
/// Registered only for a tree that declares [Denied] places, so that a tree that cannot be denied has no such tests
/// and skips none.
interface DeniedCases extends Ground {
    /// Where the caller is refused; empty for a tree whose caller is never refused anything (say why at the override).
    Optional<Denied> denied();

    @TestFactory
    default Stream<DynamicTest> denials() {
        return denied().stream()
                .flatMap(denied -> attempts(denied).entrySet().stream())
                .map(attempt ->
                        DynamicTest.dynamicTest("denied " + attempt.getKey(), () -> isDenied(attempt.getValue())));
    }

    private void isDenied(Attempt attempt) throws Failed {
        file("own", "x");
        refused(Code.PERMISSION_DENIED, attempt);
    }

    private Map<String, Attempt> attempts(Denied denied) {
        RemotePath readOnly = denied.readOnly();
        RemotePath inside = denied.closed().resolve("inside");
        RemotePath taken = readOnly.resolve("open");
        Map<String, Attempt> attempts = new LinkedHashMap<>();
        attempts.put("stat in a closed directory", () -> tree().stat(inside));
        attempts.put("lstat in a closed directory", () -> tree().lstat(inside));
        attempts.put("list a closed directory", () -> tree().entries(denied.closed()));
        attempts.put("open in a closed directory", () -> tree().open(inside, OpenOptions.READ));
        attempts.put("readlink in a closed directory", () -> tree().readlink(inside));
        attempts.put("open an unreadable file", () -> tree().open(readOnly.resolve("secret"), OpenOptions.READ));
        attempts.put("open a file to write it", () -> tree().open(taken, OpenOptions.WRITE));
        attempts.put("truncate a file", () -> tree().open(taken, OpenOptions.replace(0644)));
        attempts.put("make a file", () -> tree().open(readOnly.resolve("new"), OpenOptions.createNew(0644)));
        attempts.put("make a directory", () -> tree().makeDirectory(readOnly.resolve("new"), Changes.NONE));
        attempts.put("remove a directory", () -> tree().removeDirectory(readOnly.resolve("empty")));
        attempts.put("make a link", () -> tree().symlink(readOnly.resolve("new"), RemotePath.of("x")));
        attempts.put("remove a file", () -> tree().remove(taken));
        attempts.put("rename away", () -> tree().rename(taken, at("mine")));
        attempts.put("rename into", () -> tree().rename(at("own"), readOnly.resolve("new")));
        attempts.put("change the mode", () -> tree().setAttributes(taken, Changes.ofPermissions(0777)));
        attempts.put(
                "change the times",
                () -> tree().setAttributes(taken, Changes.ofTimes(AttributeCases.THEN, AttributeCases.THEN)));
        attempts.put("change the size", () -> tree().setAttributes(taken, Changes.ofSize(0)));
        attempts.put("change the owner", () -> tree().setAttributes(taken, Changes.ofOwner(65534, 65534)));
        return attempts;
    }

    /// What is readable stays readable.
    @TestFactory
    default Stream<DynamicTest> permissions() {
        return denied().stream()
                .map(denied -> DynamicTest.dynamicTest("permitted to read what is open", () -> {
                    assertThat(content(denied.readOnly().resolve("open"))).isNotEmpty();
                    assertThat(names(denied.readOnly())).contains("open", "secret");
                }));
    }
}
