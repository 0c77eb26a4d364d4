package dev.drey.access;

import dev.drey.files.Failed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notes when keys and tokens are used, each at most once a minute. A store that cannot write keeps nobody
/// out.
final class Uses {
    private static final Logger LOG = LoggerFactory.getLogger(Uses.class);
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final int PLACES = 1_000;

    private final People people;
    private final InstantSource clock;
    private final LinkedHashMap<Credential, Instant> noted = new LinkedHashMap<>();

    Uses(People people, InstantSource clock) {
        this.people = people;
        this.clock = clock;
    }

    void note(Credential credential) {
        Instant now = clock.instant();
        switch (credential) {
            case Credential.ByKey _, Credential.ByToken _ -> {
                if (isDue(credential, now)) write(credential, now);
            }
            case Credential.ByPassword _, Credential.BySocket _ -> {}
        }
    }

    private synchronized boolean isDue(Credential credential, Instant now) {
        Instant before = noted.get(credential);
        if (before != null && now.isBefore(before.plus(SELDOM))) return false;
        noted.remove(credential);
        noted.put(credential, now);
        if (noted.size() > PLACES) noted.pollFirstEntry();
        return true;
    }

    private void write(Credential credential, Instant now) {
        try {
            people.used(credential, now);
        } catch (Failed e) {
            LOG.warn("cannot note the use of {}: {}", credential.display(), e.getMessage());
        }
    }
}
