package dev.drey.testbed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The output schemas that a server gives out, held against what its tools really answer.
final class OutputSchemas {
    private final Map<String, Map<String, Object>> schemas = new HashMap<>();

    /// @param tools of `tools/list`
    OutputSchemas(List<Heard> tools) {
        for (Heard tool : tools) {
            schemas.put(tool.at("name").text(), tool.at("outputSchema").map());
        }
    }

    /// What is wrong with an answer: it is not as the schema says, or has something of which the schema does not tell.
    List<String> faults(String tool, Heard content) {
        Map<String, Object> schema = Optional.ofNullable(schemas.get(tool))
                .orElseThrow(() -> new AssertionError("there is no tool " + tool));
        List<String> faults = new ArrayList<>(ProtocolSchema.faults(schema, content));
        TreeSet<String> untold = new TreeSet<>(content.map().keySet());
        untold.removeAll(new Heard(schema).at("properties").map().keySet());
        for (String name : untold) faults.add(tool + " answers '" + name + "', of which its schema does not tell");
        return faults;
    }
}
