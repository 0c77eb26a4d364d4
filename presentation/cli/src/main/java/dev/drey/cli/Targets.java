package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import dev.drey.operations.Place;
import dev.drey.session.Draft;
import dev.drey.session.Drafted;
import dev.drey.session.Nearest;
import dev.drey.session.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a name before a colon means: a configured server, then a Host of `~/.ssh/config`, then `user@host`
/// taken as it is.
final class Targets implements Meaning {
    /// A host in brackets, as `known_hosts` and the messages about keys have it.
    private static final Pattern HOST = Pattern.compile("\\[([^\\[\\]]+)](?::(\\d+)?)?");

    private final Console console;
    private final Program program;
    private final Configuration configuration;
    private final Common common;
    private final Map<String, Target> known = new HashMap<>();
    private final HubNames hub;

    Targets(Console console, Program program, Configuration configuration, Common common) {
        this.console = console;
        this.program = program;
        this.configuration = configuration;
        this.common = common;
        this.hub = new HubNames(console, program, configuration, common);
    }

    Place place(Operand operand) throws Failed {
        return switch (operand) {
            case Operand.Local local -> Place.local(local.path());
            case Operand.Remote remote -> Place.at(target(remote), remote.path());
        };
    }

    @Override
    public Place place(String word) throws Failed {
        return place(Operand.parse(word));
    }

    @Override
    public boolean globs() {
        return true;
    }

    /// The same for a command that has no business on this machine's disk.
    @Override
    public Place remote(String text, String command) throws Failed {
        return switch (Operand.parse(text)) {
            case Operand.Local local ->
                throw usage(command + " " + local.text() + ": this is a path of this machine; say TARGET:PATH"
                        + " (a colon makes a target)");
            case Operand.Remote remote -> place(remote);
        };
    }

    /// A target alone: `web-1`, `web-1:`, `user@host`.
    Target named(String text) throws Failed {
        boolean bare = !text.contains(":") && !text.startsWith("sftp://");
        Operand operand = Operand.parse(bare ? text + ":" : text);
        if (operand instanceof Operand.Remote remote) return target(remote);
        throw usage("'" + text + "' is not a target");
    }

    /// Where a shell begins: `web-1`, or `web-1:directory`.
    Place start(String text) throws Failed {
        boolean bare = !text.contains(":");
        return remote(bare ? text + ":" : text, "shell");
    }

    Target target(Operand.Remote remote) throws Failed {
        String key = remote.user().orElse("") + "@" + remote.target() + ":"
                + remote.port().orElse(0);
        Target found = known.get(key);
        if (found != null) return found;
        Target made = make(remote);
        known.put(key, made);
        return made;
    }

    private Target make(Operand.Remote remote) throws Failed {
        String name = remote.target();
        if (name.isEmpty()) {
            name = configuration
                    .defaultServer()
                    .orElseThrow(() -> usage("'" + remote.text() + "' means the default server, and none is configured"
                            + " (defaultServer in the configuration file)"));
        }
        boolean local = name.startsWith("local/");
        boolean far = name.startsWith("hub/");
        String plain = local || far ? name.substring(name.indexOf('/') + 1) : name;
        if (far && !hub.hasHub()) throw usage(name + ": there is no hub to ask (remoteHub is not configured)");
        Draft draft = far ? ofHub(plain) : draft(plain, remote, local);
        apply(draft, remote);
        String shown = remote.user().isPresent() ? remote.user().get() + "@" + plain : plain;
        return new Target.Remote(Drafted.server(draft, shown, console.home(), true, common.sshConfig()));
    }

    /// Local servers first, then Hosts of `~/.ssh/config`, then the hub's targets: what joins a hub never
    /// changes what a name means here, and a name that is known to be both has to be said with `hub/` or
    /// `local/`.
    private Draft draft(String name, Operand.Remote remote, boolean localOnly) throws Failed {
        String lower = name.toLowerCase(Locale.ROOT);
        Draft configured = configuration.servers().get(lower);
        boolean named = configured == null && program.sshKnows(name, common.sshConfig());
        boolean adHoc = remote.user().isPresent() || remote.text().startsWith("sftp://");
        boolean here = configured != null || named;
        if (here && !localOnly && !adHoc && hub.remembers(lower)) {
            throw usage("'" + name + "' is known here and at the hub; say local/" + name + ": or hub/" + name + ":");
        }
        if (configured != null) return configured.copy("servers." + name);
        if (!named && !adHoc && !localOnly && hub.ask().contains(lower)) return hub.draft(lower);
        if (!named && !adHoc) throw unknown(name, localOnly ? List.of() : hub.ask());
        Draft draft = new Draft(name, Draft.Expansion.NONE);
        draft.set("host", name);
        return draft;
    }

    private Draft ofHub(String name) throws Failed {
        String lower = name.toLowerCase(Locale.ROOT);
        if (hub.ask().contains(lower)) return hub.draft(lower);
        throw usage("the hub shows you no target '" + name + "'" + Nearest.hint(name, hub.ask()));
    }

    private void apply(Draft draft, Operand.Remote remote) throws Failed {
        if (remote.user().isPresent()) draft.override("username", remote.user().get());
        if (remote.port().isPresent()) draft.override("port", remote.port().getAsInt());
        Overrides.apply(draft, common);
    }

    private Failed unknown(String name, List<String> atHub) {
        List<String> names = new ArrayList<>(configuration.servers().keySet());
        names.addAll(atHub);
        names.addAll(program.sshHosts(common.sshConfig()));
        String hint = Nearest.hint(name, names);
        return usage("there is no server '" + name + "'" + hint
                + (hint.isEmpty() ? "; for a host that is not configured say user@" + name + ":PATH" : "")
                + " (a local file with a colon in its name is ./" + name + ":…)");
    }

    static Failed usage(String message) {
        return Failure.of(Failure.Code.INVALID_ARGUMENT, message).thrown();
    }

    /// A host whose key shall be trusted: a known name, or any host as it is written, `[host]:port` included.
    Target trustable(String text) throws Failed {
        Matcher written = HOST.matcher(text);
        if (written.matches()) {
            OptionalInt port =
                    written.group(2) == null ? OptionalInt.empty() : OptionalInt.of(port(text, written.group(2)));
            return adHoc(text, written.group(1), port);
        }
        boolean bare = !text.contains(":") && !text.contains("@");
        boolean known = configuration.servers().containsKey(text.toLowerCase(Locale.ROOT))
                || program.sshKnows(text, common.sshConfig());
        return bare && !known ? adHoc(text, text, OptionalInt.empty()) : named(text);
    }

    private Target adHoc(String text, String host, OptionalInt port) throws Failed {
        Draft draft = new Draft(text, Draft.Expansion.NONE);
        draft.set("host", host);
        apply(draft, new Operand.Remote(text, host, Optional.empty(), port, RemotePath.HERE));
        return new Target.Remote(Drafted.server(draft, text, console.home(), true, common.sshConfig()));
    }

    private static int port(String text, String digits) throws Failed {
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port >= 1 && port <= 65535) return port;
        throw usage("'" + text + "': a port lies between 1 and 65535");
    }

    /// Copying from here to here is what cp is for.
    static void refuseAllLocal(List<String> sources, String command) throws Failed {
        for (String source : sources) {
            if (Operand.parse(source) instanceof Operand.Remote) return;
        }
        throw usage(command + ": neither side names a target; say TARGET:PATH (a colon makes a target)");
    }

    /// For completion and suggestions.
    List<String> names() {
        List<String> names = new ArrayList<>(configuration.servers().keySet());
        names.addAll(program.sshHosts(common.sshConfig()));
        return names.stream().distinct().sorted().toList();
    }

    List<String> sshHosts() {
        return program.sshHosts(common.sshConfig());
    }

    Optional<String> defaultServer() {
        return configuration.defaultServer();
    }
}
