package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.operations.Place;
import dev.drey.session.Target;

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
        Target target = desk.targets().named(arguments.text("target"));
        String path = arguments.text(name).orElse(".");
        return target instanceof Target.Local ? desk.local(path) : Place.at(target, RemotePath.of(path));
    }

    /// `box:/srv/x`, for a person.
    static String shown(Place place) {
        if (place.isLocal()) return place.path().display();
        return place.where() instanceof dev.drey.operations.Where.At(Target target)
                ? target.name() + ":" + place.path().display()
                : place.path().display();
    }
}
