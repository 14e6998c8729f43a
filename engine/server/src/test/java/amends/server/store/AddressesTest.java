package amends.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import amends.core.desk.PartyId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A number is found again, is not to be read, and comes back whole. */
class AddressesTest {
  private static final byte[] KEY = new byte[32];
  private final Addresses addresses = new Addresses(Secrets.of(KEY));

  @Test
  void the_same_address_is_the_same_person_for_ever() {
    // Golden, computed apart with another HKDF: were it to change, nobody in any database would be found again.
    assertThat(addresses.of("tel:+8613900000000")).isEqualTo(new PartyId(UUID.fromString("be67e4ec-c77a-d856-284c-d8415a56fa6e")));
    assertThat(new Addresses(Secrets.of(KEY)).of("tel:+8613900000000")).isEqualTo(addresses.of("tel:+8613900000000"));
  }

  @Test
  void another_address_or_another_key_is_another_person() {
    Set<PartyId> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(addresses.of("tel:+4412345" + i))).isTrue();
    }
    byte[] other = KEY.clone();
    other[31] = 1;
    assertThat(seen).doesNotContain(new Addresses(Secrets.of(other)).of("tel:+44123450"));
  }

  @Test
  void a_sealed_number_opens_and_tells_nothing() {
    Sealed one = addresses.seal("tel:+8613900000000");
    Sealed two = addresses.seal("tel:+8613900000000");
    assertThat(addresses.open(one)).isEqualTo("tel:+8613900000000").isEqualTo(addresses.open(two));
    assertThat(one).isNotEqualTo(two);
    assertThat(new String(one.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("139");
    assertThat(one.toString()).doesNotContain("139");
  }

  @Test
  void a_changed_seal_or_another_key_does_not_open() {
    Sealed sealed = addresses.seal("tel:+8613900000000");
    int refused = 0;
    for (int i = 0; i < sealed.bytes().length; i++) {
      byte[] changed = sealed.bytes().clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> addresses.open(new Sealed(changed))).isInstanceOf(IllegalStateException.class);
      refused++;
    }
    assertThat(refused).isEqualTo(1 + 12 + 18 + 16);
    byte[] other = KEY.clone();
    other[0] = 1;
    assertThatThrownBy(() -> new Addresses(Secrets.of(other)).open(sealed)).hasMessageContaining("another key").hasMessageContaining("secret.key");
    assertThatThrownBy(() -> addresses.open(new Sealed(new byte[3]))).isInstanceOf(IllegalStateException.class);
  }
}
