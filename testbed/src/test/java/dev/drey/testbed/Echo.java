package dev.drey.testbed;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.link.Channel;
import dev.drey.link.Receiver;
import dev.drey.ssh.Credentials;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.Entrance;
import dev.drey.ssh.HostKeyRule;
import dev.drey.ssh.Identity;
import dev.drey.ssh.Listener;
import dev.drey.ssh.Secret;
import dev.drey.ssh.UserKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Lets in one user and sends back whatever comes.
final class Echo implements Entrance {
    final LinkedBlockingQueue<Caller> callers = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<Caller> left = new LinkedBlockingQueue<>();

    /// How often it was asked who may come in.
    final AtomicInteger questions = new AtomicInteger();

    @Override
    public Optional<Guest> admit(String username, Proof proof, String from) {
        questions.incrementAndGet();
        boolean right = switch (proof) {
            case Proof.Key(UserKey key) -> key.line().equals(KeyFile.client().publicLine());
            case Proof.Password(Secret text) -> text.equals(Secret.of("rabbit"));
        };
        return right && username.equals("alice")
                ? Optional.of(new Caller(this, username, proof, from))
                : Optional.empty();
    }

    record Caller(Echo echo, String username, Entrance.Proof proof, String from) implements Entrance.Guest {
        @Override
        public void left() {
            echo.left.add(this);
        }

        @Override
        public Optional<Consumer<Channel>> subsystem(String name) {
            return name.equals("shout") ? Optional.of(this::sftp) : Optional.empty();
        }

        @Override
        public Optional<Entrance.Command> exec(String command) {
            return command.equals("register laptop") ? Optional.of(Caller::register) : Optional.empty();
        }

        private static int register(Channel channel) {
            try {
                channel.send(ByteBuffer.wrap("registered\n".getBytes(StandardCharsets.UTF_8)));
            } catch (Failed gone) {
                throw new IllegalStateException(gone);
            }
            return 7;
        }

        @Override
        public void sftp(Channel channel) {
            echo.callers.add(this);
            LinkedBlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
            CountDownLatch over = new CountDownLatch(1);
            channel.receive(new Receiver() {
                @Override
                public void data(ByteBuffer bytes) {
                    byte[] copy = new byte[bytes.remaining()];
                    bytes.get(copy);
                    arrived.add(copy);
                }

                @Override
                public void closed(Optional<Failure> why) {
                    over.countDown();
                    arrived.add(new byte[0]);
                }
            });
            try {
                for (byte[] next = arrived.take(); next.length > 0; next = arrived.take()) {
                    channel.send(ByteBuffer.wrap(next));
                    channel.consumed(next.length);
                }
                over.await(10, TimeUnit.SECONDS);
            } catch (Failed | InterruptedException ended) {
                return;
            }
        }
    }

    static Dialing to(Listener listener, Credentials credentials, TempDir dir) throws Exception {
        Path known = dir.resolve("known" + listener.port());
        Files.writeString(
                known,
                "[127.0.0.1]:" + listener.port() + " " + listener.hostKey().text() + "\n");
        return Dialing.to("127.0.0.1", listener.port(), "alice", credentials, HostKeyRule.of(TrustPolicy.YES, known));
    }

    static Credentials key() {
        return Credentials.of(Identity.of(KeyFile.client().privateKey()));
    }

    static Credentials password(String text) {
        return Credentials.of(Secret.of(text));
    }

    static String ssh(Listener listener, String... words) {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "printf hello | timeout 10 ssh \"$@\" 2>&1; echo status $?",
                "sh",
                "-F",
                "none",
                "-p",
                "" + listener.port(),
                "-o",
                "BatchMode=yes",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "IdentityAgent=none",
                "-i",
                KeyFile.client().privateKey().toString()));
        if (words[0].equals("-W")) command.addAll(List.of("-W", words[1], "alice@127.0.0.1"));
        else if (words[0].equals("-s")) command.addAll(List.of("-s", "alice@127.0.0.1", words[1]));
        else if (words[0].startsWith("-")) {
            command.addAll(List.of(words).subList(0, words.length - 1));
            command.addAll(List.of("alice@127.0.0.1", words[words.length - 1]));
        } else if (words[0].isEmpty()) command.add("alice@127.0.0.1");
        else command.addAll(List.of("alice@127.0.0.1", words[0]));
        return Child.run(command.toArray(String[]::new));
    }
}
