package dev.drey.session;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.hostkeys.TrustPolicy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A [Draft] made into a [Server], with the checks that concern several fields.
public final class Drafted {
    private final Draft draft;
    private final Path home;

    private Drafted(Draft draft, Path home) {
        this.draft = draft;
        this.home = home;
    }

    /// @param name what the server is called
    /// @param home what `~` stands for in paths of this machine
    /// @param ownIdentities whether the user's own keys and agent may be used
    /// @param sshConfig the file that stands for `~/.ssh/config`
    /// @throws Failed INVALID_ARGUMENT, naming the field
    public static Server server(Draft draft, String name, Path home, boolean ownIdentities, Optional<Path> sshConfig)
            throws Failed {
        return new Drafted(draft, home).server(name, ownIdentities, sshConfig);
    }

    private Server server(String name, boolean ownIdentities, Optional<Path> sshConfig) throws Failed {
        String host = draft.text(Field.HOST)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> draft.invalid("host", "is missing"));
        var port = draft.number(Field.PORT);
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65535)) {
            throw draft.invalid("port", "lies between 1 and 65535");
        }
        if (draft.has(Field.PROXY_COMMAND) && draft.has(Field.PROXY_JUMP)) {
            throw draft.invalid("proxyCommand", "and proxyJump exclude each other");
        }
        return new Server(
                name,
                host,
                port,
                draft.text(Field.USERNAME),
                login(ownIdentities),
                hostCheck(),
                algorithms(),
                timing(),
                draft.text(Field.BASE_PATH).map(RemotePath::of),
                draft.flag(Field.CONFINE).orElse(false),
                draft.text(Field.SFTP_SERVER),
                draft.list(Field.PROXY_JUMP),
                draft.text(Field.PROXY_COMMAND),
                sshConfig,
                family(),
                transfer());
    }

    private Server.Login login(boolean ownIdentities) throws Failed {
        Optional<String> key = draft.text(Field.PRIVATE_KEY);
        boolean pem = key.isPresent() && key.get().contains("-----BEGIN");
        List<Path> files = key.isPresent() && !pem ? List.of(path(Field.PRIVATE_KEY, key.get())) : List.of();
        Optional<String> agent = draft.text(Field.AGENT);
        boolean noAgent = agent.isPresent() && agent.get().equals("none");
        return new Server.Login(
                draft.text(Field.PASSWORD).map(Secret::of),
                files,
                key.filter(any -> pem).map(Secret::of),
                draft.text(Field.PASSPHRASE).map(Secret::of),
                optionalPath(Field.CERTIFICATE),
                noAgent ? Optional.empty() : optionalPath(Field.AGENT),
                draft.flag(Field.AGENT_FORWARD).orElse(false),
                noAgent,
                draft.flag(Field.IDENTITIES_ONLY).orElse(false),
                ownIdentities,
                draft.number(Field.MAX_AUTH));
    }

    private Server.HostCheck hostCheck() throws Failed {
        Optional<TrustPolicy> policy = policy();
        boolean insecure = draft.flag(Field.INSECURE).orElse(false);
        if (policy.isPresent() && policy.get() == TrustPolicy.NO && !insecure) {
            throw draft.invalid(
                    "strictHostKeyChecking",
                    "is no, which lets anybody pretend to be this server; say allowInsecureConnection: true as well if"
                            + " that is meant");
        }
        List<Path> files = new ArrayList<>();
        for (String file : draft.list(Field.KNOWN_HOSTS)) files.add(path(Field.KNOWN_HOSTS, file));
        return new Server.HostCheck(
                policy,
                files,
                draft.text(Field.HOST_KEY_ALIAS),
                insecure,
                draft.list(Field.REQUIRED_KEYS),
                draft.flag(Field.STRICT_VENDOR).orElse(false),
                draft.list(Field.VENDORS));
    }

    private Optional<TrustPolicy> policy() throws Failed {
        Optional<TrustPolicy> said = Optional.empty();
        Optional<String> word = draft.text(Field.STRICT);
        if (word.isPresent()) {
            said = TrustPolicy.named(word.get());
            if (said.isEmpty()) {
                throw draft.invalid("strictHostKeyChecking", "is one of yes, accept-new, ask, no; not " + word.get());
            }
        }
        Optional<Boolean> verified = draft.flag(Field.HOST_VERIFICATION);
        if (verified.isEmpty() || verified.get()) return said;
        if (said.isPresent() && said.get() != TrustPolicy.NO) {
            throw draft.invalid("hostVerification", "is false, but strictHostKeyChecking says otherwise");
        }
        return Optional.of(TrustPolicy.NO);
    }

    private Server.Algorithms algorithms() {
        return new Server.Algorithms(
                draft.list(Field.KEX),
                draft.list(Field.CIPHER),
                draft.list(Field.SERVER_HOST_KEY),
                draft.list(Field.HMAC),
                draft.list(Field.BANNED),
                draft.flag(Field.COMPRESSION));
    }

    private Server.Timing timing() {
        return new Server.Timing(
                draft.whole(Field.CONNECTION_TIMEOUT),
                draft.whole(Field.READY_TIMEOUT),
                draft.whole(Field.KEEP_ALIVE_INTERVAL),
                draft.number(Field.KEEP_ALIVE_COUNT),
                draft.whole(Field.TRANSFER_TIMEOUT));
    }

    private Optional<Server.AddressFamily> family() throws Failed {
        Optional<String> word = draft.text(Field.ADDRESS_FAMILY);
        if (word.isEmpty() || word.get().equals("any")) return Optional.empty();
        return switch (word.get()) {
            case "inet", "4" -> Optional.of(Server.AddressFamily.IPV4);
            case "inet6", "6" -> Optional.of(Server.AddressFamily.IPV6);
            default -> throw draft.invalid("addressFamily", "is one of any, inet, inet6");
        };
    }

    private Server.TransferDefaults transfer() {
        return new Server.TransferDefaults(
                draft.number(Field.CONCURRENCY),
                draft.size(Field.CHUNK_SIZE),
                draft.whole(Field.WINDOW_SIZE),
                draft.size(Field.PACKET_SIZE),
                draft.number(Field.MAX_CONNECTIONS),
                draft.flag(Field.PRESERVE_TIMES),
                draft.flag(Field.PRESERVE_PERMISSIONS),
                draft.flag(Field.RESUME),
                draft.flag(Field.VERIFY),
                new Server.Retry(
                        draft.number(Field.RETRY_ATTEMPTS),
                        draft.whole(Field.RETRY_INITIAL),
                        draft.whole(Field.RETRY_MAX),
                        draft.decimal(Field.RETRY_MULTIPLIER)));
    }

    private Optional<Path> optionalPath(Field field) throws Failed {
        Optional<String> text = draft.text(field);
        return text.isEmpty() ? Optional.empty() : Optional.of(path(field, text.get()));
    }

    private Path path(Field field, String text) throws Failed {
        try {
            if (text.equals("~")) return home;
            return text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text);
        } catch (InvalidPathException wrong) {
            throw draft.invalid(field.word(), "is not a path of this machine");
        }
    }
}
