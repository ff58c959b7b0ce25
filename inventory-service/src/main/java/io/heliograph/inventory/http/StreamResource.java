package io.heliograph.inventory.http;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.inventory.stream.Board;
import io.heliograph.inventory.stream.StreamEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/// What is new, as server-sent events. Who reads too slowly is disconnected and resumes by the last id; nothing is
/// left out in silence.
@Path("/api/v1/stream")
@Tag(name = "state")
public class StreamResource {
    private static final Duration BEAT = Duration.ofSeconds(5);

    /// So many events wait for a slow reader.
    private static final int MAX_WAITING = 4_096;

    private static final int BAD_REQUEST = 400;

    private static final String EXAMPLE = """
            event: reset
            id: 5f1c02aa-0
            data: {"at":"2026-03-01T12:00:00Z"}

            event: session
            id: 5f1c02aa-1
            data: {"key":"rr01/u_router1"}

            event: beat
            data: {"at":"2026-03-01T12:00:05Z"}
            """;

    private final LiveFleet live;

    StreamResource(LiveFleet live) {
        this.live = live;
    }

    /// Events `reset`, `beat`, and one for each kind of answer.
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "What is new, as server-sent events", description = """
                    `reset` comes first unless Last-Event-ID is known here: read the state anew, then follow. \
                    `status`, `topology`, `reflector`, `host`, `session`, `route`, `apply` and `rollout` carry \
                    `{"key": …, "view": …}`, the view as its own resource answers it, or without `view` when it is \
                    no more. `beat` comes every five seconds: a stream without one is stale.""")
    @APIResponse(
            responseCode = "200",
            description = "`text/event-stream`",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING),
                            example = EXAMPLE))
    @APIResponse(responseCode = "400", description = "`FIELD_INVALID`: a kind that is none")
    public Multi<OutboundSseEvent> stream(
            @HeaderParam("Last-Event-ID") Optional<String> lastEventId,
            @Parameter(description = "only these kinds, by comma", example = "status,session") @RestQuery
                    Optional<String> kinds,
            @Context Sse sse) {
        var wanted = kinds.map(StreamResource::parse).orElse(EnumSet.allOf(Board.Kind.class));
        var events = Multi.createFrom()
                .<OutboundSseEvent>emitter(emitter -> follow(emitter, lastEventId, wanted, sse), MAX_WAITING);
        var beats = Multi.createFrom()
                .ticks()
                .every(BEAT)
                .onOverflow()
                .drop()
                .map(_ ->
                        event(sse, "beat", "{\"at\":\"" + Instant.now() + "\"}").build());
        return Multi.createBy().merging().streams(events, beats);
    }

    private static Set<Board.Kind> parse(String text) {
        var kinds = EnumSet.noneOf(Board.Kind.class);
        for (var word : text.split(",")) {
            var kind = Arrays.stream(Board.Kind.values())
                    .filter(candidate -> name(candidate).equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> new RefusedRequest(
                            BAD_REQUEST, List.of(Reason.of(ReasonCode.FIELD_INVALID, "kinds", word))));
            kinds.add(kind);
        }
        return kinds;
    }

    private void follow(
            MultiEmitter<? super OutboundSseEvent> emitter,
            Optional<String> lastEventId,
            Set<Board.Kind> wanted,
            Sse sse) {
        Consumer<LiveFleet.Told> watcher = told -> {
            if (told.reset()) {
                emitter.emit(event(sse, "reset", "{\"at\":\"" + Instant.now() + "\"}")
                        .id(told.lastId())
                        .build());
            }
            told.events().stream()
                    .filter(event -> wanted.contains(event.news().kind()))
                    .forEach(event -> emitter.emit(told(sse, event)));
        };
        emitter.onTermination(() -> live.leave(watcher));
        live.watch(watcher, lastEventId);
    }

    private OutboundSseEvent told(Sse sse, StreamEvent event) {
        var news = event.news();
        var view = news.view().map(RequestJson::write).map(json -> ",\"view\":" + json);
        return event(sse, name(news.kind()), "{\"key\":" + RequestJson.write(news.key()) + view.orElse("") + "}")
                .id(live.id(event.number()))
                .build();
    }

    private static OutboundSseEvent.Builder event(Sse sse, String name, String json) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(String.class, json);
    }

    private static String name(Board.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
