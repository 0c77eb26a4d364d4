/// Which key a server has to show: `known_hosts` read and written with OpenSSH's verdicts, fingerprints, and
/// what to do with a verdict. No network here: who asks brings the key.
///
/// The facts come from sshd(8) "SSH_KNOWN_HOSTS FILE FORMAT" and from the behaviour of OpenSSH 9 and 10,
/// against which `KnownHostsIT` compares every verdict.
@NullMarked
package dev.drey.hostkeys;

import org.jspecify.annotations.NullMarked;
