/// The packets of SFTP version 3 and its extensions, and nothing about what they do.
///
/// [Request] and [Reply] are the two families; [Framing] cuts arriving bytes into packets. Each packet is
/// described once,
/// in [Layouts], and that one description reads it and writes it. Sources: draft-ietf-secsh-filexfer-02;
/// OpenSSH's PROTOCOL, section 4; draft-ietf-secsh-filexfer-09 section 9 and
/// draft-ietf-secsh-filexfer-extensions-00.
@NullMarked
package dev.drey.sftp.wire;

import org.jspecify.annotations.NullMarked;
