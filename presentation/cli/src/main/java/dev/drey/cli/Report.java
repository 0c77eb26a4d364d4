package dev.drey.cli;

import dev.drey.files.Failure;
import java.util.LinkedHashMap;
import java.util.Map;

/// Lines about what went wrong or deserves care: on stderr for people, on stdout as JSON where that was asked for.
final class Report {
    private final Console console;
    private final Common common;
    private final Screen screen;

    Report(Console console, Common common) {
        this.console = console;
        this.common = common;
        this.screen = new Screen(console.err());
    }

    /// Where progress is painted, below everything that is said here.
    Screen screen() {
        return screen;
    }

    private void err(String text) {
        screen.above(() -> console.err().println(text));
    }

    void failure(Failure failure) {
        if (common.json) {
            json(failureMap(failure));
            return;
        }
        err("drey: " + failure.message() + remedy(failure));
    }

    /// The option that would have helped, as it is called here.
    private static String remedy(Failure failure) {
        boolean directory = "createDirectories".equals(failure.detail().get("option"));
        return directory ? "; --parents makes it on the way" : "";
    }

    static Map<String, Object> failureMap(Failure failure) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("failure", failure.code().name());
        if (!failure.code().errno().isEmpty()) error.put("code", failure.code().errno());
        error.put("message", failure.message());
        failure.path().ifPresent(path -> error.put("path", path.display()));
        failure.target().ifPresent(target -> error.put("target", target));
        if (!failure.detail().isEmpty()) error.put("detail", failure.detail());
        error.put("transient", failure.isTransient());
        return Map.of("error", error);
    }

    void warning(String text) {
        if (common.quiet) return;
        if (common.json) json(Map.of("warning", text));
        else err("drey: warning: " + text);
    }

    /// A warning about a connection: always for people, for it is no part of any one result.
    void care(String text) {
        if (!common.quiet) err("drey: warning: " + text);
    }

    /// One object, one line.
    void json(Map<String, ?> object) {
        console.out().println(Json.line(object));
        console.out().flush();
    }

    void line(String text) {
        screen.above(() -> console.out().println(text));
    }

    /// Words for whoever runs it by hand; nothing where output is read by programs.
    void note(String text) {
        if (!common.quiet && !common.json) err(text);
    }
}
