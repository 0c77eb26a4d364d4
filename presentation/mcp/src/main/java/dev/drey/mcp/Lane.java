package dev.drey.mcp;

/// One era of the protocol, over the same lines and the same tools as the others. Called by the reader's
/// thread, which must not wait.
interface Lane {
    /// Whether this message is of its era.
    boolean takes(Message.Request request);

    void request(Message.Request request);

    /// A notice that every lane gets, such as that a request is cancelled.
    void notice(Message.Notice notice);

    /// The answer to something that one of the lanes has asked.
    void reply(Message.Reply reply);

    /// Nobody is there any more.
    void end();
}
