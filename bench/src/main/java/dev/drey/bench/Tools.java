package dev.drey.bench;

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
}
