package dev.drey.testbed;

import dev.drey.files.Failed;
import dev.drey.link.Channel;
import dev.drey.link.Exec;
import dev.drey.link.Link;
import dev.drey.link.LinkInfo;
import java.util.Optional;

/// A link whose server answers in one of the ways that servers should not, around one that does not.
record MeanLink(Link link, Meanness meanness) implements Link {
    /// What is wrong with the answers.
    enum Meanness {
        /// Every answer to a READ has half of what was asked for, as long as that is more than a byte.
        SHORT_READS,
        /// Answers come backwards, some at a time; SFTP promises no order.
        OUT_OF_ORDER,
        /// From the eighteenth answer on, the length is right and all else is noise.
        GARBAGE
    }

    @Override
    public Channel openSftp() throws Failed {
        return new MeanChannel(link.openSftp(), meanness);
    }

    @Override
    public Optional<Exec> exec() {
        return Optional.empty();
    }

    @Override
    public LinkInfo info() {
        return link.info();
    }

    @Override
    public boolean isOpen() {
        return link.isOpen();
    }

    @Override
    public void close() {
        link.close();
    }
}
