package dev.drey.mcp;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rule by which a tool replaces a file: not at all, unless it was told to, or the caller knows which
/// version it replaces.
final class Replacing {
    static final Member IF_VERSION = Member.may("ifVersion", new Shape.Text("replace only this version of it"));

    private final Desk desk;
    private final ToolCall call;
    private final Place place;

    /// @param place of the file that may be replaced
    Replacing(Desk desk, ToolCall call, Place place) {
        this.desk = desk;
        this.call = call;
        this.place = place;
    }

    /// What is there; empty: nothing.
    Optional<Outcome.Described> present() throws Failed {
        try {
            return Optional.of(desk.ask(call, new Operation.Stat(place, true, false), Outcome.Described.class));
        } catch (Failed failed) {
            if (failed.code() == Failure.Code.NOT_FOUND) return Optional.empty();
            throw failed;
        }
    }

    /// @throws Failed CONFLICT with the version there is, when that is not the one that the caller has seen
    void checkVersion() throws Failed {
        Optional<String> wanted = call.arguments().text("ifVersion");
        if (wanted.isEmpty()) return;
        if (call.arguments().value("overwrite").orElse(true) instanceof String word) {
            throw Targets.wrong(call.tool().name() + ": ifVersion and overwrite: " + word + " exclude each other");
        }
        Optional<Outcome.Described> now = present();
        if (now.isEmpty()) throw conflict("it is gone", Optional.empty());
        String version = version(now.get());
        if (!version.equals(wanted.get())) throw conflict("it has changed", Optional.of(version));
    }

    Failed conflict(String why, Optional<String> version) {
        Failure failure = Failure.of(
                Failure.Code.CONFLICT,
                place.path(),
                call.tool().name() + " " + Places.shown(place) + ": " + why + " since that version was seen"
                        + version.map(now -> "; its version is now " + now + ", read it again")
                                .orElse("")
                        + "; nothing was done");
        return version.map(now -> failure.with("version", now)).orElse(failure).thrown();
    }

    static String version(Outcome.Described described) {
        return Versions.of(described.path(), described.line().attributes());
    }

    /// The arguments with the rule in them: what was not said means no.
    Arguments ruled() {
        Map<String, Object> values = new LinkedHashMap<>(call.arguments().values());
        if (values.containsKey("ifVersion")) values.put("overwrite", true);
        else values.putIfAbsent("overwrite", false);
        return new Arguments(values);
    }

    /// Whether it was said that something may be replaced.
    boolean mayReplace() {
        Object word = ruled().value("overwrite").orElse(false);
        return !List.<Object>of(false, "skip", "rename").contains(word);
    }

    /// Agrees that one file is replaced, where every change is agreed to.
    ///
    /// @return what to answer instead
    Optional<Answer> askForOne() throws Failed {
        boolean always = desk.settings().confirm() == Settings.Confirm.ALWAYS;
        if (!call.arguments().has("confirmToken") && (!always || !mayReplace())) return Optional.empty();
        Optional<Outcome.Described> old = present();
        String name = Places.shown(place);
        return desk.consents().ask(call, always && mayReplace() && old.isPresent(), () -> {
            Optional<Attributes> attributes = old.map(one -> one.line().attributes());
            String version = old.map(Replacing::version).orElse("");
            return Plan.of(
                    "replace " + name,
                    attributes.map(Attributes::sizeOrZero).orElse(0L),
                    List.of(name),
                    List.of(version));
        });
    }

    /// The same failure, with what would have let it through.
    static Failed told(Failed failed) {
        if (failed.code() != Failure.Code.ALREADY_EXISTS) return failed;
        return failed.failure()
                .withMessage(failed.failure().message() + "; overwrite: true, or ifVersion, replaces it")
                .thrown(failed);
    }
}
