package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import dev.drey.session.Target;
import java.util.Optional;
import java.util.OptionalLong;

/// The arguments `target` and `path` of the tools of the group `files`.
final class Places {
    static final Member TARGET =
            Member.may("target", new Shape.Text("server name, sftp://user@host, or local; default: defaultServer"));
    static final Member PATH = Member.needed("path", new Shape.Text(""));

    private Places() {}

    static Place of(Desk desk, Arguments arguments) throws Failed {
        return of(desk, arguments, "path");
    }

    /// @param name of the argument that holds the path
    static Place of(Desk desk, Arguments arguments, String name) throws Failed {
        return of(desk, arguments.text("target"), arguments.text(name).orElse("."));
    }

    /// @param name of the target; empty: the default one
    static Place of(Desk desk, Optional<String> name, String path) throws Failed {
        Target target = desk.targets().named(name);
        return target instanceof Target.Local ? desk.local(path) : Place.at(target, RemotePath.of(path));
    }

    /// Asks what goes through all that is below a place, until the call is cancelled.
    static <O extends Outcome> O inquire(Desk desk, ToolCall call, Place place, Operation operation, Class<O> kind)
            throws Failed {
        return kind.cast(desk.inquire(call, look(call, place, operation)).outcome());
    }

    static LongLook look(ToolCall call, Place place, Operation operation) {
        String what = call.tool().name() + " " + shown(place);
        return new LongLook(what, operation, OptionalLong.empty(), "take a directory below");
    }

    /// Whose description says how things are carried there.
    static Target target(Place place) {
        return place.where() instanceof dev.drey.operations.Where.At(Target target) ? target : new Target.Local();
    }

    /// `box:/srv/x`, for a person.
    static String shown(Place place) {
        if (place.isLocal()) return place.path().display();
        return place.where() instanceof dev.drey.operations.Where.At(Target target)
                ? target.name() + ":" + place.path().display()
                : place.path().display();
    }
}
