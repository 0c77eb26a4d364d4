package dev.drey.mcp;

import dev.drey.files.Failure;
import dev.drey.session.Asker;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/// Our tools as the SDK's server offers them.
final class SdkServer {
    /// Arguments are checked by their [Shape], and answers by the tests.
    private static final JsonSchemaValidator UNASKED =
            (schema, content) -> JsonSchemaValidator.ValidationResponse.asValid("");

    private SdkServer() {}

    /// @param settle waits until what has happened was told, so that a call's own events come before its answer
    /// @param repeatsJson whether data are written as text too, for clients that know no structured content
    static McpAsyncServer build(
            McpServerTransportProvider provider,
            McpJsonMapper mapper,
            Offer offer,
            Runnable settle,
            BooleanSupplier repeatsJson,
            String version) {
        Toolbox toolbox = offer.toolbox();
        Crew crew = offer.crew();
        List<McpServerFeatures.AsyncToolSpecification> tools = new ArrayList<>();
        for (Tool tool : toolbox.tools()) {
            tools.add(McpServerFeatures.AsyncToolSpecification.builder()
                    .tool(described(tool))
                    .callHandler((exchange, request) -> Mono.create(sink -> {
                        Call call = new Call(offer, tool, exchange, request, settle, repeatsJson);
                        if (!crew.hasRoom()) {
                            sink.success(call.refusal());
                            return;
                        }
                        sink.onCancel(crew.start(() -> call.run(sink))::interrupt);
                    }))
                    .build());
        }
        return McpServer.async(provider)
                .jsonMapper(mapper)
                .jsonSchemaValidator(UNASKED)
                .validateToolInputs(false)
                .serverInfo("drey", version)
                .instructions(Instructions.TEXT)
                .capabilities(McpSchema.ServerCapabilities.builder()
                        .tools(false)
                        .resources(true, true)
                        .logging()
                        .build())
                .tools(tools)
                .build();
    }

    static McpSchema.Tool described(Tool tool) {
        Effect effect = tool.effect();
        return McpSchema.Tool.builder(tool.name(), tool.input().schema())
                .title(tool.title())
                .description(tool.about())
                .outputSchema(tool.output().schema())
                .annotations(McpSchema.ToolAnnotations.builder()
                        .readOnlyHint(effect.looks())
                        .destructiveHint(effect.destroys())
                        .idempotentHint(effect.repeatable())
                        .openWorldHint(true)
                        .build())
                .build();
    }

    /// One call on its way through the tools.
    private record Call(
            Offer offer,
            Tool tool,
            McpAsyncServerExchange exchange,
            McpSchema.CallToolRequest request,
            Runnable settle,
            BooleanSupplier repeatsJson) {

        void run(MonoSink<McpSchema.CallToolResult> sink) {
            Map<String, Object> arguments = request.arguments() == null ? Map.of() : request.arguments();
            Caller caller = new Caller(exchange, token(), offer);
            Answer answer = offer.toolbox().call(tool, arguments, caller);
            if (offer.herald().isHeard()) settle.run();
            sink.success(result(answer));
        }

        private Optional<Object> token() {
            return request.meta() == null
                    ? Optional.empty()
                    : Optional.ofNullable(request.meta().get("progressToken"));
        }

        McpSchema.CallToolResult refusal() {
            return result(Answer.failed(Failure.of(
                    Failure.Code.LIMIT_EXCEEDED,
                    tool.name() + ": " + Crew.MOST + " calls are under way; wait until some have ended")));
        }

        private McpSchema.CallToolResult result(Answer answer) {
            var result = McpSchema.CallToolResult.builder()
                    .addTextContent(answer.summary())
                    .structuredContent(answer.data())
                    .isError(answer.failed());
            if (repeatsJson.getAsBoolean()) result.addTextContent(Json.text(answer.data()));
            return result.build();
        }
    }

    /// The client behind one call.
    private static final class Caller implements Peer {
        private final McpAsyncServerExchange exchange;
        private final Optional<Object> token;
        private final Offer offer;
        private double last = -1;

        Caller(McpAsyncServerExchange exchange, Optional<Object> token, Offer offer) {
            this.exchange = exchange;
            this.token = token;
            this.offer = offer;
        }

        /// The protocol has it grow.
        @Override
        public void progress(double done, OptionalDouble total, String message) {
            if (token.isEmpty() || done <= last) return;
            last = done;
            Double whole = total.isPresent() ? Double.valueOf(total.getAsDouble()) : null;
            var sent = exchange.progressNotification(
                            new McpSchema.ProgressNotification(token.get(), done, whole, message, null))
                    .subscribe();
            if (!sent.isDisposed()) sent.dispose();
        }

        @Override
        public Asker asker() {
            return offer.asker();
        }

        @Override
        public Optional<Boolean> agrees(String question, String print) {
            if (!offer.questions().canAsk()) return Optional.empty();
            return Optional.of(offer.questions()
                    .ask(Form.agree(question))
                    .map(Form.AGREED::equals)
                    .orElse(false));
        }
    }
}
