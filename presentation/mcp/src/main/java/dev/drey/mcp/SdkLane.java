package dev.drey.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/// The eras up to 2025-11-25, as the official SDK speaks them.
///
/// The SDK is a state machine here and no more: lines, threads, cancelling and the checking of arguments are
/// ours. What it would say of a fault in its own words, which name classes, is not let through.
final class SdkLane implements Lane {
    /// What the SDK speaks, the newest first.
    static final List<String> VERSIONS = List.of(
            ProtocolVersions.MCP_2025_11_25,
            ProtocolVersions.MCP_2025_06_18,
            ProtocolVersions.MCP_2025_03_26,
            ProtocolVersions.MCP_2024_11_05);

    private static final Logger LOG = LoggerFactory.getLogger(SdkLane.class);
    private static final String INITIALIZED = "notifications/initialized";

    private final Runnable ready;
    private final Pen pen;
    private final Offer offer;
    private final Toolbox toolbox;
    private final Crew crew;
    private final McpJsonMapper mapper = new JacksonMcpJsonMapper(Json.MAPPER);
    private final McpServerSession session;
    private final Map<Object, Disposable> running = new ConcurrentHashMap<>();
    private volatile String version = "";
    private boolean greeted;
    private boolean initialized;

    /// @param ready called when the client has been greeted
    /// @param settle waits until what has happened was told
    SdkLane(Pen pen, Offer offer, String programVersion, Runnable ready, Runnable settle) {
        this.ready = ready;
        this.pen = pen;
        this.offer = offer;
        this.toolbox = offer.toolbox();
        this.crew = offer.crew();
        Transport transport = new Transport();
        Provider provider = new Provider(transport);
        var server = SdkServer.build(provider, mapper, offer, settle, this::repeatsJson, programVersion);
        LOG.debug("offering {} tools", toolbox.tools().size());
        this.session = provider.session(server.getServerInfo().name());
    }

    /// Clients before 2025-06-18 know no structured content.
    private boolean repeatsJson() {
        return version.compareTo("2025-06-18") < 0;
    }

    @Override
    public boolean takes(Message.Request request) {
        return true;
    }

    @Override
    public void request(Message.Request request) {
        Optional<String> wrong = wrong(request);
        if (wrong.isPresent()) {
            pen.error(Optional.of(request.id()), Message.INVALID_PARAMS, wrong.get());
            return;
        }
        boolean hello = request.method().equals("initialize");
        if (!hello && !greeted && !request.method().equals("ping")) {
            pen.error(Optional.of(request.id()), Message.INVALID_REQUEST, "send initialize first");
            return;
        }
        if (!greeted && request.method().equals("ping")) {
            pen.write(Json.bytes(Map.of("jsonrpc", "2.0", "id", request.id(), "result", Map.of())));
            return;
        }
        if (hello && greeted) {
            pen.error(Optional.of(request.id()), Message.INVALID_REQUEST, "initialize was sent already");
            return;
        }
        greeted |= hello;
        if (hello) offer.questions().client(request.params().get("capabilities"));
        // A client that forgets to say that it is ready would wait forever.
        if (!hello && !initialized) notice(new Message.Notice(INITIALIZED, Map.of()));
        handle(request);
    }

    private void handle(Message.Request request) {
        Handle handle = new Handle();
        if (running.putIfAbsent(request.id(), handle) != null) {
            pen.error(Optional.of(request.id()), Message.INVALID_REQUEST, "a request with this id is under way");
            return;
        }
        if (!crew.hold(request.bytes())) {
            running.remove(request.id(), handle);
            pen.error(
                    Optional.of(request.id()), Message.BUSY, "too much is under way; wait until some of it has ended");
            return;
        }
        if (offer.shelf().takes(request.method())) {
            Crew.Leash leash = offer.shelf().serve(request, () -> {
                crew.release(request.bytes());
                return running.remove(request.id(), handle);
            });
            handle.hold(leash::interrupt);
            return;
        }
        var message = new McpSchema.JSONRPCRequest("2.0", request.method(), request.id(), request.params());
        handle.hold(session.handle(message)
                .doFinally(any -> {
                    running.remove(request.id(), handle);
                    crew.release(request.bytes());
                })
                .subscribe(none -> {}, error -> LOG.warn("a request of {} failed", request.method())));
    }

    /// What can be stopped, before it is known whether it has begun.
    private static final class Handle implements Disposable {
        private final reactor.core.Disposable.Swap inner = reactor.core.Disposables.swap();

        void hold(Disposable work) {
            inner.replace(work);
        }

        @Override
        public void dispose() {
            inner.dispose();
        }

        @Override
        public boolean isDisposed() {
            return inner.isDisposed();
        }
    }

    /// What the SDK would answer with the name of a class.
    private Optional<String> wrong(Message.Request request) {
        Map<String, Object> params = request.params();
        Object meta = params.get("_meta");
        if (meta != null && !(meta instanceof Map<?, ?>)) return Optional.of("_meta must be an object");
        if (meta instanceof Map<?, ?> map && map.containsKey("progressToken")) {
            Object token = map.get("progressToken");
            boolean fine = token instanceof String || token instanceof Integer || token instanceof Long;
            if (!fine) return Optional.of("_meta.progressToken must be text or a whole number");
        }
        return switch (request.method()) {
            case "tools/call" -> wrongCall(params);
            case "initialize" -> wrongHello(params);
            case "logging/setLevel" ->
                Severity.named(String.valueOf(params.get("level"))).isPresent()
                        ? Optional.empty()
                        : Optional.of("logging/setLevel: level is one of " + Severity.words());
            case "resources/read", "resources/subscribe", "resources/unsubscribe" ->
                params.get("uri") instanceof String
                        ? Optional.empty()
                        : Optional.of(request.method() + " needs uri, a text");
            default -> Optional.empty();
        };
    }

    private Optional<String> wrongCall(Map<String, Object> params) {
        if (!(params.get("name") instanceof String name)) return Optional.of("tools/call needs name, a text");
        Object arguments = params.get("arguments");
        if (arguments != null && !(arguments instanceof Map<?, ?>)) {
            return Optional.of("tools/call: arguments must be an object");
        }
        return toolbox.find(name).isPresent() ? Optional.empty() : Optional.of(toolbox.missing(name));
    }

    private static Optional<String> wrongHello(Map<String, Object> params) {
        if (!(params.get("protocolVersion") instanceof String)) {
            return Optional.of("initialize needs protocolVersion, a text");
        }
        boolean capable = params.get("capabilities") instanceof Map<?, ?>;
        boolean named = params.get("clientInfo") instanceof Map<?, ?> info
                && info.get("name") instanceof String
                && info.get("version") instanceof String;
        if (!capable) return Optional.of("initialize needs capabilities, an object");
        return named ? Optional.empty() : Optional.of("initialize needs clientInfo with name and version");
    }

    @Override
    public void notice(Message.Notice notice) {
        if (notice.method().equals("notifications/cancelled")) {
            cancel(notice.params().get("requestId"));
            return;
        }
        if (notice.method().equals(INITIALIZED)) {
            if (initialized || !greeted) return;
            initialized = true;
            offer.herald().begin();
            ready.run();
        } else if (!initialized) {
            return;
        }
        var message = new McpSchema.JSONRPCNotification("2.0", notice.method(), notice.params());
        var handled = session.handle(message)
                .subscribe(none -> {}, error -> LOG.debug("a notice of {} failed", notice.method()));
        if (handled.isDisposed()) LOG.trace("heard {}", notice.method());
    }

    /// One that has ended, or never was, is not missed.
    private void cancel(@org.jspecify.annotations.Nullable Object id) {
        Disposable work = id == null ? null : running.remove(id);
        if (work != null) work.dispose();
    }

    @Override
    public void reply(Message.Reply reply) {
        McpSchema.JSONRPCResponse message;
        if (reply.error().isPresent()) {
            Map<String, Object> error = reply.error().get();
            int code = error.get("code") instanceof Integer number ? number : Message.INTERNAL_ERROR;
            var told = new McpSchema.JSONRPCResponse.JSONRPCError(
                    code, String.valueOf(error.getOrDefault("message", "")), error.get("data"));
            message = McpSchema.JSONRPCResponse.error(reply.id(), told);
        } else {
            message =
                    McpSchema.JSONRPCResponse.result(reply.id(), reply.result().orElse(Map.of()));
        }
        session.handle(message).subscribe(none -> {}, error -> LOG.debug("an answer was not expected"));
    }

    @Override
    public void end() {
        session.close();
    }

    /// The SDK's way out.
    private final class Transport implements McpServerTransport {
        @Override
        public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
            return Mono.fromRunnable(() -> send(message));
        }

        private void send(McpSchema.JSONRPCMessage message) {
            if (message instanceof McpSchema.JSONRPCResponse response) {
                if (response.result() instanceof McpSchema.InitializeResult hello) version = hello.protocolVersion();
                if (response.error() != null && response.error().code() == Message.INTERNAL_ERROR) {
                    // What it says may quote the request.
                    LOG.warn("a request could not be served");
                    pen.error(
                            Optional.ofNullable(response.id()),
                            Message.INTERNAL_ERROR,
                            "this request could not be served; are its params as the protocol has them?");
                    return;
                }
            }
            try {
                pen.write(mapper.writeValueAsBytes(message));
            } catch (IOException unwritable) {
                LOG.error("a message could not be written as JSON", unwritable);
            }
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return mapper.convertValue(data, type);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }
    }

    /// Makes the one session there is.
    private static final class Provider implements McpServerTransportProvider {
        private final McpServerTransport transport;
        private Optional<McpServerSession> made = Optional.empty();

        Provider(McpServerTransport transport) {
            this.transport = transport;
        }

        McpServerSession session(String name) {
            return made.orElseThrow(() -> new IllegalStateException("no session was made for " + name));
        }

        @Override
        public List<String> protocolVersions() {
            return VERSIONS.reversed();
        }

        @Override
        public void setSessionFactory(McpServerSession.Factory factory) {
            made = Optional.of(factory.create(transport));
        }

        @Override
        public Mono<Void> notifyClients(String method, Object params) {
            return session(method).sendNotification(method, params);
        }

        @Override
        public Mono<Void> notifyClient(String sessionId, String method, Object params) {
            return notifyClients(method, params);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }
    }
}
