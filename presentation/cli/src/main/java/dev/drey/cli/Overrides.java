package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.session.Draft;
import dev.drey.session.Field;
import java.util.Optional;

/// What the command line says of a connection, over whatever else is said of it.
final class Overrides {
    private Overrides() {}

    static void apply(Draft draft, Common common) throws Failed {
        for (String field : common.fields) {
            int equals = field.indexOf('=');
            int space = field.indexOf(' ');
            int at = equals < 0 ? space : equals;
            if (at <= 0) throw Targets.usage("-o " + field + ": say FIELD=VALUE");
            draft.override(
                    field.substring(0, at).strip(), field.substring(at + 1).strip());
        }
        if (common.port != null) draft.override("port", common.port);
        if (common.jump != null) draft.override("proxyJump", common.jump);
        if (common.compress) draft.override("compression", true);
        if (common.four && common.six) throw Targets.usage("-4 and -6 exclude each other");
        if (common.four) draft.override("addressFamily", "inet");
        if (common.six) draft.override("addressFamily", "inet6");
        if (common.keys.size() > 1) throw Targets.usage("-i may be given once; list more in ~/.ssh/config");
        if (!common.keys.isEmpty()) {
            draft.override(Field.PRIVATE_KEY.word(), common.keys.getFirst().toString());
        }
    }

    /// One that was said; empty: none was.
    static Optional<String> said(Common common) {
        if (!common.fields.isEmpty()) return Optional.of("-o");
        if (common.port != null) return Optional.of("-P");
        if (common.jump != null) return Optional.of("-J");
        if (common.compress) return Optional.of("-C");
        if (common.four) return Optional.of("-4");
        if (common.six) return Optional.of("-6");
        if (common.sshConfig != null) return Optional.of("-F");
        return common.keys.isEmpty() ? Optional.empty() : Optional.of("-i");
    }
}
