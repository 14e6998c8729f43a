package amends.server.ami;

import amends.server.runtime.Intake;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/**
 * What a link keeps from one stretch of holding its PBX to the next.
 *
 * @param recorder null where nothing is recorded
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
    ScheduledExecutorService posts) {}
