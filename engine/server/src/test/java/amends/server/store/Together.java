package amends.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Runs things at once on plain virtual threads, and waits for conditions with a bound. */
final class Together {
  private static final int SECONDS_MAX = 120;

  private Together() {}

  /** Each one's result, in order; the first failure is thrown. */
  static <T> List<T> run(List<Callable<T>> tasks) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = tasks.stream().map(threads::submit).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(get(each));
      }
      return results;
    }
  }

  static <T> Future<T> start(Callable<T> task) {
    java.util.concurrent.FutureTask<T> future = new java.util.concurrent.FutureTask<>(task);
    Thread.startVirtualThread(future);
    return future;
  }

  static <T> T get(Future<T> future) {
    try {
      return future.get(SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    } catch (TimeoutException | InterruptedException late) {
      throw new AssertionError("not done within " + SECONDS_MAX + " s", late);
    }
  }

  static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 30 s: " + what);
      }
      Thread.onSpinWait();
    }
  }
}
