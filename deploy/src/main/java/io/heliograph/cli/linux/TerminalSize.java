package io.heliograph.cli.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// How large the terminal is that stdout goes to. Only the kernel knows: the variables of a shell are those of its
/// start, and a window changes its size meanwhile.
public record TerminalSize(int columns, int rows) {
    private static final int STDOUT = 1;

    /// `TIOCGWINSZ` of asm-generic/ioctls.h.
    private static final long GET_WINDOW_SIZE = 0x5413;

    /// `struct winsize`: rows, columns, and two that nobody fills, each of 16 bits.
    private static final int STRUCT_BYTES = 8;

    /// A terminal that does not know its size, as a serial line does not, is one of these.
    private static final TerminalSize OF_OLD = new TerminalSize(80, 24);

    /// Empty when stdout is no terminal.
    @SuppressWarnings("restricted")
    public static Optional<TerminalSize> ofStdout() {
        var linker = Linker.nativeLinker();
        var ioctl = linker.defaultLookup().find("ioctl");
        if (ioctl.isEmpty()) {
            return Optional.empty();
        }
        var call = linker.downcallHandle(
                ioctl.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2));
        try (var arena = Arena.ofConfined()) {
            var size = arena.allocate(STRUCT_BYTES);
            int failed = (int) call.invokeExact(STDOUT, GET_WINDOW_SIZE, size);
            if (failed != 0) {
                return Optional.empty();
            }
            int rows = Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, 0));
            int columns = Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, Short.BYTES));
            return Optional.of(rows == 0 || columns == 0 ? OF_OLD : new TerminalSize(columns, rows));
        } catch (Throwable e) {
            throw new IllegalStateException("ioctl cannot be called", e);
        }
    }
}
