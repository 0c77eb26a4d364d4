package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import dev.drey.session.Target;
import dev.drey.transfer.Options;
import dev.drey.transfer.TreeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A file or a tree on its way from one place to another, whichever tool asked for it.
final class Freight {
    /// More than so many files are not overwritten unasked.
    static final int MANY = 20;

    private static final Shape.Many PATTERNS = new Shape.Many("", new Shape.Text(""), 1000);
    private static final List<String> OF_TREES = List.of("includePatterns", "excludePatterns", "links");

    /// What every tool that carries something takes.
    private static final List<Member> OPTIONS = List.of(
            Member.may(
                    "overwrite",
                    new Shape.Either(
                            "default false",
                            new Shape.Flag(""),
                            new Shape.Text("", "skip", "rename", "newer", "different"))),
            Replacing.IF_VERSION,
            Member.may("createDirectories", new Shape.Flag("missing parents")),
            Member.may("includePatterns", PATTERNS),
            Member.may("excludePatterns", PATTERNS),
            Member.may("links", new Shape.Text("default copy", "copy", "skip", "follow")),
            Member.may("preservePermissions", new Shape.Flag("")),
            Member.may("checksumVerification", new Shape.Flag("")),
            Member.may("bandwidth", new Shape.Text("such as 2MiB, a second")),
            Member.may("dryRun", new Shape.Flag("")),
            Member.may("background", new Shape.Flag("answer at once with an id")),
            Consents.TOKEN);

    static final Shape.Fields OUTPUT = new Shape.Fields(
            "",
            List.of(
                    Member.may("transfer", new Shape.Fields("", List.of(), true)),
                    Consents.PLAN,
                    Consents.TOKEN,
                    Failures.MEMBER),
            true);

    private final Desk desk;
    private final ToolCall call;
    private final Place from;
    private final Place to;
    private final Replacing rule;

    Freight(Desk desk, ToolCall call, Place from, Place to) {
        this.desk = desk;
        this.call = call;
        this.from = from;
        this.to = to;
        this.rule = new Replacing(desk, call, to);
    }

    static Shape.Fields input(Member... own) {
        List<Member> all = new ArrayList<>(List.of(own));
        all.addAll(OPTIONS);
        return Shape.Fields.of("", all);
    }

    Answer carry() throws Failed {
        try {
            var source = desk.ask(call, new Operation.Stat(from, true, false), Outcome.Described.class);
            return source.line().attributes().isDirectory() ? tree() : file();
        } catch (Failed failed) {
            throw Replacing.told(failed);
        }
    }

    private Answer file() throws Failed {
        for (String name : OF_TREES) {
            if (call.arguments().has(name)) {
                throw wrong(name + " is for directories, and " + Places.shown(from) + " is a file");
            }
        }
        Options options = options();
        rule.checkVersion();
        if (!options.dryRun()) {
            Optional<Answer> asked = rule.askForOne();
            if (asked.isPresent()) return asked.get();
        }
        return run(new Operation.CopyFile(from, to, options));
    }

    private Answer tree() throws Failed {
        if (call.arguments().has("ifVersion")) {
            throw wrong("ifVersion is for files, and " + Places.shown(from) + " is a directory");
        }
        Options options = options();
        TreeOptions parts = Carrying.tree(rule.ruled(), call.tool().name());
        Operation operation = new Operation.CopyTree(from, to, options, parts);
        Guard.check(operation, desk.settings());
        if (!options.dryRun()) {
            Optional<Answer> asked = askForTree(parts);
            if (asked.isPresent()) return asked.get();
        }
        return run(operation);
    }

    private Failed wrong(String why) {
        return Targets.wrong(call.tool().name() + ": " + why);
    }

    private Options options() throws Failed {
        return options(rule.ruled());
    }

    private Options options(Arguments said) throws Failed {
        Target far = Places.target(to.isLocal() ? from : to);
        return Carrying.options(said, call.tool().name(), far, desk.settings().defaults(), false);
    }

    /// Agrees that the files of a tree are replaced, where they are many.
    private Optional<Answer> askForTree(TreeOptions parts) throws Failed {
        Settings.Confirm confirm = desk.settings().confirm();
        boolean may = confirm != Settings.Confirm.NEVER && rule.mayReplace();
        if (!may && !call.arguments().has("confirmToken")) return Optional.empty();
        Plans plans = new Plans(desk, call);
        Plans.Load load = new Plans.Load(from, to, parts, this::dry);
        List<String> old = plans.replaced(load);
        boolean needed = may && old.size() > (confirm == Settings.Confirm.ALWAYS ? 0 : MANY);
        Object overwrite = rule.ruled().value("overwrite").orElse(true);
        return desk.consents().ask(call, needed, () -> plans.replacing(load, old, overwrite));
    }

    private Options dry(Object overwrite) throws Failed {
        return options(rule.ruled().with("overwrite", overwrite).with("dryRun", true));
    }

    private Answer run(Operation operation) throws Failed {
        boolean dry = call.arguments().flag("dryRun", false);
        String what = (dry ? "dry run of " : "") + call.tool().name() + " "
                + String.join(" ", Echo.of(List.of(Places.shown(from), Places.shown(to))));
        Job job = desk.start(call, what, operation);
        desk.await(call, job, Jobs.PATIENCE, call.arguments().flag("background", false));
        Map<String, Object> transfer = Moves.transfer(job);
        boolean broken = !Long.valueOf(0).equals(transfer.getOrDefault("failed", 0L));
        return new Answer(Map.of("transfer", transfer), Moves.line(job, transfer), broken);
    }
}
