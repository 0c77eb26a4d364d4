package dev.drey.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `drey` itself.
@Command(
        name = "drey",
        description = "One home for the files of many machines.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Ls.class,
            TreeCommand.class,
            StatCommand.class,
            Du.class,
            Df.class,
            FindCommand.class,
            Put.class,
            Get.class,
            Cp.class,
            Mv.class,
            Cat.class,
            Write.class,
            Mkdir.class,
            Rm.class,
            Rmdir.class,
            Rename.class,
            Chmod.class,
            Chown.class,
            Touch.class,
            Ln.class,
            Readlink.class,
            Sum.class,
            Compare.class,
            Trust.class,
            Doctor.class,
            Transfers.class,
            Servers.class,
            ConfigCommand.class,
            Completion.class,
            Demo.class,
            VersionCommand.class
        })
final class Root {
    @Option(names = "--help", usageHelp = true, description = "show this text")
    boolean help;
}
