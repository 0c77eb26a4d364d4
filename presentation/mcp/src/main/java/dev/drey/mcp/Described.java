package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.session.Draft;
import dev.drey.session.Drafted;
import dev.drey.session.Field;
import dev.drey.session.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A server as a caller describes it: literal values, or the name of a configured one, and nothing that
/// loosens security or takes something of this machine.
final class Described {
    /// What may be added to a configured server: how to move files, how long to wait.
    private static final Set<Field.Group> ADDED =
            Set.of(Field.Group.TRANSFER, Field.Group.PERFORMANCE, Field.Group.RETRY, Field.Group.OPTIONS);

    /// What a name of an algorithm holds when it is weaker than what we would agree to by ourselves.
    private static final Pattern WEAK = Pattern.compile(
            "cbc|arcfour|rc4|3des|md5|sha1|-96|umac-64|group1-|dss|^none$|blowfish|cast128|rijndael|^[-+^]|[*?]");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{.*}", Pattern.DOTALL);

    private final Targets targets;
    private final Known known;
    private final Arguments options;
    private final List<String> warnings = new ArrayList<>();

    Described(Targets targets, Known known, Arguments options) {
        this.targets = targets;
        this.known = known;
        this.options = options;
    }

    /// What the caller should know of what it has said.
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    Target target() throws Failed {
        if (options.has("device")) throw Targets.wrong("sftpOptions.device: there is no hub here that knows devices");
        Optional<String> server = options.text("server");
        if (server.isPresent()) return added(server.get());
        boolean host = options.values().containsKey("host") || holdsHost(options.values());
        return host ? adHoc() : added("");
    }

    private static boolean holdsHost(Map<String, Object> values) {
        return values.get("connection") instanceof Map<?, ?> connection && connection.containsKey("host");
    }

    /// A configured server, with what may be added to it.
    private Target added(String name) throws Failed {
        // First of all what is misspelt: it may be the host.
        List<Said> said = said(options.values());
        Target target = targets.named(Optional.of(name));
        Draft more = new Draft("sftpOptions", Draft.Expansion.NONE);
        if (said.isEmpty()) return target;
        for (Said one : said) {
            boolean may = ADDED.contains(one.field().group()) || one.field().trust() == Field.Trust.TIGHTEN;
            if (!may) {
                throw refused(
                        one.name(),
                        "cannot be given for a configured server: how it is reached is the operator's to say");
            }
            check(one);
            more.set(one.name(), one.value());
        }
        String plain = name.isEmpty() ? targets.defaultServer().orElse("") : name;
        String key = plain.toLowerCase(Locale.ROOT);
        Draft whole = targets.draft(key, plain)
                .orElseThrow(() -> targets.unknown(plain))
                .copy("sftpOptions");
        for (Said one : said) whole.override(one.name(), one.value());
        return new Target.Remote(Drafted.server(whole, target.name(), known.home(), true, Optional.empty()));
    }

    private Target adHoc() throws Failed {
        Draft draft = new Draft("sftpOptions", Draft.Expansion.NONE);
        String user = "";
        String host = "";
        for (Said one : said(options.values())) {
            check(one);
            draft.set(one.name(), one.value());
            if (one.field() == Field.HOST) host = String.valueOf(one.value());
            if (one.field() == Field.USERNAME) user = one.value() + "@";
        }
        return targets.adHoc(draft, user + host);
    }

    /// A field with the name it was given by.
    private record Said(String name, Field field, Object value) {}

    private static List<Said> said(Map<?, ?> values) throws Failed {
        List<Said> all = new ArrayList<>();
        for (var entry : values.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (name.equals("server") || entry.getValue() == null) continue;
            if (Field.Group.named(name).isPresent() && entry.getValue() instanceof Map<?, ?> group) {
                all.addAll(said(group));
                continue;
            }
            Optional<Field> field = Field.named(name);
            // A draft knows what to say of a name that it does not know.
            if (field.isEmpty()) new Draft("sftpOptions", Draft.Expansion.NONE).set(name, entry.getValue());
            else all.add(new Said(name, field.get(), entry.getValue()));
        }
        return all;
    }

    private void check(Said said) throws Failed {
        if (said.value() instanceof String text && isIndirect(text)) {
            throw refused(said.name(), "takes a literal value: variables and files are the operator's to name");
        }
        switch (said.field().trust()) {
            case ANYBODY -> checkSecret(said);
            case TIGHTEN -> checkTight(said);
            case OPERATOR -> checkHarmless(said);
        }
    }

    private static boolean isIndirect(String text) {
        return VARIABLE.matcher(text).matches() || text.startsWith("file:");
    }

    private void checkSecret(Said said) throws Failed {
        boolean secret =
                said.field().kind() == Field.Kind.SECRET || said.field().kind() == Field.Kind.KEY;
        if (!secret) return;
        if (said.field().kind() == Field.Kind.KEY && isPath(said.value())) {
            checkKeyFile(said);
            return;
        }
        if (targets.settings().refuseSecrets()) {
            throw refused(said.name(), "is not taken here (mcp.inlineSecrets is refuse); name a configured server");
        }
        if (warnings.isEmpty()) {
            warnings.add("a secret was given in the arguments, which clients may keep; a configured server (server:"
                    + " NAME) needs none");
        }
    }

    private static boolean isPath(Object value) {
        return value instanceof String text && !text.contains("-----BEGIN");
    }

    private void checkKeyFile(Said said) throws Failed {
        String path = String.valueOf(said.value());
        boolean plain = path.startsWith("/") && !path.contains("/../") && !path.endsWith("/..");
        if (plain && Patterns.anyPath(targets.settings().keyFiles(), path)) return;
        throw refused(
                said.name(),
                "takes the key's text, or a file that the operator has listed (mcp.keyFiles); a configured server is"
                        + " better");
    }

    /// Only stricter than what holds anyway.
    private static void checkTight(Said said) throws Failed {
        String word = String.valueOf(said.value()).toLowerCase(Locale.ROOT);
        if (word.equals("true") || word.equals("yes") || word.equals("ask")) return;
        throw refused(said.name(), "can only be made stricter here; the operator may loosen it in the configuration");
    }

    /// What only an operator may say, unless it says nothing more than what holds anyway.
    private static void checkHarmless(Said said) throws Failed {
        Field field = said.field();
        if (field.kind() == Field.Kind.FLAG && "false".equals(String.valueOf(said.value()))) return;
        if (field.group() == Field.Group.ALGORITHMS) {
            for (String name : names(said.value())) {
                if (!WEAK.matcher(name.equals("ssh-rsa") ? "rsa" : name).find()) continue;
                throw refused(said.name(), "holds " + cut(name) + ", which would loosen security; leave it out");
            }
            return;
        }
        throw refused(said.name(), "is taken from the operator's configuration alone; name a configured server");
    }

    private static List<String> names(Object value) {
        if (value instanceof List<?> list)
            return list.stream().map(String::valueOf).toList();
        return List.of(String.valueOf(value).split(",", -1));
    }

    private static String cut(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }

    private static Failed refused(String name, String why) {
        return Failure.of(Failure.Code.NOT_ALLOWED, "sftpOptions." + name + " " + why)
                .thrown();
    }
}
