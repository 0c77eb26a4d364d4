package dev.drey.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Who takes part.
final class Tools {
    private Tools() {}

    /// Those of `fit` that are wished for and installed, drey first.
    static List<Tool> taking(Wishes wishes, Set<Tool> fit) {
        return List.of(Tool.values()).stream()
                .filter(tool -> fit.contains(tool) && wishes.tools().contains(tool) && tool.isInstalled())
                .toList();
    }

    static boolean isOnPath(String word) {
        for (String folder :
                System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder.isEmpty() ? "." : folder, word))) return true;
        }
        return false;
    }
}
