package dev.drey.testbed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The configurations in the reference's text, as Node reads them: what its programs would hand over.
final class ReferenceConfiguration {
    private static final String TYPE = ": SFTPProtocolConfig";

    private ReferenceConfiguration() {}

    /// A field with the groups that it stands in, such as `options.algorithms.kex`.
    ///
    /// @param name the last part
    /// @param nested the whole configuration, with nothing in it but this field
    record Leaf(String path, String name, Object value, Map<String, Object> nested) {
        @Override
        public String toString() {
            return path;
        }
    }

    /// What is declared by that name below a heading. Files that it reads are read, and the environment is `variables`.
    ///
    /// @param table paths of this machine that stand in for the text's
    static Heard of(String heading, String name, List<Substitution> table, Map<String, String> variables) {
        String block = Reference.blocks(heading).getFirst();
        String ours = Substitution.apply(table, block);
        Substitution.compare(table, block, ours);
        List<String> command = new ArrayList<>(List.of("env", "-u", "SSH_AUTH_SOCK", "-u", "SSH_KEY_PASSPHRASE"));
        variables.forEach((variable, value) -> command.add(variable + "=" + value));
        String script = ours.replace(TYPE, "") + "\nconsole.log(JSON.stringify(" + name + "));";
        command.addAll(List.of("node", "-e", script));
        return Heard.parse(Child.run(command.toArray(String[]::new)));
    }

    /// Its fields, groups taken apart; a Buffer is one value.
    static List<Leaf> leaves(Heard configuration) {
        List<Leaf> leaves = new ArrayList<>();
        collect(configuration.map(), List.of(), leaves);
        return leaves;
    }

    private static void collect(Map<String, Object> map, List<String> groups, List<Leaf> leaves) {
        map.forEach((name, value) -> {
            List<String> way = new ArrayList<>(groups);
            way.add(name);
            if (value instanceof Map<?, ?> group && !group.containsKey("data")) {
                collect(new Heard(group).map(), way, leaves);
            } else {
                leaves.add(new Leaf(String.join(".", way), name, value, nested(way, value)));
            }
        });
    }

    private static Map<String, Object> nested(List<String> way, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        Object inner = way.size() == 1 ? value : nested(way.subList(1, way.size()), value);
        map.put(way.getFirst(), inner);
        return map;
    }
}
