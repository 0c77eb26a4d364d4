package dev.drey.mcp;

import java.util.ArrayList;
import java.util.List;

/// Which tools there are, in the order in which clients see them; one line each.
final class Tools {
    private Tools() {}

    static Toolbox of(Desk desk) {
        List<Tool> all = new ArrayList<>(console(desk));
        all.addAll(files(desk));
        Settings settings = desk.settings();
        all.removeIf(tool -> !settings.groups().contains(tool.group()));
        return new Toolbox(all);
    }

    private static List<Tool> console(Desk desk) {
        return List.of(
                ConsoleCreateSession.tool(desk),
                ConsoleExecuteCommand.tool(desk),
                ConsoleStopSession.tool(desk),
                ConsoleListSessions.tool(desk));
    }

    private static List<Tool> files(Desk desk) {
        return List.of(
                SftpTargets.tool(desk),
                SftpList.tool(desk),
                SftpStat.tool(desk),
                SftpRead.tool(desk),
                SftpWrite.tool(desk),
                SftpEdit.tool(desk),
                SftpUpload.tool(desk),
                SftpDownload.tool(desk),
                SftpCopy.tool(desk),
                SftpMkdir.tool(desk),
                SftpRename.tool(desk),
                SftpDelete.tool(desk),
                SftpAttributes.tool(desk),
                SftpLink.tool(desk),
                SftpChecksum.tool(desk),
                SftpSearch.tool(desk),
                SftpDisk.tool(desk),
                SftpCompare.tool(desk),
                TransferStatus.tool(desk),
                TransferControl.tool(desk));
    }
}
