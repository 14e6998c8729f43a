package amends.app.serve;

import amends.app.assembly.Engine;
import amends.server.config.Config;
import amends.server.config.ConfigException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code amends serve}: the engine, until it is told to stop. */
@Command(
    name = "serve",
    description = {
      "Runs the engine: connects to the PBXs of the configuration, keeps the promises, ends in an"
          + " orderly way on SIGTERM or Ctrl-C.",
      "In this version it accepts PBXs on this machine only: the gate that decides who may be"
          + " called and when is not built yet."
    },
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @Mixin private ConfigOption config;

  @Override
  public Integer call() throws InterruptedException {
    Config read;
    try {
      read = config.read();
    } catch (ConfigException faults) {
      System.err.println("serve: " + faults.getMessage());
      return 2;
    }
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stopInOrder(stop, stopped), "amends-stop"));
    try (Place place = Place.open(read)) {
      LOG.info("{}: {}, {} migrations applied", config.path(), place.line(), place.migrated());
      LOG.info(
          "In this version only PBXs on this machine are accepted, until the gate is built that"
              + " decides who may be called and when.");
      try (Engine engine = new Engine(read, place.database(), committed -> {})) {
        LOG.info(
            "The door listens on {}:{}; PBXs: {}",
            read.door().listen(),
            engine.doorPort(),
            read.pbxs().stream().map(Config.Pbx::id).toList());
        stop.await();
        LOG.info(
            "Stopping: nothing new is taken, what waits is taken to its end, the leases are given"
                + " back");
      }
    } catch (RuntimeException cannot) {
      LOG.error("The engine cannot run: {}", cannot.getMessage(), cannot);
      return 1;
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  /** The process ends when its hooks have ended, so this one waits for the engine. */
  private static void stopInOrder(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
