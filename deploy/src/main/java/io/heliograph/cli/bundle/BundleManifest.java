package io.heliograph.cli.bundle;

import java.time.Instant;
import java.util.List;

/// What a support archive holds and what it left out.
///
/// @param version of the command line that made it
/// @param redacted what is taken out of every file
public record BundleManifest(
        String version, Instant madeAt, List<Part> files, List<LeftOut> leftOut, List<String> redacted) {
    /// The schema of `manifest.json`.
    public static final String SCHEMA = "heliograph.bundle.v1";

    /// A file of the archive.
    ///
    /// @param from where it is from
    /// @param bytes how long it is in the archive
    /// @param cut whether it was longer: the newest part of a log is kept, the first part of anything else
    public record Part(String name, String from, long bytes, boolean cut) {}

    /// Something that is not in the archive.
    ///
    /// @param what in words
    /// @param why not
    public record LeftOut(String what, String why) {}

    public BundleManifest {
        files = List.copyOf(files);
        leftOut = List.copyOf(leftOut);
        redacted = List.copyOf(redacted);
    }
}
