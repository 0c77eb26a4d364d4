package dev.drey.testbed;

import dev.drey.files.Accounts;
import dev.drey.files.FileTree;
import dev.drey.files.HardLinks;
import dev.drey.files.Home;
import dev.drey.files.Lanes;
import dev.drey.files.LinkAttributes;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.ServerSideCopy;
import dev.drey.files.Space;
import dev.drey.sftp.client.SftpClient;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;

/// The laws of a tree, kept by our client over OpenSSH's `sftp-server` on pipes.
class SftpTreeOnPipesIT extends FileTreeContract {
    private static final TempDir DIR = TempDir.create();
    private static final SftpServerPipes SERVER = SftpServerPipes.start();

    @AfterAll
    static void stop() {
        SERVER.close();
        DIR.close();
    }

    @Override
    protected FileTree openTree() throws Exception {
        return SftpClient.over(SERVER);
    }

    @Override
    protected RemotePath root() {
        return RemotePath.of(DIR.path().toString());
    }

    @Override
    public Optional<Path> disk() {
        return Optional.of(DIR.path());
    }

    @Override
    public Optional<Denied> denied() {
        return Optional.empty();
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
