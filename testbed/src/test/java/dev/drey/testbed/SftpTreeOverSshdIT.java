package dev.drey.testbed;

import dev.drey.files.Accounts;
import dev.drey.files.HardLinks;
import dev.drey.files.Home;
import dev.drey.files.Lanes;
import dev.drey.files.LinkAttributes;
import dev.drey.files.Power;
import dev.drey.files.Replace;
import dev.drey.files.ServerSideCopy;
import dev.drey.files.Space;
import java.util.Optional;
import java.util.Set;

/// Over OpenSSH's sshd, as an ordinary account that is refused things.
class SftpTreeOverSshdIT extends TreeOverServer {
    private final Denied denied;

    SftpTreeOverSshdIT() {
        super(Sshd.start(SshdOptions.USUAL.withLogin("sam", "unused")));
        denied = Denied.on(server().disk().resolve("of-root"));
    }

    @Override
    public Optional<Denied> denied() {
        return Optional.of(denied);
    }

    @Override
    public Set<Class<? extends Power>> powers() {
        return Set.of(
                Accounts.class,
                HardLinks.class,
                Home.class,
                Lanes.class,
                LinkAttributes.class,
                Replace.class,
                ServerSideCopy.class,
                Space.class);
    }
}
