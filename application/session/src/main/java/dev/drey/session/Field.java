package dev.drey.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The fields of the connecting table: how each is called, where it may stand, and what kind of value it
/// takes.
///
/// Every surface that lets somebody describe a server reads it by this table: the configuration file, `-o
/// field=value` on the command line, tool arguments.
public enum Field {
    HOST("host", Kind.TEXT, Group.CONNECTION, Trust.ANYBODY, "HostName"),
    PORT("port", Kind.NUMBER, Group.CONNECTION, Trust.ANYBODY),
    USERNAME("username", Kind.TEXT, Group.CONNECTION, Trust.ANYBODY, "user"),
    PASSWORD("password", Kind.SECRET, Group.CONNECTION, Trust.ANYBODY),
    PRIVATE_KEY("privateKey", Kind.KEY, Group.CONNECTION, Trust.ANYBODY, "IdentityFile"),
    PASSPHRASE("passphrase", Kind.SECRET, Group.CONNECTION, Trust.ANYBODY),
    CERTIFICATE("certificate", Kind.PATH, Group.CONNECTION, Trust.OPERATOR, "CertificateFile"),
    AGENT("agent", Kind.PATH, Group.CONNECTION, Trust.OPERATOR, "IdentityAgent"),
    AGENT_FORWARD("agentForward", Kind.FLAG, Group.CONNECTION, Trust.OPERATOR, "ForwardAgent"),
    IDENTITIES_ONLY("identitiesOnly", Kind.FLAG, Group.CONNECTION, Trust.OPERATOR),
    BASE_PATH("basePath", Kind.TEXT, Group.CONNECTION, Trust.ANYBODY),
    CONFINE("confine", Kind.FLAG, Group.CONNECTION, Trust.ANYBODY),
    SFTP_SERVER("sftpServer", Kind.TEXT, Group.CONNECTION, Trust.OPERATOR),
    PROXY_JUMP("proxyJump", Kind.LIST, Group.CONNECTION, Trust.OPERATOR),
    PROXY_COMMAND("proxyCommand", Kind.TEXT, Group.CONNECTION, Trust.OPERATOR),
    ADDRESS_FAMILY("addressFamily", Kind.TEXT, Group.CONNECTION, Trust.ANYBODY),
    KNOWN_HOSTS("knownHostsFile", Kind.PATHS, Group.SECURITY, Trust.OPERATOR, "UserKnownHostsFile"),
    HOST_KEY_ALIAS("hostKeyAlias", Kind.TEXT, Group.SECURITY, Trust.OPERATOR),
    STRICT("strictHostKeyChecking", Kind.POLICY, Group.SECURITY, Trust.TIGHTEN),
    HOST_VERIFICATION("hostVerification", Kind.FLAG, Group.SECURITY, Trust.TIGHTEN),
    INSECURE("allowInsecureConnection", Kind.FLAG, Group.SECURITY, Trust.OPERATOR),
    BANNED("bannedCiphers", Kind.LIST, Group.SECURITY, Trust.ANYBODY),
    REQUIRED_KEYS("requiredServerHostKeyAlgs", Kind.LIST, Group.SECURITY, Trust.ANYBODY),
    MAX_AUTH("maxAuthAttempts", Kind.NUMBER, Group.SECURITY, Trust.ANYBODY, "NumberOfPasswordPrompts"),
    STRICT_VENDOR("strictVendorChecking", Kind.FLAG, Group.OPTIONS, Trust.ANYBODY),
    VENDORS("vendors", Kind.LIST, Group.OPTIONS, Trust.ANYBODY),
    KEX("kex", Kind.LIST, Group.ALGORITHMS, Trust.OPERATOR, "KexAlgorithms"),
    CIPHER("cipher", Kind.LIST, Group.ALGORITHMS, Trust.OPERATOR, "Ciphers"),
    SERVER_HOST_KEY("serverHostKey", Kind.LIST, Group.ALGORITHMS, Trust.OPERATOR, "HostKeyAlgorithms"),
    HMAC("hmac", Kind.LIST, Group.ALGORITHMS, Trust.OPERATOR, "MACs"),
    COMPRESSION("compression", Kind.COMPRESSION, Group.OPTIONS, Trust.ANYBODY, "compress"),
    READY_TIMEOUT("readyTimeout", Kind.DURATION, Group.OPTIONS, Trust.ANYBODY),
    CONNECTION_TIMEOUT("connectionTimeout", Kind.DURATION, Group.OPTIONS, Trust.ANYBODY),
    KEEP_ALIVE_INTERVAL("keepAliveInterval", Kind.DURATION, Group.OPTIONS, Trust.ANYBODY),
    KEEP_ALIVE_COUNT("keepAliveCountMax", Kind.NUMBER, Group.OPTIONS, Trust.ANYBODY, "ServerAliveCountMax"),
    TRANSFER_TIMEOUT("transferTimeout", Kind.DURATION, Group.PERFORMANCE, Trust.ANYBODY),
    CONCURRENCY("concurrency", Kind.NUMBER, Group.TRANSFER, Trust.ANYBODY, "maxConcurrentTransfers"),
    CHUNK_SIZE("chunkSize", Kind.SIZE, Group.TRANSFER, Trust.ANYBODY),
    WINDOW_SIZE("windowSize", Kind.SIZE, Group.PERFORMANCE, Trust.ANYBODY),
    PACKET_SIZE("packetSize", Kind.SIZE, Group.PERFORMANCE, Trust.ANYBODY),
    MAX_CONNECTIONS("maxConnections", Kind.NUMBER, Group.PERFORMANCE, Trust.ANYBODY),
    PRESERVE_TIMES("preserveTimestamps", Kind.FLAG, Group.TRANSFER, Trust.ANYBODY),
    PRESERVE_PERMISSIONS("preservePermissions", Kind.FLAG, Group.TRANSFER, Trust.ANYBODY),
    RESUME("resumeSupport", Kind.FLAG, Group.TRANSFER, Trust.ANYBODY),
    VERIFY("checksumVerification", Kind.FLAG, Group.TRANSFER, Trust.ANYBODY),
    RETRY_ATTEMPTS("maxAttempts", Kind.NUMBER, Group.RETRY, Trust.ANYBODY),
    RETRY_INITIAL("initialDelay", Kind.DURATION, Group.RETRY, Trust.ANYBODY),
    RETRY_MAX("maxDelay", Kind.DURATION, Group.RETRY, Trust.ANYBODY),
    RETRY_MULTIPLIER("backoffMultiplier", Kind.DECIMAL, Group.RETRY, Trust.ANYBODY);

    /// What a value looks like.
    public enum Kind {
        TEXT,
        NUMBER,
        DECIMAL,
        FLAG,
        /// Milliseconds, or a number with `ms`, `s`, `m`, `h`.
        DURATION,
        /// Bytes, or a number with `KiB`, `MiB`, `GiB`, `K`, `M`, `G`.
        SIZE,
        PATH,
        /// A path, several separated by white space, or a list.
        PATHS,
        /// A list, or a text separated by commas.
        LIST,
        SECRET,
        /// A path, PEM text, or a Node Buffer as JSON.
        KEY,
        /// A flag or one of OpenSSH's words.
        POLICY,
        /// A flag, `zlib` or `zlib@openssh.com`.
        COMPRESSION
    }

    /// Under which heading the reference writes it; flat is always allowed too.
    public enum Group {
        CONNECTION("connection"),
        OPTIONS("options"),
        ALGORITHMS("algorithms"),
        SECURITY("security"),
        TRANSFER("transfer"),
        PERFORMANCE("performance"),
        RETRY("retry");

        private final String word;

        Group(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        public static Optional<Group> named(String word) {
            return Arrays.stream(values())
                    .filter(group -> group.word.equals(word))
                    .findFirst();
        }
    }

    /// Who may set it: "who may say what" of the contract.
    public enum Trust {
        ANYBODY,
        /// Callers may only make it stricter.
        TIGHTEN,
        /// Configuration files and the command line only.
        OPERATOR
    }

    private final String word;
    private final Kind kind;
    private final Group group;
    private final Trust trust;
    private final String alias;

    Field(String word, Kind kind, Group group, Trust trust) {
        this(word, kind, group, trust, "");
    }

    Field(String word, Kind kind, Group group, Trust trust, String alias) {
        this.word = word;
        this.kind = kind;
        this.group = group;
        this.trust = trust;
        this.alias = alias;
    }

    /// The camelCase name, as in the reference.
    public String word() {
        return word;
    }

    public Kind kind() {
        return kind;
    }

    public Group group() {
        return group;
    }

    public Trust trust() {
        return trust;
    }

    /// Another name for it, the reference's or OpenSSH's; empty where there is none.
    public String alias() {
        return alias;
    }

    /// The field called so, its aliases and OpenSSH's names included; letters' case does not matter.
    public static Optional<Field> named(String name) {
        if (name.isEmpty()) return Optional.empty();
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(field -> field.word.toLowerCase(Locale.ROOT).equals(lower)
                        || field.alias.toLowerCase(Locale.ROOT).equals(lower))
                .findFirst();
    }
}
