package dev.drey.drey;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.link.Channel;
import dev.drey.link.Exec;
import dev.drey.link.Link;
import dev.drey.link.LinkInfo;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A link that counts as gone with the first channel that was opened on it: when the SFTP server at its end has
/// died, what stands on the link is dead, however well the connection is.
final class MainChannel implements Link {
    private final Link link;
    private volatile @Nullable Channel first;

    MainChannel(Link link) {
        this.link = link;
    }

    @Override
    public Channel openSftp() throws Failed {
        Channel channel = link.openSftp();
        if (first == null) first = channel;
        return channel;
    }

    @Override
    public Optional<Exec> exec() {
        return link.exec();
    }

    @Override
    public LinkInfo info() {
        return link.info();
    }

    @Override
    public boolean isOpen() {
        Channel main = first;
        return link.isOpen() && (main == null || main.isOpen());
    }

    @Override
    public void whenEnded(Consumer<Optional<Failure>> then) {
        link.whenEnded(then);
    }

    @Override
    public void close() {
        link.close();
    }
}
