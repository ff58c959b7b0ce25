package io.heliograph.cli.bundle;

import io.heliograph.cli.bundle.BundleManifest.LeftOut;
import io.heliograph.cli.bundle.BundleManifest.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is gathered for a support archive: nothing gets in but by way of the redaction, and nothing without limit.
public final class Contents {
    /// One file of the archive, before compression.
    public static final int MAX_FILE_BYTES = 2 << 20;

    /// All files together.
    public static final int MAX_BYTES = 48 << 20;

    /// Which part of a text that is too long is the better one.
    public enum Keep {
        BEGINNING,
        END
    }

    private final Redaction redaction;
    private final int maxFileBytes;
    private final int maxBytes;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private int bytes;

    public Contents(Redaction redaction) {
        this(redaction, MAX_FILE_BYTES, MAX_BYTES);
    }

    Contents(Redaction redaction, int maxFileBytes, int maxBytes) {
        this.redaction = redaction;
        this.maxFileBytes = maxFileBytes;
        this.maxBytes = maxBytes;
    }

    /// Adds a file.
    ///
    /// @param from where it is from
    public void add(String name, String from, String text, Keep keep) {
        // Clean first: a secret that is cut in two is found no more.
        var clean = redaction.clean(text).getBytes(StandardCharsets.UTF_8);
        boolean cut = clean.length > maxFileBytes;
        var kept = cut ? cut(clean, keep) : clean;
        if (bytes + kept.length > maxBytes) {
            leaveOut(name, "the archive has its " + maxBytes + " bytes already");
            return;
        }
        bytes += kept.length;
        files.put(name, kept);
        parts.add(new Part(name, redaction.clean(from), kept.length, cut));
    }

    private byte[] cut(byte[] text, Keep keep) {
        int from = keep == Keep.END ? text.length - maxFileBytes : 0;
        return Arrays.copyOfRange(text, from, from + maxFileBytes);
    }

    /// Says that something is not there, and why.
    public void leaveOut(String what, String why) {
        leftOut.add(new LeftOut(redaction.clean(what), redaction.clean(why)));
    }

    /// The files in the order in which they came.
    public Map<String, byte[]> files() {
        return java.util.Collections.unmodifiableMap(files);
    }

    public List<Part> parts() {
        return List.copyOf(parts);
    }

    public List<LeftOut> leftOut() {
        return List.copyOf(leftOut);
    }
}
