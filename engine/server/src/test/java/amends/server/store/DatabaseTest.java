package amends.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the data is, and that it has the form this version needs. */
class DatabaseTest {
  @Test
  void a_url_is_read_and_a_bad_one_is_refused() {
    assertThat(Database.of("postgresql://db.example:6432/amends", "u", "p")).isEqualTo(new Database("db.example", 6432, "amends", "u", "p"));
    assertThat(Database.of("postgresql://db/amends", "u", "p").port()).isEqualTo(5432);
    assertThat(Database.of("postgresql://[::1]:5433/amends", "u", "p")).isEqualTo(new Database("[::1]", 5433, "amends", "u", "p"));
    for (String bad : List.of("", "db/amends", "jdbc:postgresql://db/amends", "postgresql://db", "postgresql://db/", "postgresql://u:p@db/amends",
        "postgresql://db:port/amends", "postgresql:///amends", "postgresql://db/amends?ssl=off")) {
      assertThatThrownBy(() -> Database.of(bad, "u", "p")).as(bad).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void its_text_does_not_tell_the_password() {
    assertThat(new Database("h", 1, "n", "u", "hush")).hasToString("postgresql://h:1/n as u");
  }

  @Test
  void migrating_again_does_nothing() {
    assertThat(Migrations.migrate(TestDatabase.fresh())).isZero();
  }

  @Test
  void a_database_that_cannot_be_reached_says_where_and_what_to_do() {
    Database nowhere = new Database("127.0.0.1", 1, "amends", "u", "p");
    assertThatThrownBy(() -> Migrations.migrate(nowhere)).hasMessageContaining(nowhere.toString());
    assertThatThrownBy(() -> DatabaseCheck.problems(nowhere)).hasMessageContaining(nowhere.toString()).hasMessageContaining("database.url");
  }

  @Test
  void versions_before_14_are_refused() {
    assertThat(DatabaseCheck.versionProblem(130_022)).hasValueSatisfying(text -> assertThat(text).contains("13").contains("14 or newer"));
    assertThat(DatabaseCheck.versionProblem(140_000)).isEmpty();
    assertThat(DatabaseCheck.versionProblem(180_006)).isEmpty();
  }

  @Test
  void every_table_and_the_columns_an_operator_asks_about_are_explained() {
    Tables tables = new Tables(TestDatabase.fresh());
    assertThat(tables.ask("""
        select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
          and relname <> 'flyway_schema_history' and obj_description(oid) is null
        """)).isEmpty();
    assertThat(tables.count("select count(*) from pg_description where objsubid > 0 and objoid in (select oid from pg_class where relnamespace = 'public'::regnamespace)"))
        .isGreaterThan(20);
  }

  @Test
  void a_move_of_an_open_order_touches_no_index() {
    Database database = TestDatabase.fresh();
    Tables tables = new Tables(database);
    try (Node node = new Node(database)) {
      String[] words = ((Reply.Said) node.turn(Letters.booking(Letters.party(1), "1", "q"))).answer().orElseThrow().split(" ");
      var order = amends.core.desk.CaseRef.fromHex(amends.core.desk.Kind.ORDER, words[1]);
      Lease lease = node.store.acquire("pbx:a", node.id, java.time.Duration.ofMinutes(1)).orElseThrow();
      node.turn(Letters.released(order, lease.fence(), "r"));
      assertThat(tables.ask("select stage from orders")).containsExactly("reserving");
    }
    Together.until("the statistics are told", () -> tables.count("select n_tup_upd from pg_stat_user_tables where relname = 'orders'") > 0);
    assertThat(tables.ask("select n_tup_upd || ' ' || n_tup_hot_upd from pg_stat_user_tables where relname in ('orders', 'cases') order by 1"))
        .containsExactly("1 1", "1 1");
  }
}
