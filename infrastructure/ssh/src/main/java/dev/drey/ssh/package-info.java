/// SSH connections: dialled ([Dialing] says where and how) and taken ([Entrance] says who may come in).
///
/// The only room that knows the SSH library; everybody else sees the ports of `dev.drey.link`.
@NullMarked
package dev.drey.ssh;

import org.jspecify.annotations.NullMarked;
