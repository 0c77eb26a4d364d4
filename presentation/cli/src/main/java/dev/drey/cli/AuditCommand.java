package dev.drey.cli;

import dev.drey.access.Audit;
import dev.drey.access.Audited;
import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.files.Text;
import dev.drey.operations.Administration;
import dev.drey.operations.HubReport;
import dev.drey.session.Units;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `drey audit`: who did what.
@Command(name = "audit", description = "what was done on the hub, and by whom", sortOptions = false)
final class AuditCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(names = "--user", paramLabel = "NAME", description = "only what this user did")
    @Nullable
    String user;

    @Option(names = "--target", paramLabel = "NAME", description = "only at this target")
    @Nullable
    String target;

    @Option(names = "--path", paramLabel = "PATH", description = "only this path and below")
    @Nullable
    String path;

    @Option(names = "--since", paramLabel = "TIME", description = "only later than 2h, 7d or 2026-11-30T08:00:00Z")
    @Nullable
    String since;

    @Option(names = "--limit", paramLabel = "N", description = "the newest so many lines (1000)")
    int limit = 1000;

    AuditCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return HubWork.run(context, common, work -> {
            if (limit < 1 || limit > Audit.Page.MOST)
                throw Targets.usage("audit --limit takes 1 to " + Audit.Page.MOST);
            Audit.Query query = new Audit.Query(
                    Optional.ofNullable(user),
                    Optional.ofNullable(target),
                    Optional.ofNullable(path).map(RemotePath::of),
                    since == null ? Optional.empty() : Optional.of(moment(since)),
                    limit);
            for (Audited line : read(work, query)) work.row(map(line), text(line));
        });
    }

    /// The hub answers a part at a time, the newest first.
    private List<Audited> read(HubWork work, Audit.Query query) throws Failed {
        Deque<List<Audited>> parts = new ArrayDeque<>();
        Audit.Page page = query.page();
        boolean more = true;
        while (more) {
            var read = work.ask(new Administration.ReadAudit(query.withPage(page)), HubReport.AuditRead.class);
            int count = read.lines().size();
            if (count > 0) parts.push(read.lines());
            int left = page.limit() - count;
            more = read.cut() && count > 0 && left > 0;
            if (more) page = new Audit.Page(until(page, read.lines()), page.skip() + count, left);
        }
        return parts.stream().flatMap(List::stream).toList();
    }

    private static Optional<Instant> until(Audit.Page page, List<Audited> lines) {
        return page.until().isPresent()
                ? page.until()
                : Optional.of(lines.getLast().at());
    }

    private static Instant moment(String text) throws Failed {
        try {
            if (text.indexOf('T') > 0) return Instant.parse(text);
            return Instant.now().minus(Duration.ofMillis(Units.millis(text)));
        } catch (DateTimeException wrong) {
            throw Targets.usage("audit --since: '" + text + "' is neither 2h, 7d nor 2026-11-30T08:00:00Z");
        }
    }

    private static Map<String, Object> map(Audited line) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("at", line.at().toString());
        map.put("user", line.user());
        map.put("credential", line.credential());
        map.put("from", line.from());
        map.put("action", line.action());
        map.put("target", line.target());
        line.path().ifPresent(one -> map.put("path", one.display()));
        line.to().ifPresent(one -> map.put("to", one.display()));
        line.bytes().ifPresent(bytes -> map.put("bytes", bytes));
        map.put("result", line.result());
        line.sha256().ifPresent(hash -> map.put("sha256", hash));
        if (!line.detail().isEmpty()) map.put("detail", line.detail());
        return map;
    }

    /// Names and details are others' words.
    private static String text(Audited line) {
        StringBuilder text = new StringBuilder(96);
        text.append(line.at()).append(' ').append(Text.display(line.user()));
        text.append(' ').append(Text.display(line.action()));
        if (!line.target().isEmpty() || line.path().isPresent()) {
            text.append(' ').append(Text.display(line.target()));
            line.path().ifPresent(one -> text.append(':').append(one.display()));
        }
        line.to().ifPresent(one -> text.append(" -> ").append(one.display()));
        line.bytes().ifPresent(bytes -> text.append(' ').append(bytes).append(" B"));
        text.append(' ').append(Text.display(line.result())).append(" from ").append(Text.display(line.from()));
        if (!line.detail().isEmpty()) text.append(": ").append(Text.display(line.detail()));
        return text.toString();
    }
}
