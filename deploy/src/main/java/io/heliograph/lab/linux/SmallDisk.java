package io.heliograph.lab.linux;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Puts what an agent writes on a disk that is full. The disk stays until the lab is taken down.
public final class SmallDisk {
    /// Room for some configurations of a lab.
    private static final String FILL = """
            set -eu
            if ! mountpoint -q "$1/small"; then
                mkdir -p "$1/small"
                mount -t tmpfs -o size=4m tmpfs "$1/small"
                for folder in bird agent; do
                    cp -a "$1/$folder" "$1/small/"
                    mount --bind "$1/small/$folder" "$1/$folder"
                done
            fi
            dd if=/dev/zero of="$1/small/filler" bs=4k 2>/dev/null || true
            """;

    private SmallDisk() {}

    /// Leaves no room for another byte.
    ///
    /// @param data the node's folder, with `bird` and `agent` in it; nobody may write there meanwhile
    public static void fill(Path data) {
        Command.run(List.of("sh", "-c", FILL, "fill", data.toString()), Map.of(), "");
    }

    public static void free(Path data) {
        Command.run("rm", "-f", data.resolve("small/filler").toString());
    }
}
