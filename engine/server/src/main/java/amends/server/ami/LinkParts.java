package amends.server.ami;

import amends.server.runtime.Intake;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * What a link keeps from one stretch of holding its PBX to the next.
 *
 * @param recorder null where nothing is recorded
 * @param translator what was heard of calls that are not over; a lease that was lost for a moment
 *     must not cost their beginning
 * @param lastHeard the last instant at which a live link listened; an outage does not move it
 * @param posts brings letters to the intake; it outlives a session, for what was heard must still
 *     be told when the lease is gone
 */
record LinkParts(
    PbxSettings pbx,
    Intake intake,
    InstantSource clock,
    NoteReader noteReader,
    BooleanSupplier leaseHeld,
    Recorder recorder,
    Actions actions,
    LiveQueues queues,
    Translator translator,
    AtomicReference<Instant> lastHeard,
    ScheduledExecutorService posts) {}
