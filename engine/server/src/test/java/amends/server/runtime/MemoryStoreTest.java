package amends.server.runtime;

import amends.server.store.Store;
import java.time.Duration;

class MemoryStoreTest implements StoreContract {
  private final MemoryStore store = new MemoryStore();

  @Override
  public Store store() {
    return store;
  }

  @Override
  public void pass(Duration time) {
    store.advance(time);
  }
}
