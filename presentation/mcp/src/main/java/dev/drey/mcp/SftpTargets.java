package dev.drey.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `sftp_targets`: where one can go.
final class SftpTargets {
    private final Desk desk;

    private SftpTargets(Desk desk) {
        this.desk = desk;
    }

    static Tool tool(Desk desk) {
        return new Tool(
                "sftp_targets",
                "List targets",
                "Lists the servers that can be used by name, the default one, and the folders of this machine that"
                        + " may be touched. Start here.",
                Group.FILES,
                Shape.Fields.of(),
                new Shape.Fields(
                        "",
                        List.of(
                                Member.may(
                                        "targets", new Shape.Many("", new Shape.Fields("", List.of(), true), 10_000)),
                                Member.may("defaultServer", new Shape.Text("")),
                                Member.may("localRoots", new Shape.Many("", new Shape.Text(""), 1000)),
                                Member.may("hubTrouble", new Shape.Text("")),
                                Member.may("adHoc", new Shape.Flag("")),
                                Member.may("readOnly", new Shape.Flag("")),
                                Failures.MEMBER),
                        true),
                Effect.LOOKS,
                call -> new SftpTargets(desk).answer());
    }

    private Answer answer() {
        Targets.Names known = desk.targets().names();
        List<String> names = known.names();
        String servers = (names.isEmpty() ? "no configured servers" : "servers: " + String.join(", ", names))
                + known.trouble().map(why -> "\n" + why).orElse("");
        String roots = desk.settings().roots().isEmpty()
                ? "no local folder may be touched"
                : "local folders: " + String.join(", ", desk.settings().roots());
        return Answer.of(data(desk), servers + "\n" + roots);
    }

    static Map<String, Object> data(Desk desk) {
        Targets.Names known = desk.targets().names();
        List<String> names = known.names();
        List<Map<String, Object>> targets = new ArrayList<>();
        for (String name : names) targets.add(Map.of("name", name, "kind", "server"));
        if (!names.contains(Targets.LOCAL)) targets.add(Map.of("name", Targets.LOCAL, "kind", "local"));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("targets", targets);
        desk.targets().defaultServer().ifPresent(name -> data.put("defaultServer", name));
        data.put("localRoots", desk.settings().roots());
        known.trouble().ifPresent(why -> data.put("hubTrouble", why));
        data.put("adHoc", desk.settings().adHoc());
        data.put("readOnly", desk.settings().readOnly());
        return data;
    }
}
