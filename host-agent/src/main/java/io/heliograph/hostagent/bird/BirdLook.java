package io.heliograph.hostagent.bird;

import io.heliograph.birdcontrol.bird.BirdSocket;
import io.heliograph.birdcontrol.bird.BirdUnreachable;
import io.heliograph.birdcontrol.reply.BirdReply;
import io.heliograph.birdcontrol.reply.DaemonStatus;
import io.heliograph.birdcontrol.reply.ProtocolDetails;
import io.heliograph.birdcontrol.reply.ProtocolRow;
import io.heliograph.birdcontrol.sample.BirdSeen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What the host's BIRD answered last. It is asked every few seconds, not by each scrape, so that nobody who scrapes
/// can keep it busy; a host's BIRD has a handful of protocols, and one with more is asked for the short form alone.
public final class BirdLook implements AutoCloseable {
    private static final Duration EACH = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int MOST_IN_DETAIL = 200;

    private final Path path;
    private final Thread thread = Thread.ofVirtual().name("bird-look").unstarted(this::run);
    private BirdSeen remembered = BirdSeen.NOTHING;
    private Optional<BirdSocket> open = Optional.empty();
    private volatile Optional<BirdSeen> seen = Optional.empty();

    public BirdLook(Path path) {
        this.path = path;
    }

    public void start() {
        thread.start();
    }

    /// Empty while BIRD does not answer.
    public Optional<BirdSeen> seen() {
        return seen;
    }

    private void run() {
        try {
            while (true) {
                look();
                Thread.sleep(EACH);
            }
        } catch (InterruptedException _) {
            hangUp();
        }
    }

    private void look() {
        try {
            var rows = ProtocolRow.listing(ask("show protocols"));
            remembered = remembered.listed(rows).with(DaemonStatus.parse(ask("show status")));
            if (rows.size() <= MOST_IN_DETAIL) {
                remembered = remembered.counted(ProtocolDetails.listing(ask("show protocols all")));
            }
            seen = Optional.of(remembered);
        } catch (BirdUnreachable _) {
            seen = Optional.empty();
            hangUp();
        }
    }

    private BirdReply ask(String command) throws BirdUnreachable {
        if (open.isEmpty()) {
            open = Optional.of(BirdSocket.open(path, ANSWER, _ -> {}));
        }
        return open.get().execute(command, ANSWER);
    }

    private void hangUp() {
        open.ifPresent(BirdSocket::close);
        open = Optional.empty();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
