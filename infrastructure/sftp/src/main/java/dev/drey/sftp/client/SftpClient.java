package dev.drey.sftp.client;

import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.link.Channel;
import dev.drey.link.Link;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Opens the files of an SFTP server as a tree.
///
/// The tree closes the channels that it opened and the further links that it asked for, never the link it
/// was given. Failures of opening: NO_SFTP_SUBSYSTEM where no SFTP server answers, PROTOCOL_ERROR,
/// TIMEOUT, CONNECTION_LOST, LIMIT_EXCEEDED, CANCELLED.
public final class SftpClient {
    private SftpClient() {}

    /// Over a new channel of this link, with up to three more as lanes.
    public static FileTree over(Link link) throws Failed {
        return over(link, Limits.USUAL, MoreLinks.NONE);
    }

    /// The same with limits of one's own, and further links for lanes from 4 on.
    public static FileTree over(Link link, Limits limits, MoreLinks more) throws Failed {
        Map<Link, Flight> flights = new ConcurrentHashMap<>();
        SeenFiles seen = new SeenFiles();
        SftpLanes lanes =
                new SftpLanes(Optional.of(link), more, each -> lane(each, limits, flight(flights, each, limits), seen));
        Conversation conversation = begin(link, limits, flight(flights, link, limits));
        return tree(conversation, seen, lanes, quirks(link));
    }

    /// What is in flight is bounded for each connection by itself.
    private static Flight flight(Map<Link, Flight> flights, Link link, Limits limits) {
        return flights.computeIfAbsent(link, any -> new Flight(limits.inFlight(), limits.patient()));
    }

    /// Over this one channel, which is closed with the tree.
    ///
    /// @param peer what is at its other end, for messages
    public static FileTree over(Channel channel, String peer) throws Failed {
        return over(channel, peer, Limits.USUAL);
    }

    /// The same with limits of one's own.
    public static FileTree over(Channel channel, String peer, Limits limits) throws Failed {
        Flight flight = new Flight(limits.inFlight(), limits.patient());
        return alone(Conversation.begin(channel, peer, limits, flight), new SeenFiles(), Quirks.USUAL);
    }

    private static FileTree lane(Link link, Limits limits, Flight flight, SeenFiles seen) throws Failed {
        return alone(begin(link, limits, flight), seen, quirks(link));
    }

    /// A tree without lanes of its own.
    private static FileTree alone(Conversation conversation, SeenFiles seen, Quirks quirks) throws Failed {
        SftpLanes lanes = new SftpLanes(Optional.empty(), MoreLinks.NONE, link -> {
            throw new IllegalStateException("there is no link to open a lane on");
        });
        return tree(conversation, seen, lanes, quirks);
    }

    private static Quirks quirks(Link link) {
        return Quirks.of(link.info().software());
    }

    private static Conversation begin(Link link, Limits limits, Flight flight) throws Failed {
        return Conversation.begin(link.openSftp(), link.info().peer(), limits, flight);
    }

    private static FileTree tree(Conversation conversation, SeenFiles seen, SftpLanes lanes, Quirks quirks)
            throws Failed {
        try {
            SftpTree tree = new SftpTree(conversation, seen, lanes, quirks, lanes::close);
            lanes.first(tree);
            return tree;
        } catch (Failed failed) {
            conversation.close();
            throw failed;
        }
    }
}
