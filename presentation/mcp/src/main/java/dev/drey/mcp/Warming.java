package dev.drey.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;

/// Learns to read and write a greeting beside the rest of the start: how its types are made of annotations is
/// found out once a process, and takes a good part of the time that a client waits for its first answer.
public final class Warming {
    private static final String VERSION = "2025-11-25";

    private Warming() {}

    /// Begins, on a thread of its own, which keeps nobody from ending.
    public static void begin() {
        Thread.ofPlatform().daemon().name("drey-greeting").start(Warming::greet);
    }

    static void greet() {
        McpJsonMapper mapper = new JacksonMcpJsonMapper(Json.MAPPER);
        Map<String, Object> said = Map.of(
                "protocolVersion",
                VERSION,
                "capabilities",
                Map.of("elicitation", Map.of()),
                "clientInfo",
                Map.of("name", "warm", "version", "1"));
        var hello = mapper.convertValue(said, new TypeRef<McpSchema.InitializeRequest>() {});
        var offered = McpSchema.ServerCapabilities.builder()
                .tools(false)
                .resources(true, true)
                .logging()
                .build();
        var answer = McpSchema.InitializeResult.builder(hello.protocolVersion(), offered, hello.clientInfo())
                .build();
        try {
            byte[] written = mapper.writeValueAsBytes(
                    McpSchema.JSONRPCResponse.result(UUID.randomUUID().toString(), answer));
            if (written.length == 0) throw new IllegalStateException("a greeting has bytes");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
