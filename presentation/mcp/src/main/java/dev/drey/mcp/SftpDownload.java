package dev.drey.mcp;

/// `sftp_download`: to this machine.
final class SftpDownload {
    private SftpDownload() {}

    static Tool tool(Desk desk) {
        return new Tool(
                "sftp_download",
                "Download a file or a directory",
                "Carries the file path to localPath, or what the directory path holds into the local directory."
                        + " Interrupted, the same call goes on where it stopped. To look into a file, sftp_read is better.",
                Group.FILES,
                Freight.input(
                        Places.TARGET,
                        Places.PATH,
                        Member.needed("localPath", new Shape.Text("the new name, not the directory to put it in"))),
                Freight.OUTPUT,
                Effect.ANYTHING,
                call -> new Freight(
                                desk,
                                call,
                                Places.of(desk, call.arguments()),
                                desk.local(call.arguments().needed("localPath")))
                        .carry());
    }
}
