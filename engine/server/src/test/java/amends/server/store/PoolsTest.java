package amends.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

/** The settings that the speed and the safety of a turn hang on are really on. */
class PoolsTest {
  @Test
  void statements_are_prepared_once_and_planned_once() {
    try (Node node = new Node(TestDatabase.fresh(), 1)) {
      int turns = 30;
      for (int i = 0; i < turns; i++) {
        node.turn(Letters.booking(Letters.party(i), "k" + i, "q"));
      }
      assertThat(TurnSql.WRITE.length()).as("longer than what is cached by default").isGreaterThan(2_048);
      try (Link link = Link.from(node.store.pool())) {
        for (String sql : new String[] {TurnSql.WRITE, TurnSql.READ, TurnSql.LOCK}) {
          Row row =
              link.ask(
                      "select count(*) as n, coalesce(sum(generic_plans), 0) as generic, coalesce(sum(custom_plans), 0) as custom"
                          + " from pg_prepared_statements where statement = $1",
                      Tuple.of(sql))
                  .iterator()
                  .next();
          assertThat(row.getInteger("n")).as("prepared once: " + sql).isEqualTo(1);
          assertThat(row.getInteger("generic")).as("run by the kept plan").isGreaterThanOrEqualTo(turns);
          assertThat(row.getInteger("custom")).as("planned anew").isZero();
        }
      }
    }
  }

  @Test
  void a_session_has_its_bounds() {
    try (Node node = new Node(TestDatabase.fresh(), 1);
        Link link = Link.from(node.store.pool())) {
      assertThat(show(link, "plan_cache_mode")).isEqualTo("force_generic_plan");
      assertThat(show(link, "statement_timeout")).isEqualTo("10s");
      assertThat(show(link, "idle_in_transaction_session_timeout")).isEqualTo("30s");
      assertThat(show(link, "synchronous_commit")).isEqualTo("on");
    }
  }

  private static String show(Link link, String setting) {
    return link.ask("select current_setting($1)", Tuple.of(setting)).iterator().next().getString(0);
  }
}
