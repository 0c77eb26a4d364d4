package dev.drey.sftp.server;

import dev.drey.files.Accounts;
import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.ModeText;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Named;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Entries with the line that `ls -l` would print for them, which some clients show and some even read: OpenSSH's
/// `ls_file`, byte for byte; the number of links is 1 where the tree does not tell it. No entry fails for want of its
/// line: owners that cannot be asked for are numbers. Safe for many threads.
final class LongNames {
    private static final DateTimeFormatter RECENT = DateTimeFormatter.ofPattern("MMM ppd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter OLD = DateTimeFormatter.ofPattern("MMM ppd  u", Locale.ENGLISH);
    private static final Duration HALF_A_YEAR = Duration.ofHours(365 * 12);
    private static final int MOST_REMEMBERED = 1000;
    /// What has a date in every zone.
    private static final Instant EARLIEST = LocalDateTime.MIN.plusDays(1).toInstant(ZoneOffset.UTC);

    private static final Instant LATEST = LocalDateTime.MAX.minusDays(1).toInstant(ZoneOffset.UTC);
    private static final Logger LOG = LoggerFactory.getLogger(LongNames.class);

    private final Optional<Accounts> accounts;
    private final ZoneId zone;
    private final Map<Integer, String> users = new HashMap<>();
    private final Map<Integer, String> groups = new HashMap<>();

    private interface Lookup {
        Map<Integer, String> names(Set<Integer> ids) throws Failed;
    }

    LongNames(Optional<Accounts> accounts, ZoneId zone) {
        this.accounts = accounts;
        this.zone = zone;
    }

    synchronized List<Named> of(List<Entry> entries, Instant now) {
        if (accounts.isPresent()) {
            learn(users, ids(entries.stream().map(entry -> entry.attributes().uid())), accounts.get()::users);
            learn(groups, ids(entries.stream().map(entry -> entry.attributes().gid())), accounts.get()::groups);
        }
        return entries.stream()
                .map(entry -> new Named(Bytes.of(entry.name().bytes()), line(entry, now), Attrs.of(entry.attributes())))
                .toList();
    }

    private static Set<Integer> ids(Stream<OptionalInt> all) {
        Set<Integer> ids = new HashSet<>();
        all.forEach(id -> id.ifPresent(ids::add));
        return ids;
    }

    private static void learn(Map<Integer, String> known, Set<Integer> ids, Lookup lookup) {
        Set<Integer> unknown = new HashSet<>(ids);
        unknown.removeAll(known.keySet());
        if (unknown.isEmpty()) return;
        Map<Integer, String> names;
        try {
            names = lookup.names(unknown);
        } catch (Failed failed) {
            LOG.debug("owners have no names: {}", failed.failure().message());
            return;
        }
        // Those of this reply are kept whatever is forgotten.
        if (known.size() > MOST_REMEMBERED) known.keySet().retainAll(ids);
        unknown.forEach(id -> known.put(id, Integer.toUnsignedString(id)));
        known.putAll(names);
    }

    private Bytes line(Entry entry, Instant now) {
        Attributes about = entry.attributes();
        String before = String.format(
                Locale.ROOT,
                "%s %4d %-8s %-8s %8s %s ",
                ModeText.of(about),
                entry.links().orElse(1),
                owner(users, about.uid()),
                owner(groups, about.gid()),
                about.size().isPresent() ? Long.toUnsignedString(about.size().getAsLong()) : "?",
                time(about.modified().orElse(Instant.EPOCH), now));
        ByteArrayOutputStream line =
                new ByteArrayOutputStream(before.length() + entry.name().length());
        line.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        line.writeBytes(entry.name().bytes());
        return Bytes.of(line.toByteArray());
    }

    private static String owner(Map<Integer, String> names, OptionalInt id) {
        if (id.isEmpty()) return "?";
        return names.getOrDefault(id.getAsInt(), Integer.toUnsignedString(id.getAsInt()));
    }

    private String time(Instant told, Instant now) {
        Instant modified = told.isBefore(EARLIEST) ? EARLIEST : told.isAfter(LATEST) ? LATEST : told;
        boolean recent = Duration.between(modified, now).compareTo(HALF_A_YEAR) <= 0;
        return (recent ? RECENT : OLD).format(modified.atZone(zone));
    }
}
