package dev.drey.mcp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What would be lost if a call were carried out: what somebody agrees to.
///
/// @param what for people, such as `remove box:/srv/old`
/// @param count files and directories
/// @param first some of their names
/// @param print another one as soon as anything in the plan is another
record Plan(String what, long count, long bytes, List<String> first, String print) {
    /// How many names are shown.
    static final int SHOWN = 20;

    Plan {
        first = List.copyOf(first);
    }

    /// @param all every name, with all that makes it what it is
    static Plan of(String what, long bytes, List<String> names, List<String> all) {
        return new Plan(what, names.size(), bytes, names.subList(0, Math.min(SHOWN, names.size())), print(what, all));
    }

    /// Several that are agreed to together.
    static Plan joined(String what, List<Plan> plans) {
        return new Plan(
                what,
                plans.stream().mapToLong(Plan::count).sum(),
                plans.stream().mapToLong(Plan::bytes).sum(),
                plans.stream()
                        .flatMap(plan -> plan.first().stream())
                        .limit(SHOWN)
                        .toList(),
                print(what, plans.stream().map(Plan::print).toList()));
    }

    static String print(String what, List<String> all) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(what.getBytes(StandardCharsets.UTF_8));
            for (String one : all) {
                hash.update((byte) 0);
                hash.update(one.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("what", what);
        map.put("count", count);
        map.put("bytes", bytes);
        map.put("first", first);
        return map;
    }
}
