package io.heliograph.birdcontrol.bird;

import io.heliograph.birdcontrol.reply.BirdOutput;
import io.heliograph.birdcontrol.reply.BirdReply;
import io.heliograph.birdcontrol.reply.ReplyAssembler;
import io.heliograph.birdcontrol.reply.ReplyCode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// One connection to BIRD's control socket. Each command has a deadline.
///
/// One command at a time: callers on several threads wait for each other. After any [BirdUnreachable] the
/// connection is closed for good; open another.
public final class BirdSocket implements AutoCloseable {
    /// How long BIRD may take to answer unless the caller says otherwise.
    public static final Duration DEADLINE = Duration.ofSeconds(10);

    /// BIRD drops a connection whose request line does not fit its buffer of 1,024 bytes.
    public static final int MAX_COMMAND_BYTES = 1000;

    private static final int READ_BYTES = 64 << 10;

    private final Path path;
    private final SocketChannel channel;
    private final Selector selector;
    private final Consumer<String> asynchronous;
    private final ReplyAssembler assembler = new ReplyAssembler();
    private final ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
    private final Deque<BirdReply> answers = new ArrayDeque<>();
    private String greeting = "";

    private BirdSocket(Path path, SocketChannel channel, Selector selector, Consumer<String> asynchronous) {
        this.path = path;
        this.channel = channel;
        this.selector = selector;
        this.asynchronous = asynchronous;
    }

    /// Connects and reads the greeting; asynchronous lines are dropped.
    public static BirdSocket open(Path path) throws BirdUnreachable {
        return open(path, DEADLINE, _ -> {});
    }

    /// Connects and reads the greeting.
    ///
    /// @param asynchronous takes the lines that belong to no command, on the thread that happens to read
    public static BirdSocket open(Path path, Duration deadline, Consumer<String> asynchronous) throws BirdUnreachable {
        BirdSocket socket;
        try {
            socket = connect(path, asynchronous);
        } catch (IOException e) {
            throw new BirdUnreachable("cannot connect to " + path + ": " + e.getMessage(), e);
        }
        var hello = socket.awaitAnswer(System.nanoTime() + deadline.toNanos(), "the greeting");
        if (!hello.is(ReplyCode.WELCOME)) {
            throw socket.dead("is not BIRD's control socket: it greets with " + hello);
        }
        socket.greeting = hello.text();
        return socket;
    }

    private static BirdSocket connect(Path path, Consumer<String> asynchronous) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(path));
            channel.configureBlocking(false);
            var selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new BirdSocket(path, channel, selector, asynchronous);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// What BIRD said when we connected: `BIRD 2.0.12 ready.`
    public String greeting() {
        return greeting;
    }

    /// Sends one command and waits for its whole answer, at most [#DEADLINE].
    public BirdReply execute(String command) throws BirdUnreachable {
        return execute(command, DEADLINE);
    }

    /// Sends one command and waits for its whole answer.
    public synchronized BirdReply execute(String command, Duration deadline) throws BirdUnreachable {
        long end = System.nanoTime() + deadline.toNanos();
        send(command, end);
        return awaitAnswer(end, command);
    }

    /// Whether BIRD still holds the other end; does not wait.
    synchronized boolean isOpen() {
        try {
            read(System.nanoTime());
            return channel.isOpen();
        } catch (BirdUnreachable _) {
            return false;
        }
    }

    /// Reads until `window` has passed or the connection dies, for the asynchronous lines.
    synchronized void listen(Duration window) throws BirdUnreachable {
        long end = System.nanoTime() + window.toNanos();
        while (read(end)) {
            answers.clear();
        }
    }

    private void send(String command, long end) throws BirdUnreachable {
        var bytes = (command + "\n").getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_COMMAND_BYTES || command.indexOf('\n') >= 0) {
            throw new IllegalArgumentException(
                    "no command of one line and " + MAX_COMMAND_BYTES + " bytes: " + command);
        }
        var out = ByteBuffer.wrap(bytes);
        try {
            while (out.hasRemaining()) {
                // A command is shorter than any socket buffer: only a BIRD that stopped reading is full.
                if (channel.write(out) == 0) {
                    if (System.nanoTime() > end) {
                        throw dead("took no command in time: " + command);
                    }
                    Thread.onSpinWait();
                }
            }
        } catch (BirdUnreachable e) {
            throw e;
        } catch (IOException e) {
            throw dead("closed the connection before the command: " + command, e);
        }
    }

    private BirdReply awaitAnswer(long end, String command) throws BirdUnreachable {
        while (answers.isEmpty()) {
            if (!read(end)) {
                throw dead("did not answer in time: " + command);
            }
        }
        return answers.remove();
    }

    /// Reads what there is, waiting for it until `end`; false when that has passed.
    private boolean read(long end) throws BirdUnreachable {
        try {
            int count = channel.read(buffer.clear());
            while (count == 0) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                selector.select(Math.max(1, left / 1_000_000));
                selector.selectedKeys().clear();
                if (Thread.interrupted()) {
                    Thread.currentThread().interrupt();
                    throw dead("was given up: the thread was interrupted");
                }
                count = channel.read(buffer);
            }
            if (count < 0) {
                throw dead(assembler.isInsideAnswer() ? "closed in the middle of an answer" : "closed the connection");
            }
            for (var output : assembler.accept(buffer.array(), 0, count)) {
                take(output);
            }
            return true;
        } catch (BirdUnreachable e) {
            throw e;
        } catch (IOException | java.nio.channels.ClosedSelectorException e) {
            throw dead("failed: " + e, e);
        }
    }

    private void take(BirdOutput output) throws BirdUnreachable {
        switch (output) {
            case BirdOutput.Answer(var reply) -> answers.add(reply);
            case BirdOutput.Asynchronous(var text) -> asynchronous.accept(text);
            case BirdOutput.Garbage(var why) -> throw dead("sent what is no reply: " + why);
        }
    }

    private BirdUnreachable dead(String what) {
        close();
        return new BirdUnreachable("BIRD at " + path + " " + what);
    }

    private BirdUnreachable dead(String what, Exception cause) {
        close();
        return new BirdUnreachable("BIRD at " + path + " " + what, cause);
    }

    /// Closes the connection; a command under way on another thread ends with [BirdUnreachable].
    @Override
    public void close() {
        try {
            channel.close();
            selector.close();
        } catch (IOException _) {
            // A socket that cannot be closed is as gone as one that can.
        }
    }
}
