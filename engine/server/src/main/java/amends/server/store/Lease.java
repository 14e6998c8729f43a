package amends.server.store;

import java.util.UUID;

/**
 * The right to act for one PBX (or to keep house); the fence grows with each new holder and never
 * shrinks.
 */
public record Lease(String name, UUID node, long fence) {}
