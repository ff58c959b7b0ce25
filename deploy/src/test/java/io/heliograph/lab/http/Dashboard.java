package io.heliograph.lab.http;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The dashboard as somebody has it open, in a real Chromium. Playwright wants one thread for all of it.
public final class Dashboard implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final double LIMIT_MS = 20_000;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Playwright playwright;
    private final Page page;

    private Dashboard(URI inventory) {
        playwright = on(() -> Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))));
        page = on(() -> open(inventory));
    }

    /// Returns once the page is drawn and its stream is live.
    public static Dashboard open(URI inventory, String path) {
        return new Dashboard(inventory.resolve(path));
    }

    private Page open(URI address) {
        Browser chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
        var opened = chromium.newPage();
        opened.setDefaultTimeout(LIMIT_MS);
        opened.navigate(address.toString());
        opened.locator("#stream.good").waitFor();
        opened.locator(".cards").waitFor();
        return opened;
    }

    /// How long after `began`, of [System#nanoTime()], a trouble with these words is on the screen.
    public CompletableFuture<Duration> tells(long began, String subject, String words) {
        return CompletableFuture.supplyAsync(
                () -> {
                    page.locator(".trouble")
                            .filter(new Locator.FilterOptions().setHasText(subject))
                            .filter(new Locator.FilterOptions().setHasText(words))
                            .first()
                            .waitFor();
                    return Duration.ofNanos(System.nanoTime() - began);
                },
                thread);
    }

    private <T> T on(java.util.function.Supplier<T> action) {
        return CompletableFuture.supplyAsync(action, thread).join();
    }

    @Override
    public void close() {
        on(() -> {
            playwright.close();
            return true;
        });
        thread.shutdown();
    }
}
