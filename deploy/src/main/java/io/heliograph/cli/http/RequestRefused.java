package io.heliograph.cli.http;

import io.heliograph.fleet.answer.Problem;

/// The inventory answered with a problem.
public final class RequestRefused extends Exception {
    private final transient Problem problem;

    RequestRefused(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
