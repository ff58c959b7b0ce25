package io.heliograph.fleet.reason;

/// A value from outside that breaks the rule of its type. Carries the reason, so that whoever reads the bus, a
/// fleet file or a request can pass on the code, the value and the mend.
public final class InvalidValue extends IllegalArgumentException {
    private final transient Reason reason;

    public InvalidValue(ReasonCode code, Object... arguments) {
        this(Reason.of(code, arguments), null);
    }

    public InvalidValue(ReasonCode code, Throwable cause, Object... arguments) {
        this(Reason.of(code, arguments), cause);
    }

    private InvalidValue(Reason reason, @org.jspecify.annotations.Nullable Throwable cause) {
        super(reason.toString(), cause);
        this.reason = reason;
    }

    /// A field of a record with what it should have been.
    public static InvalidValue field(String name, Object value, String expected) {
        return new InvalidValue(Reason.ofField(name, value, expected), null);
    }

    public Reason reason() {
        return reason;
    }
}
