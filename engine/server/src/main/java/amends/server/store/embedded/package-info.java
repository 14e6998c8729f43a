/**
 * A PostgreSQL of our own, so that a newcomer needs nothing but a JDK, and a small centre no
 * database server.
 *
 * <pre>
 *  Binaries    unpacked once into the user's cache folder
 *  Account     PostgreSQL refuses root: under which account its programs run
 *  Postmaster  the running server, as its own pid file tells
 *  EmbeddedPostgres   start or adopt, stop; a folder that is kept, or a temporary one
 * </pre>
 *
 * <p>It is a full PostgreSQL with fsync on: what is committed survives a power cut. When the engine
 * dies, the server lives on, and the next engine adopts it.
 */
package amends.server.store.embedded;
