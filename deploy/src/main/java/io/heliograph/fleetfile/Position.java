package io.heliograph.fleetfile;

import org.snakeyaml.engine.v2.exceptions.Mark;

/// A place in a file, both counted from 1.
record Position(int line, int column) {
    static final Position START = new Position(1, 1);

    static Position of(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
