package dev.drey.mcp;

/// `sftp_upload`: from this machine.
final class SftpUpload {
    private SftpUpload() {}

    static Tool tool(Desk desk) {
        return new Tool(
                "sftp_upload",
                "Upload a file or a directory",
                "Carries a local file to path, or what a local directory holds into the directory path. Interrupted, the"
                        + " same call goes on where it stopped. For text you have at hand, sftp_write is better.",
                Group.FILES,
                Freight.input(
                        Places.TARGET,
                        Member.needed("localPath", new Shape.Text("")),
                        Member.needed("path", new Shape.Text("the new name, not the directory to put it in"))),
                Freight.OUTPUT,
                Effect.ANYTHING,
                call -> new Freight(
                                desk,
                                call,
                                desk.local(call.arguments().needed("localPath")),
                                Places.of(desk, call.arguments()))
                        .carry());
    }
}
