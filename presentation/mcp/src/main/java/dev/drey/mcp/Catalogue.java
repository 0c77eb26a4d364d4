package dev.drey.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the server tells of itself in the eras without a session: who it is, and its lists, which are the same for
/// everybody, in the same order and for as long as it runs (Server features, Caching).
final class Catalogue {
    private static final long HOUR_MILLIS = 3_600_000;

    private final Toolbox toolbox;
    private final List<String> versions;
    private final Map<String, Object> self;

    /// @param versions every version that is spoken, the newest first
    Catalogue(Toolbox toolbox, List<String> versions, String programVersion) {
        this.toolbox = toolbox;
        this.versions = List.copyOf(versions);
        this.self = Map.of("name", "drey", "version", programVersion);
    }

    List<String> versions() {
        return versions;
    }

    /// Any result, whole: of which kind it is, and whose.
    Map<String, Object> signed(String type, Map<String, Object> content) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("resultType", type);
        result.putAll(content);
        result.put("_meta", Map.of(Meta.PREFIX + "serverInfo", self));
        return result;
    }

    Map<String, Object> discovered() {
        Map<String, Object> capabilities = new LinkedHashMap<>();
        capabilities.put("tools", Map.of());
        capabilities.put("resources", Map.of("subscribe", true));
        capabilities.put("logging", Map.of());
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("supportedVersions", versions);
        content.put("capabilities", capabilities);
        content.put("instructions", Instructions.TEXT);
        return lasting(content);
    }

    Map<String, Object> tools() {
        return lasting(Map.of(
                "tools", toolbox.tools().stream().map(Catalogue::described).toList()));
    }

    /// Without the sessions of this very process, which no list may depend on: they are found by the template.
    Map<String, Object> resources() {
        return lasting(Map.of("resources", Resources.always()));
    }

    Map<String, Object> templates() {
        return lasting(Map.of("resourceTemplates", Resources.templates()));
    }

    /// A file or events: as they are now, for whoever asked.
    Map<String, Object> read(Map<String, Object> contents) {
        return cached(Map.of("contents", List.of(contents)), 0, "private");
    }

    private Map<String, Object> lasting(Map<String, Object> content) {
        return cached(content, HOUR_MILLIS, "public");
    }

    private Map<String, Object> cached(Map<String, Object> content, long millis, String scope) {
        Map<String, Object> whole = new LinkedHashMap<>(content);
        whole.put("ttlMs", millis);
        whole.put("cacheScope", scope);
        return signed("complete", whole);
    }

    Map<String, Object> answered(Answer answer) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("content", List.of(Map.of("type", "text", "text", answer.summary())));
        content.put("structuredContent", answer.data());
        content.put("isError", answer.failed());
        return signed("complete", content);
    }

    private static Map<String, Object> described(Tool tool) {
        Effect effect = tool.effect();
        Map<String, Object> annotations = new LinkedHashMap<>();
        annotations.put("readOnlyHint", effect.looks());
        annotations.put("destructiveHint", effect.destroys());
        annotations.put("idempotentHint", effect.repeatable());
        annotations.put("openWorldHint", true);
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", tool.name());
        described.put("title", tool.title());
        described.put("description", tool.about());
        described.put("inputSchema", tool.input().schema());
        described.put("outputSchema", tool.output().schema());
        described.put("annotations", annotations);
        return described;
    }
}
