package io.heliograph.cli;

/// What a command says to the script that ran it. The numbers are a contract.
public enum ExitCode {
    /// Healthy, or done.
    OK(0),
    /// A fault of ours.
    INTERNAL(1),
    /// The command, or what it was given to read, is not right.
    USAGE(2),
    /// What was asked about is not as it should be.
    UNHEALTHY(3),
    /// Something would change.
    CHANGE_PENDING(4),
    /// A person must release it.
    HELD(5),
    TIMED_OUT(6),
    /// The inventory or Kafka does not answer.
    UNREACHABLE(7);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
