/// How Drey's own programs talk to a running hub: operations and outcomes as lines of JSON over one
/// channel, which is the SSH subsystem `drey-control` of the door or a Unix socket.
@NullMarked
package dev.drey.control;

import org.jspecify.annotations.NullMarked;
