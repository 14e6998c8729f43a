package amends.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import amends.core.desk.Letter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What can go wrong between engine and PostgreSQL, and whose fault it is. */
class DoubtTest {
  private static final int N = 20;

  @Test
  void a_commit_whose_answer_is_lost_is_found_to_have_been_carried_out() throws IOException {
    Database database = TestDatabase.fresh();
    Tables tables = new Tables(database);
    try (Proxy proxy = new Proxy(database);
        Node node = new Node(proxy.database())) {
      for (int i = 0; i < N; i++) {
        List<Letter> batch = batch(i);
        proxy.cutNext(Proxy.Cut.AFTER);
        assertThat(node.together(batch, new TreeMap<>())).as("round " + i).hasSize(3);
        assertThat(tables.count("select count(*) from cases")).isEqualTo(3L * (i + 1));
      }
    }
    tables.mustAgree();
  }

  @Test
  void a_commit_that_never_arrived_is_passing_trouble_and_nothing_is_written() throws IOException {
    Database database = TestDatabase.fresh();
    Tables tables = new Tables(database);
    try (Proxy proxy = new Proxy(database);
        Node node = new Node(proxy.database())) {
      for (int i = 0; i < N; i++) {
        List<Letter> batch = batch(i);
        proxy.cutNext(Proxy.Cut.BEFORE);
        Throwable trouble = catchThrowable(() -> node.together(batch, new TreeMap<>()));
        assertThat(trouble).as("round " + i).isNotNull();
        assertThat(Trouble.isPassing(trouble)).as(trouble.toString()).isTrue();
        assertThat(tables.count("select count(*) from signal")).isEqualTo(3L * i);
        assertThat(node.together(batch, new TreeMap<>())).hasSize(3);
      }
    }
    tables.mustAgree();
  }

  @Test
  void a_server_that_ends_our_session_in_the_middle_is_passing_trouble() {
    Database database = TestDatabase.fresh();
    Tables tables = new Tables(database);
    try (Node node = new Node(database)) {
      Letter letter = Letters.booking(Letters.party(1), "1", "q");
      try (Turn turn = node.store.open(List.of(letter), new TreeMap<>())) {
        tables.ask("select pg_terminate_backend(pid)::text from pg_stat_activity where datname = current_database() and state = 'idle in transaction'");
        Throwable trouble = catchThrowable(() -> turn.commit(List.of(nothing(turn, letter))));
        assertThat(trouble).isNotNull();
        assertThat(Trouble.isPassing(trouble)).as(trouble.toString()).isTrue();
      }
      assertThat(tables.count("select count(*) from signal")).isZero();
      assertThat(node.turn(letter)).isInstanceOf(Reply.Said.class);
    }
  }

  @Test
  void a_database_that_is_not_there_is_passing_trouble() throws IOException {
    Database gone;
    try (Proxy proxy = new Proxy(TestDatabase.fresh())) {
      gone = proxy.database();
    }
    try (Node node = new Node(gone)) {
      Throwable trouble = catchThrowable(() -> node.turn(Letters.booking(Letters.party(1), "1", "q")));
      assertThat(trouble).isNotNull();
      assertThat(Trouble.isPassing(trouble)).as(trouble.toString()).isTrue();
    }
  }

  @Test
  void a_statement_that_takes_too_long_ends_and_its_connection_serves_on() {
    Database database = TestDatabase.fresh();
    Tables tables = new Tables(database);
    try (Node node = new Node(database, 1)) {
      assertThat(tables.ask("select 1")).hasSize(1);
      Throwable trouble =
          catchThrowable(() -> {
            try (Link link = Link.from(node.store.pool())) {
              link.ask("set statement_timeout = '50ms'", io.vertx.sqlclient.Tuple.tuple());
              link.ask("select pg_sleep(30)", io.vertx.sqlclient.Tuple.tuple());
            }
          });
      assertThat(Trouble.isPassing(trouble)).as(String.valueOf(trouble)).isTrue();
      assertThat(node.turn(Letters.booking(Letters.party(1), "1", "q"))).isInstanceOf(Reply.Said.class);
    }
  }

  @Test
  void whose_fault_it_is() {
    assertThat(Trouble.isPassing(new IOException("Connection reset by peer"))).isTrue();
    assertThat(Trouble.isPassing(new RuntimeException(new TimeoutException()))).isTrue();
    assertThat(Trouble.isPassing(new IllegalStateException("a bug"))).isFalse();
    assertThat(Trouble.isPassing(new NullPointerException())).isFalse();
    Bodies bodies = new Bodies();
    Throwable poison = catchThrowable(() -> bodies.write(new amends.core.order.OrderSignal.Unsent(Letters.id("x"), "\0")));
    assertThat(Trouble.isPassing(poison)).isFalse();
    assertThatThrownBy(() -> bodies.read(Object.class, Families.SIGNAL, "Unsent", 1, "{}"))
        .satisfies(damaged -> assertThat(Trouble.isPassing(damaged)).isFalse());
    for (String state : List.of("08006", "40001", "40P01", "53100", "57014", "57P01", "55P03", "58030", "25006", "25P03")) {
      assertThat(Trouble.isPassing(refused(state))).as(state).isTrue();
    }
    for (String state : List.of("22P05", "22P02", "22021", "23505", "23514", "42601", "42P01")) {
      assertThat(Trouble.isPassing(refused(state))).as(state).isFalse();
    }
  }

  private static Throwable refused(String state) {
    return new RuntimeException(new io.vertx.pgclient.PgException("refused", "ERROR", state, ""));
  }

  private static List<Letter> batch(int round) {
    List<Letter> batch = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      batch.add(Letters.booking(Letters.party(round * 3 + i), round + "/" + i, "q"));
    }
    return batch;
  }

  private static amends.core.desk.Taken nothing(Turn turn, Letter letter) {
    return new amends.core.desk.Taken(
        turn.parties(), letter, List.of(), List.of(), List.of(), List.of(), List.of(), java.util.Optional.empty(), java.util.Optional.empty());
  }
}
