package io.heliograph.rragent.sessions;

import io.heliograph.fleet.event.SessionTransition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps a session that changes without end from filling the topic: of each session the first [#BURST] transitions
/// are told, then one each [#EACH]. What is left out is counted, and where the session stands is told as soon as one
/// is due, so that the topic ends with the truth. Used by one thread.
public final class TransitionLimit {
    /// So many changes come from one honest outage with a few attempts to return.
    static final int BURST = 20;

    static final Duration EACH = Duration.ofSeconds(6);

    /// @param paidUntil each transition costs [#EACH] of time; the burst is how far ahead of the time that may be
    /// @param last the last one that was told
    /// @param waiting the newest one that was not
    private record Account(
            Instant paidUntil, SessionTransition last, Optional<SessionTransition> waiting, int leftOut) {}

    private final Map<String, Account> accounts = new HashMap<>();

    /// Takes what happened and gives what is to be told now, which may be something that waited.
    public List<SessionTransition> admit(List<SessionTransition> happened, Instant now) {
        var told = new ArrayList<SessionTransition>();
        happened.forEach(transition -> take(transition, now, told));
        for (var key : List.copyOf(accounts.keySet())) {
            settle(key, now, told);
        }
        return List.copyOf(told);
    }

    private void take(SessionTransition next, Instant now, List<SessionTransition> told) {
        var account = accounts.get(next.key());
        if (account == null) {
            told.add(next);
            accounts.put(next.key(), new Account(now.plus(EACH), next, Optional.empty(), 0));
        } else if (account.waiting.isEmpty() && isDue(account, now)) {
            tell(account, account.leftOut == 0 ? next : after(account, next), now, told);
        } else {
            int before = account.waiting.isPresent() ? 1 : 0;
            accounts.put(
                    next.key(),
                    new Account(account.paidUntil, account.last, Optional.of(next), account.leftOut + before));
        }
    }

    /// One that waits is told once it is due, unless the session is back where it was told to be: then there is no
    /// news, and the next transition has it in its count.
    private void settle(String key, Instant now, List<SessionTransition> told) {
        var account = accounts.get(key);
        if (account == null) {
            return;
        }
        if (account.waiting.isEmpty()) {
            var kept = account.leftOut == 0 ? Duration.ZERO : Flaps.WITHIN;
            if (!now.isBefore(account.paidUntil.plus(kept))) {
                accounts.remove(key);
            }
            return;
        }
        if (!isDue(account, now)) {
            return;
        }
        var waiting = account.waiting.get();
        if (waiting.to() == account.last.to()) {
            accounts.put(key, new Account(account.paidUntil, account.last, Optional.empty(), account.leftOut + 1));
        } else {
            tell(account, after(account, waiting), now, told);
        }
    }

    private void tell(Account account, SessionTransition next, Instant now, List<SessionTransition> told) {
        told.add(next);
        accounts.put(next.key(), new Account(charged(account, now), next, Optional.empty(), 0));
    }

    private static SessionTransition after(Account account, SessionTransition waiting) {
        return new SessionTransition(
                waiting.reflector(),
                waiting.session(),
                waiting.kind(),
                waiting.peer(),
                waiting.neighbor(),
                account.last.to(),
                waiting.to(),
                waiting.reason(),
                waiting.lastError(),
                waiting.revision(),
                waiting.reporter(),
                waiting.eventAt(),
                waiting.observedAt(),
                waiting.error(),
                Optional.of(account.leftOut).filter(count -> count > 0));
    }

    private static boolean isDue(Account account, Instant now) {
        return account.paidUntil.isBefore(now.plus(EACH.multipliedBy(BURST)));
    }

    private static Instant charged(Account account, Instant now) {
        return (account.paidUntil.isAfter(now) ? account.paidUntil : now).plus(EACH);
    }
}
