package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.brake.BrakeLimits;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import java.time.Duration;

/// Whose configurations are applied, and how patiently.
///
/// @param birdSocket BIRD's control socket, for what is told to people
/// @param coalesce the least time between the beginnings of two applies
/// @param trial after which BIRD undoes by itself what nobody has confirmed
/// @param sessionReturn how long sessions that were up may take to be up again; shorter than `trial`
/// @param brake how much a configuration may cost without a person's word
/// @param lookEach how often BIRD and the disk are asked whether they still hold what was confirmed; zero for never
public record ApplySettings(
        NodeId node,
        ClusterId cluster,
        String birdSocket,
        Duration coalesce,
        Duration trial,
        Duration sessionReturn,
        BrakeLimits brake,
        Duration lookEach) {
    /// Hosts spread their connects over 1 to 20 s.
    public static final Duration SESSION_RETURN = Duration.ofSeconds(30);

    /// Long enough for the sessions' return and a slow daemon, short enough to mend an isolated node soon.
    public static final Duration TRIAL = Duration.ofSeconds(60);

    /// Soon enough to tell the one who edits by hand while the window is still open.
    public static final Duration LOOK_EACH = Duration.ofSeconds(10);

    /// How long an apply that failed for want of BIRD or disk waits for its repetition.
    static final Duration RETRY = Duration.ofSeconds(1);

    /// How often BIRD may die of one revision before that revision is given up.
    static final int MAX_DEATHS = 3;

    /// Sessions that fail to return without a rollback, as a share of those that were up: among many hosts one
    /// dies now and then, and must not hold up the others. Of fewer than ten sessions none may be missing.
    static final int TOLERATED_ONE_IN = 10;

    /// Networks that fail to return without a rollback, as a share of those that should have stayed.
    static final int TOLERATED_NETWORKS_ONE_IN = 10;

    /// How often BIRD is asked for the block at fault: enough for the one among a million, and a second of BIRD's
    /// time at ten thousand.
    static final int MAX_PROBES = 40;

    /// How long BIRD may take to read a configuration.
    static final Duration READ_DEADLINE = Duration.ofSeconds(60);

    /// How long BIRD may take to answer anything else.
    static final Duration ASK_DEADLINE = Duration.ofSeconds(10);

    /// With the usual brake, and without a look at what others do.
    public ApplySettings(
            NodeId node,
            ClusterId cluster,
            String birdSocket,
            Duration coalesce,
            Duration trial,
            Duration sessionReturn) {
        this(node, cluster, birdSocket, coalesce, trial, sessionReturn, BrakeLimits.USUAL, Duration.ZERO);
    }

    public ApplySettings {
        if (trial.compareTo(sessionReturn) <= 0) {
            throw new IllegalArgumentException("the trial (" + trial + ") must outlast the sessions' return ("
                    + sessionReturn + "), or BIRD undoes what is about to be confirmed");
        }
    }
}
