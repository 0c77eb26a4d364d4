package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.session.Secret;
import dev.drey.session.Units;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The keys `hub` and `remoteHub` of a configuration file.
final class HubKeys {
    private static final List<String> KEYS =
            List.of("ssh", "store", "storeUsername", "storePassword", "hostKeys", "trustedProxies", "audit");
    private static final Pattern LISTEN = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\[\\]:\\s]+):(\\d{1,5})");
    private static final Pattern REMOTE =
            Pattern.compile("ssh://([a-z][a-z0-9._-]*)@(\\[[0-9A-Fa-f:.]+]|[^\\[\\]:/@\\s]+)(?::(\\d{1,5}))?/?");
    private static final Pattern NETWORK = Pattern.compile("[0-9A-Fa-f.:]+(/\\d{1,3})?");
    private static final Pattern STORE = Pattern.compile("sqlite:.+|postgresql://[^/@\\s]+/[A-Za-z0-9_.-]+(\\?\\S+)?");

    private final ConfigurationFile file;

    HubKeys(ConfigurationFile file) {
        this.file = file;
    }

    HubSettings settings() throws Failed {
        Map<String, Object> map = file.map("hub");
        if (map.containsKey("http")) {
            throw file.wrong(
                    "hub.http",
                    "'http' belongs to the web gateway, which this version of drey does not have; remove it");
        }
        file.checkKeys("hub", map, KEYS);
        HubSettings usual = HubSettings.DEFAULTS;
        return new HubSettings(
                map.containsKey("ssh") ? listen("hub.ssh", map.get("ssh")) : usual.ssh(),
                store(map),
                login(map),
                hostKeys(map),
                proxies(map),
                audit(map, usual.audit()));
    }

    Optional<RemoteHub> remote(@Nullable Object value) throws Failed {
        if (value == null) return Optional.empty();
        Matcher matcher = REMOTE.matcher(String.valueOf(value));
        if (!matcher.matches()) throw file.wrong("remoteHub", "is of the form ssh://USER@HOST:7022");
        String host = matcher.group(2);
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        String port = matcher.group(3);
        return Optional.of(
                new RemoteHub(matcher.group(1), plain, port == null ? RemoteHub.PORT : port("remoteHub", port, 1)));
    }

    private HubSettings.Listen listen(String way, @Nullable Object value) throws Failed {
        Matcher matcher = LISTEN.matcher(String.valueOf(value));
        if (!matcher.matches()) throw file.wrong(way, "is an address and a port, such as 127.0.0.1:7022 or [::]:7022");
        String host = matcher.group(1);
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new HubSettings.Listen(plain, port(way, matcher.group(2), 0));
    }

    private int port(String way, String digits, int least) throws Failed {
        int port = Integer.parseInt(digits);
        if (port >= least && port <= 65535) return port;
        throw file.wrong(way, "a port lies between " + least + " and 65535");
    }

    private Optional<String> store(Map<String, Object> map) throws Failed {
        if (!map.containsKey("store")) return Optional.empty();
        String store = String.valueOf(map.get("store"));
        if (!STORE.matcher(store).matches())
            throw file.wrong("hub.store", "is sqlite:PATH or postgresql://HOST[:PORT]/DATABASE[?OPTIONS]");
        if (!store.startsWith("sqlite:")) return Optional.of(store);
        Path path = file.local(store.substring("sqlite:".length()))
                .orElseThrow(() -> file.wrong("hub.store", "names no file of this machine"));
        return Optional.of("sqlite:" + path);
    }

    private Optional<HubSettings.StoreLogin> login(Map<String, Object> map) throws Failed {
        boolean user = map.containsKey("storeUsername");
        boolean password = map.containsKey("storePassword");
        boolean postgresql = String.valueOf(map.get("store")).startsWith("postgresql:");
        if (postgresql && !user && !password)
            throw file.wrong("hub.store", "is on PostgreSQL, which needs a storeUsername beside it");
        if (!user && !password) return Optional.empty();
        if (!postgresql) throw file.wrong("hub.storeUsername", "belongs to a store that is postgresql://…");
        if (!user) throw file.wrong("hub.storePassword", "needs a storeUsername beside it");
        Optional<Secret> secret = password
                ? Optional.of(Secret.of(file.secret("hub.storePassword", String.valueOf(map.get("storePassword")))))
                : Optional.empty();
        return Optional.of(new HubSettings.StoreLogin(String.valueOf(map.get("storeUsername")), secret));
    }

    private List<Path> hostKeys(Map<String, Object> map) throws Failed {
        List<Path> files = new ArrayList<>();
        for (String name : file.texts("hub.hostKeys", map.get("hostKeys"), List.of())) {
            files.add(file.local(name).orElseThrow(() -> file.wrong("hub.hostKeys", "names no file of this machine")));
        }
        return files;
    }

    private List<String> proxies(Map<String, Object> map) throws Failed {
        List<String> networks = file.texts("hub.trustedProxies", map.get("trustedProxies"), List.of());
        for (String network : networks) {
            if (NETWORK.matcher(network).matches()) continue;
            throw file.wrong("hub.trustedProxies", "'" + network + "' is no address or network such as 10.0.0.0/8");
        }
        return networks;
    }

    private HubSettings.AuditKeeping audit(Map<String, Object> all, HubSettings.AuditKeeping usual) throws Failed {
        Object value = all.get("audit");
        if (value == null) return usual;
        if (!(value instanceof Map<?, ?> given)) throw file.wrong("hub.audit", "is a map of age and lines");
        Map<String, Object> map = new java.util.HashMap<>();
        given.forEach((name, one) -> map.put(String.valueOf(name), one));
        file.checkKeys("hub.audit", map, List.of("age", "lines"));
        try {
            long age = map.containsKey("age")
                    ? Units.millis(String.valueOf(map.get("age")))
                    : usual.age().toMillis();
            long lines = map.containsKey("lines")
                    ? file.number("hub.audit.lines", map.get("lines"), 1_000, 1_000_000_000)
                    : usual.lines();
            return new HubSettings.AuditKeeping(Duration.ofMillis(age), lines);
        } catch (Failed wrong) {
            throw file.wrong("hub.audit", wrong.failure().message());
        }
    }
}
