package io.heliograph.lab.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs a program of a node on another release of Debian: in a mount namespace of its own, whose root is an
/// overlay over the release's folder, so that labs share the folder and nothing is mounted once it has ended.
final class DebianRoot {
    /// `pivot_root`, not `chroot`: in the latter an engine cannot import an image ("remount /: invalid argument").
    static final String SCRIPT = """
            #!/bin/sh
            # usage: enter-root ROOT LAYER FOLDER... -- COMMAND...   (in a new mount namespace)
            # The folders are seen inside under the paths they have outside.
            set -eu
            root=$1 layer=$2
            shift 2
            mkdir -p "$layer/upper" "$layer/work" "$layer/merged"
            mount -t overlay overlay -o "lowerdir=$root,upperdir=$layer/upper,workdir=$layer/work" "$layer/merged"
            cd "$layer/merged"
            for folder in proc sys dev; do mount --rbind "/$folder" "$folder"; done
            while [ "$1" != -- ]; do
                mkdir -p ".$1"
                mount --bind "$1" ".$1"
                shift
            done
            shift
            mkdir -p .outside
            pivot_root . .outside
            umount -l /.outside
            cd /
            exec "$@"
            """;

    private DebianRoot() {}

    static Path script(LabSettings settings) {
        return settings.run().resolve("enter-root");
    }

    /// The command as it is started from the root namespace.
    static List<String> command(LabSettings settings, LabNode node, String program, List<String> command) {
        var whole = new ArrayList<>(inNamespace(settings, node));
        settings.root(node).ifPresent(root -> {
            whole.addAll(List.of("unshare", "--mount", "--propagation", "private"));
            whole.addAll(List.of("sh", script(settings).toString(), root.toString()));
            whole.add(settings.data(node).resolve(program + "-root").toString());
            whole.add(settings.run(node).toString());
            whole.add(settings.data(node).toString());
            whole.add("--");
        });
        whole.addAll(command);
        return whole;
    }

    /// Not `ip netns exec`: that mounts `/sys` anew and hides the control groups from an engine.
    static List<String> inNamespace(LabSettings settings, LabNode node) {
        return List.of("nsenter", "--net=/run/netns/" + settings.namespace(node), "--");
    }

    static Optional<String> name(LabSettings settings, LabNode node) {
        return settings.root(node).map(root -> root.getFileName().toString());
    }
}
