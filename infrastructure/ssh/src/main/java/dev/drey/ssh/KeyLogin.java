package dev.drey.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.sshd.client.auth.pubkey.KeyAgentIdentity;
import org.apache.sshd.client.auth.pubkey.KeyPairIdentity;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.SignatureFactoriesManager;
import org.jspecify.annotations.Nullable;

/// The method `publickey` (RFC 4252, section 7): keys named by the caller (by the agent where it has them),
/// then the
/// agent's others, then default identities. A server allows few offers, so the likeliest come first.
final class KeyLogin extends UserAuthPublicKey {
    private final Login login;
    private @Nullable AgentSocket agent;

    KeyLogin(Login login) {
        this.login = login;
    }

    @Override
    public void init(ClientSession session, String service) throws Exception {
        setSignatureFactories(((DialledSession) session).loginSignatures());
        super.init(session, service);
    }

    @Override
    protected Iterator<PublicKeyIdentity> createPublicKeyIterator(
            ClientSession session, SignatureFactoriesManager own) {
        return new Offers(session, own);
    }

    @Override
    public void destroy() {
        try {
            if (agent != null) agent.close();
        } catch (IOException gone) {
            Log.debug("{}: closing the agent", "login", gone);
        }
        super.destroy();
    }

    private List<KeyAgentIdentity> agentKeys() {
        Optional<Path> socket = login.dialing().credentials().agent();
        List<KeyAgentIdentity> held = new ArrayList<>();
        if (socket.isEmpty()) return held;
        try {
            AgentSocket opened = new AgentSocket(socket.get());
            agent = opened;
            login.onLeave(opened);
            for (Map.Entry<PublicKey, String> key : opened.getIdentities())
                held.add(new KeyAgentIdentity(opened, key.getKey(), key.getValue()));
        } catch (IOException | RuntimeException unreachable) {
            login.note("the ssh-agent at " + socket.get() + " does not answer");
            Log.debug("agent {}", socket.get(), unreachable);
        }
        return held;
    }

    /// Opens one key after the other, only as far as the server makes us.
    private final class Offers implements Iterator<PublicKeyIdentity> {
        private final ClientSession session;
        private final SignatureFactoriesManager own;
        private final ArrayDeque<PublicKeyIdentity> ready = new ArrayDeque<>();
        private final ArrayDeque<KeyRing.Slot> slots = new ArrayDeque<>();
        private @Nullable List<KeyAgentIdentity> fromAgent;
        private boolean agentOffered;

        Offers(ClientSession session, SignatureFactoriesManager own) {
            this.session = session;
            this.own = own;
            login.keys().slots().stream().filter(slot -> !slot.optional()).forEach(slots::add);
            login.keys().slots().stream().filter(KeyRing.Slot::optional).forEach(slots::add);
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && more()) {}
            return !ready.isEmpty();
        }

        @Override
        public PublicKeyIdentity next() {
            if (!hasNext()) throw new NoSuchElementException();
            login.tried("publickey");
            return ready.poll();
        }

        private boolean more() {
            boolean agentsTurn = slots.isEmpty() || slots.peek().optional();
            if (agentsTurn && !agentOffered) {
                agentOffered = true;
                if (!login.dialing().credentials().identitiesOnly()) ready.addAll(agent());
                return true;
            }
            KeyRing.Slot slot = slots.poll();
            if (slot == null) return false;
            try {
                Optional<KeyAgentIdentity> held = heldByAgent(slot);
                if (held.isPresent()) ready.add(held.get());
                else slot.take(login).ifPresent(this::offer);
            } catch (RuntimeException thrown) {
                throw thrown;
            } catch (Exception failed) {
                throw new LoginEnded(failed);
            }
            return true;
        }

        /// The agent's own copy of a key whose public half lies beside it: nothing need be opened.
        private Optional<KeyAgentIdentity> heldByAgent(KeyRing.Slot slot) {
            Optional<KeyAgentIdentity> held = slot.publicHalf()
                    .flatMap(half -> agent().stream()
                            .filter(key ->
                                    KeyUtils.compareKeys(key.getKeyIdentity().getPublic(), half))
                            .findFirst());
            held.ifPresent(agent()::remove);
            return held;
        }

        private List<KeyAgentIdentity> agent() {
            List<KeyAgentIdentity> held = fromAgent;
            if (held == null) fromAgent = held = agentKeys();
            return held;
        }

        private void offer(KeyRing.Opened opened) {
            for (KeyPair pair : opened.pairs()) {
                ready.add(new KeyPairIdentity(own, session, pair));
                agent().removeIf(held ->
                        KeyUtils.compareKeys(held.getKeyIdentity().getPublic(), pair.getPublic()));
            }
        }
    }

    /// Carries a failure through the library's iterators.
    static final class LoginEnded extends RuntimeException {
        private static final long serialVersionUID = 1;

        LoginEnded(Throwable cause) {
            super(cause);
        }
    }
}
