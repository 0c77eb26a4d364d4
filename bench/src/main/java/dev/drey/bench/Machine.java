package dev.drey.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// When and where the figures come from; without it they mean nothing.
///
/// @param load of the last minute, before anything was measured
/// @param versions one line for each tool
record Machine(String date, String hardware, double load, String files, List<String> versions) {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    Machine {
        versions = List.copyOf(versions);
    }

    static Machine here(Ground ground, Wishes wishes) throws IOException, InterruptedException {
        String files = ground.place().root().getParent() + " (P7: "
                + ground.disk().root().getParent() + ")";
        String date = LocalDate.now(ZoneOffset.UTC).toString();
        return new Machine(date, hardwareHere(), loadHere(), files, versions(ground, wishes));
    }

    /// Whether something else uses the machine, so that the figures say little.
    boolean isBusy() {
        return load > 0.5 * Runtime.getRuntime().availableProcessors();
    }

    private static String hardwareHere() throws IOException {
        String cpu = field(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch"));
        String memory = field(Path.of("/proc/meminfo"), "MemTotal").orElse("0").replaceAll("[^0-9]", "");
        return String.format(
                Locale.ROOT,
                "%d × %s, %.1f GiB, %s %s",
                Runtime.getRuntime().availableProcessors(),
                cpu,
                Long.parseLong(memory) / 1048576.0,
                System.getProperty("os.name"),
                System.getProperty("os.version"));
    }

    private static Optional<String> field(Path file, String name) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(name))
                return Optional.of(line.substring(line.indexOf(':') + 1).strip());
        }
        return Optional.empty();
    }

    private static double loadHere() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
    }

    private static List<String> versions(Ground ground, Wishes wishes) throws IOException, InterruptedException {
        List<String> versions = new ArrayList<>();
        for (Tool tool : Tools.taking(wishes, Set.of(Tool.values()))) {
            List<String> command = switch (tool) {
                case DREY -> List.of(ground.drey().toString(), "version");
                case SFTP -> List.of("ssh", "-V");
                case SCP -> List.of();
                case LFTP, RSYNC -> List.of(tool.word(), "--version");
                case RCLONE -> List.of("rclone", "version");
            };
            if (command.isEmpty()) continue;
            Run run = ground.run(command, "", LIMIT, LIMIT, Run.Watch.NOTHING);
            versions.add(String.join(
                    " ", List.of(run.start().split(" ", -1)).stream().limit(4).toList()));
        }
        return versions;
    }
}
