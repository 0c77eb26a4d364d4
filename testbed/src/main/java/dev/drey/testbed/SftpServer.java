package dev.drey.testbed;

/// Where Debian keeps OpenSSH's `sftp-server`.
final class SftpServer {
    static final String PROGRAM = "/usr/lib/openssh/sftp-server";

    private SftpServer() {}
}
