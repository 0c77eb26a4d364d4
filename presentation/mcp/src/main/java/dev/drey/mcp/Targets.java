package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.session.Draft;
import dev.drey.session.Drafted;
import dev.drey.session.Nearest;
import dev.drey.session.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/// What a caller's words for a place with files mean, and whether that caller may go there.
///
/// In this order: configured servers, Hosts of `~/.ssh/config`. `local` is this machine's allowed folders.
final class Targets {
    static final String LOCAL = "local";

    private static final String HUB = "hub/";

    private final Known known;
    private final Settings settings;

    Targets(Known known, Settings settings) {
        this.known = known;
        this.settings = settings;
    }

    Settings settings() {
        return settings;
    }

    /// @param name empty: the default server
    Target named(Optional<String> name) throws Failed {
        if (name.isEmpty() || name.get().isEmpty()) return standard();
        String word = name.get();
        if (word.startsWith("sftp://")) return url(word);
        if (word.startsWith(HUB)) return ofHub(word.substring(HUB.length()));
        String plain = word.startsWith("local/") ? word.substring("local/".length()) : word;
        if (plain.equals(word) && word.equals(LOCAL) && !known.servers().containsKey(LOCAL)) return new Target.Local();
        return configured(plain).orElseThrow(() -> unknown(plain));
    }

    private Target ofHub(String name) throws Failed {
        String key = name.toLowerCase(Locale.ROOT);
        Optional<Draft> draft =
                Patterns.anyName(settings.targets(), key) ? known.hub().find(key) : Optional.empty();
        return remote(draft.orElseThrow(() -> unknown(name)), name);
    }

    private Target remote(Draft draft, String shown) throws Failed {
        return new Target.Remote(Drafted.server(draft, shown, known.home(), true, Optional.empty()));
    }

    private Target standard() throws Failed {
        String name = known.defaultServer()
                .orElseThrow(() -> wrong("no target is named, and no defaultServer is configured" + offered()));
        return configured(name).orElseThrow(() -> unknown(name));
    }

    /// A server that is known by name, and may be reached.
    private Optional<Target> configured(String name) throws Failed {
        String key = name.toLowerCase(Locale.ROOT);
        if (!Patterns.anyName(settings.targets(), key)) return Optional.empty();
        Optional<Draft> draft = draft(key, name);
        if (draft.isEmpty()) return Optional.empty();
        return Optional.of(
                remote(draft.get(), draft.get().equals(known.servers().get(key)) ? key : name));
    }

    /// The description of a known server, for who adds to it.
    Optional<Draft> draft(String key, String name) throws Failed {
        Draft configured = known.servers().get(key);
        if (configured != null) return Optional.of(configured);
        if (!known.hosts().knows(name)) {
            return known.hub().equals(Known.Hub.NONE)
                    ? Optional.empty()
                    : known.hub().find(key);
        }
        Draft host = new Draft(name, Draft.Expansion.NONE);
        host.set("host", name);
        return Optional.of(host);
    }

    /// What a caller describes itself: a known server by `server`, or a host and how to log in there.
    Described described(Arguments options) throws Failed {
        return new Described(this, known, options);
    }

    /// A host that nobody configured, with nothing of this machine's own to log in by.
    Target adHoc(Draft draft, String shown) throws Failed {
        if (!settings.adHoc()) {
            throw Failure.of(
                            Failure.Code.NOT_ALLOWED,
                            shown + ": only configured servers may be reached here (mcp.adHoc is false)" + offered())
                    .thrown();
        }
        return new Target.Remote(Drafted.server(draft, shown, known.home(), false, Optional.of(Path.of("/dev/null"))));
    }

    private Target url(String text) throws Failed {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException malformed) {
            throw wrong("target: this is no URL of the form sftp://user@host:port");
        }
        String user = Optional.ofNullable(url.getUserInfo()).orElse("");
        if (url.getHost() == null) throw wrong("target: this URL names no host");
        if (user.contains(":")) {
            throw wrong("target: a password does not belong into a URL; use console_create_session, or a configured"
                    + " server");
        }
        String path = Optional.ofNullable(url.getPath()).orElse("");
        if (!path.isEmpty() && !path.equals("/")) {
            throw wrong("target: name the path by the argument path, and the target as sftp://user@host:port alone");
        }
        Draft draft = new Draft("target", Draft.Expansion.NONE);
        draft.set("host", url.getHost().replaceAll("[\\[\\]]", ""));
        if (url.getPort() >= 0) draft.set("port", url.getPort());
        if (!user.isEmpty()) draft.set("username", user);
        return adHoc(draft, text);
    }

    /// The names that may be used here.
    ///
    /// @param names in order
    /// @param trouble why those of the hub are not among them
    record Names(List<String> names, Optional<String> trouble) {}

    Names names() {
        TreeSet<String> names = new TreeSet<>(known.servers().keySet());
        names.addAll(known.hosts().names());
        Optional<String> trouble = Optional.empty();
        try {
            names.addAll(known.hub().names());
        } catch (Failed unheard) {
            trouble = Optional.of(unheard.failure().message());
        }
        return new Names(
                names.stream()
                        .filter(name -> Patterns.anyName(settings.targets(), name))
                        .toList(),
                trouble);
    }

    Optional<String> defaultServer() {
        return known.defaultServer();
    }

    Failed unknown(String name) {
        List<String> all = new ArrayList<>(names().names());
        String near = Nearest.hint(name, all);
        return wrong("there is no target '" + name + "'" + (near.isEmpty() ? offered() : near));
    }

    private String offered() {
        List<String> all = names().names();
        if (all.isEmpty()) return "; no server is configured";
        String first = String.join(", ", all.subList(0, Math.min(10, all.size())));
        return "; there are " + first + (all.size() > 10 ? " and " + (all.size() - 10) + " more" : "");
    }

    static Failed wrong(String message) {
        return Failure.of(Failure.Code.INVALID_ARGUMENT, message).thrown();
    }
}
