package dev.drey.access;

import dev.drey.files.Failed;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notes when keys and tokens are used, each at most once a minute. A store that cannot write keeps nobody
/// out.
final class Uses {
    private static final Logger LOG = LoggerFactory.getLogger(Uses.class);

    private final People people;
    private final InstantSource clock;
    private final Seldom<Credential> seldom;

    Uses(People people, InstantSource clock) {
        this.people = people;
        this.clock = clock;
        this.seldom = new Seldom<>(clock);
    }

    void note(Credential credential) {
        switch (credential) {
            case Credential.ByKey _, Credential.ByToken _ -> {
                if (seldom.isDue(credential)) write(credential);
            }
            case Credential.ByPassword _, Credential.BySocket _ -> {}
        }
    }

    private void write(Credential credential) {
        try {
            people.used(credential, clock.instant());
        } catch (Failed e) {
            LOG.warn("cannot note the use of {}: {}", credential.display(), e.getMessage());
        }
    }
}
