package amends.core.desk;

import java.util.Optional;
import java.util.function.Function;

/**
 * One line a desk: which cases it owns and which signals it hears, each in its own words.
 *
 * @param hears empty for a signal that is not this desk's; a function and not a class cast, since
 *     WakeUp belongs to several
 */
public record Seat<C extends Case, S>(
    Class<C> cases, Function<Signal, Optional<S>> hears, Desk<C, S> desk) {}
