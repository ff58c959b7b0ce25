package io.heliograph.bus.kafka;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/// A daemon thread that reads the bus, and begins anew a second after it could not, as long as it takes.
public final class ReadLoop {
    public static final Duration RETRY = Duration.ofSeconds(1);

    private final Runnable reading;
    private final Consumer<String> away;
    private final Thread thread;
    private volatile boolean ended;

    /// Why it could not, until it can again; of the thread alone.
    private String told = "";

    /// @param reading one connection: reads while [#isOn()], and returns or throws Kafka's exception when it cannot;
    ///     any other exception is a bug and ends the thread
    /// @param away why the bus cannot be read; told on the thread, once for each loss
    public ReadLoop(String name, Runnable reading, Consumer<String> away) {
        this.reading = reading;
        this.away = away;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /// To be started once, and to be interrupted or waited for after [#end()].
    public Thread thread() {
        return thread;
    }

    private void run() {
        while (isOn()) {
            try {
                reading.run();
            } catch (KafkaException e) {
                tell(String.valueOf(e.getMessage()));
            }
            pause();
        }
    }

    public boolean isOn() {
        return !ended;
    }

    /// Says why the bus cannot be read, unless it was said or nobody wants to know any more.
    public void tell(String why) {
        if (isOn() && !told.equals(why)) {
            away.accept(why);
        }
        told = why;
    }

    /// The bus is read again: the next loss is news.
    public void well() {
        told = "";
    }

    /// Takes as long as it takes to try again.
    public void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException _) {
            end();
        }
    }

    /// Lets the thread end after what it does now.
    public void end() {
        ended = true;
    }
}
