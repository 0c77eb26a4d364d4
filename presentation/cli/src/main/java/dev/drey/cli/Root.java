package dev.drey.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `drey` itself, and which class speaks for each of its commands.
@Command(name = "drey", description = "One home for the files of many machines.", synopsisSubcommandLabel = "COMMAND")
final class Root {
    @Option(names = "--help", usageHelp = true, description = "show this text")
    boolean help;

    /// In the order in which help shows them.
    static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("ls", Ls.class);
        commands.put("tree", TreeCommand.class);
        commands.put("stat", StatCommand.class);
        commands.put("du", Du.class);
        commands.put("df", Df.class);
        commands.put("find", FindCommand.class);
        commands.put("put", Put.class);
        commands.put("get", Get.class);
        commands.put("cp", Cp.class);
        commands.put("mv", Mv.class);
        commands.put("cat", Cat.class);
        commands.put("write", Write.class);
        commands.put("edit", Edit.class);
        commands.put("mkdir", Mkdir.class);
        commands.put("rm", Rm.class);
        commands.put("rmdir", Rmdir.class);
        commands.put("rename", Rename.class);
        commands.put("chmod", Chmod.class);
        commands.put("chown", Chown.class);
        commands.put("touch", Touch.class);
        commands.put("ln", Ln.class);
        commands.put("readlink", Readlink.class);
        commands.put("sum", Sum.class);
        commands.put("compare", Compare.class);
        commands.put("shell", Shell.class);
        commands.put("mcp", Mcp.class);
        commands.put("serve", Serve.class);
        commands.put("user", UserCommand.class);
        commands.put("token", TokenCommand.class);
        commands.put("audit", AuditCommand.class);
        commands.put("port", PortCommand.class);
        commands.put("trust", Trust.class);
        commands.put("doctor", Doctor.class);
        commands.put("transfers", Transfers.class);
        commands.put("servers", Servers.class);
        commands.put("config", ConfigCommand.class);
        commands.put("completion", Completion.class);
        commands.put("demo", Demo.class);
        commands.put("version", VersionCommand.class);
        return commands;
    }
}
