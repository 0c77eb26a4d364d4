package dev.drey.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The document whose calls `drey mcp` serves, whole and unaltered (`mcp-console-sftp.md`), and the code in its text.
final class Reference {
    private static final String NAME = "mcp-console-sftp.md";

    /// Of the document as it was given to us.
    static final String SHA256 = "af58effffa17dfbb1519c97c9de5918747cfec06cf38aff3a1587bf7af5a005f";

    private Reference() {}

    static byte[] bytes() {
        try (InputStream in = Objects.requireNonNull(Reference.class.getResourceAsStream(NAME), NAME)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where the original lies beside the checkout of whoever keeps both.
    static Path original() {
        return Checkout.root().resolveSibling("shared").resolve("reference").resolve(NAME);
    }

    /// The blocks of code below a heading and above the next, in order.
    ///
    /// @param heading the whole line, such as `### 1. Basic File Operations`
    static List<String> blocks(String heading) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        boolean below = false;
        boolean code = false;
        boolean found = false;
        for (String line : new String(bytes(), StandardCharsets.UTF_8).split("\n", -1)) {
            if (line.startsWith("```")) {
                if (code && below) blocks.add(block.toString());
                block.setLength(0);
                code = !code;
            } else if (code) {
                block.append(line).append('\n');
            } else if (line.startsWith("#")) {
                below = line.equals(heading);
                found |= below;
            }
        }
        if (!found) throw new IllegalArgumentException("the reference has no heading '" + heading + "'");
        return blocks;
    }

    /// The only block below a heading.
    static String block(String heading) {
        List<String> blocks = blocks(heading);
        if (blocks.size() != 1) throw new IllegalArgumentException(heading + " has " + blocks.size() + " blocks");
        return blocks.getFirst();
    }
}
