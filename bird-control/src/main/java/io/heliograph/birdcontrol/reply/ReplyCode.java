package io.heliograph.birdcontrol.reply;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// BIRD's reply codes (`doc/reply_codes` of BIRD 2.0.12 to 3.3), with what each means to a client.
public enum ReplyCode {
    OK(0),
    WELCOME(1),
    READING_CONFIGURATION(2, Kind.PROGRESS),
    RECONFIGURED(3),
    RECONFIGURATION_IN_PROGRESS(4),
    RECONFIGURATION_QUEUED(5),
    RECONFIGURATION_IGNORED(6),
    SHUTDOWN_ORDERED(7),
    ALREADY_DISABLED(8),
    DISABLED(9),
    ALREADY_ENABLED(10),
    ENABLED(11),
    RESTARTED(12),
    STATUS_REPORT(13),
    ROUTE_COUNT(14),
    RELOADING(15),
    ACCESS_RESTRICTED(16),
    QUEUED_CONFIG_REMOVED(17),
    CONFIG_CONFIRMED(18),
    NOTHING_TO_DO(19),
    CONFIG_OK(20),
    UNDO_REQUESTED(21, Kind.PROGRESS),
    UNDO_SCHEDULED(22, Kind.PROGRESS),
    EVALUATED(23),
    GRACEFUL_RESTART_STATUS(24, Kind.PROGRESS),
    GRACEFUL_RESTART_ORDERED(25),
    VERSION(1000, Kind.TABLE),
    INTERFACE_LIST(1001, Kind.TABLE),
    PROTOCOL_LIST(1002, Kind.TABLE),
    INTERFACE_ADDRESSES(1003, Kind.TABLE),
    INTERFACE_FLAGS(1004, Kind.TABLE),
    INTERFACE_SUMMARY(1005, Kind.TABLE),
    PROTOCOL_DETAILS(1006, Kind.TABLE),
    ROUTE_LIST(1007, Kind.TABLE),
    ROUTE_DETAILS(1008, Kind.TABLE),
    STATIC_ROUTES(1009, Kind.TABLE),
    SYMBOLS(1010, Kind.TABLE),
    UPTIME(1011, Kind.TABLE),
    ROUTE_ATTRIBUTES(1012, Kind.TABLE),
    OSPF_INTERFACE(1013, Kind.TABLE),
    OSPF_NEIGHBORS(1014, Kind.TABLE),
    OSPF(1015, Kind.TABLE),
    OSPF_TOPOLOGY(1016, Kind.TABLE),
    OSPF_STATE(1017, Kind.TABLE),
    MEMORY(1018, Kind.TABLE),
    ROA_TABLE(1019, Kind.TABLE),
    BFD_SESSIONS(1020, Kind.TABLE),
    RIP_INTERFACES(1021, Kind.TABLE),
    RIP_NEIGHBORS(1022, Kind.TABLE),
    BABEL_INTERFACES(1023, Kind.TABLE),
    BABEL_NEIGHBORS(1024, Kind.TABLE),
    BABEL_ENTRIES(1025, Kind.TABLE),
    MPLS_RANGES(1026, Kind.TABLE),
    THREADS(1027, Kind.TABLE),
    PROTOCOL_TABLE_HEADER(2002, Kind.TABLE),
    REPLY_TOO_LONG(8000, Kind.ERROR),
    ROUTE_NOT_FOUND(8001, Kind.ERROR),
    CONFIG_FILE_ERROR(8002, Kind.ERROR),
    NO_PROTOCOLS_MATCH(8003, Kind.ERROR),
    STOPPED_BY_RECONFIGURATION(8004, Kind.ERROR),
    PROTOCOL_DOWN(8005, Kind.ERROR),
    RELOAD_FAILED(8006, Kind.ERROR),
    ACCESS_DENIED(8007, Kind.ERROR),
    EVALUATION_ERROR(8008, Kind.ERROR),
    OPEN_FAILED(8009, Kind.ERROR),
    COMMAND_TOO_LONG(9000, Kind.ERROR),
    PARSE_ERROR(9001, Kind.ERROR),
    INVALID_SYMBOL(9002, Kind.ERROR),
    ARGUMENT_TOO_LONG(9003, Kind.ERROR);

    /// What a code says about the command: still at work, done, a line of a table, or refused.
    public enum Kind {
        PROGRESS,
        SUCCESS,
        TABLE,
        ERROR;

        /// By BIRD's ranges, so that a code of a later BIRD still has a meaning.
        static Kind of(int code) {
            if (code >= FIRST_ERROR) {
                return ERROR;
            }
            return code >= FIRST_TABLE ? TABLE : SUCCESS;
        }
    }

    private static final int FIRST_TABLE = 1000;
    private static final int FIRST_ERROR = 8000;
    private static final Map<Integer, ReplyCode> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ReplyCode::number, Function.identity()));

    private final int number;
    private final Kind kind;

    ReplyCode(int number) {
        this(number, Kind.SUCCESS);
    }

    ReplyCode(int number, Kind kind) {
        this.number = number;
        this.kind = kind;
    }

    public int number() {
        return number;
    }

    public Kind kind() {
        return kind;
    }

    /// The code of that number; empty for one that this program does not know.
    public static Optional<ReplyCode> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /// What a number means, known or not.
    public static Kind kindOf(int number) {
        return of(number).map(ReplyCode::kind).orElseGet(() -> Kind.of(number));
    }
}
