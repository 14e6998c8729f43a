package amends.server.store;

import amends.core.desk.Letter;
import amends.core.desk.Signal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Values of core as JSON and back, strictly: what was written is read as the same value, or there
 * is an exception.
 *
 * <p>Every body carries the version it was written in; today there is one.
 */
final class Bodies {
  /** The version written, beside every body. */
  static final short VERSION = 1;

  private static final int DIGEST_BYTES = 16;

  private final ObjectMapper json = BodyMapper.strict();
  private final ObjectMapper escaped = BodyMapper.escaped();

  /**
   * The body.
   *
   * @throws UnwritableException when a text in it is no valid Unicode, or has a NUL: jsonb would
   *     refuse it
   */
  String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException failed) {
      throw new UnwritableException(
          value.getClass().getSimpleName() + " cannot be kept: " + failed.getOriginalMessage(),
          failed);
    }
  }

  /**
   * The value.
   *
   * @param type the record's simple name
   * @throws IllegalStateException when the type or version is unknown here, or the body does not
   *     have exactly its components
   */
  <T> T read(Class<T> as, Families family, String type, int version, String body) {
    return as.cast(
        parse(
            json,
            found(family, type, version),
            body.getBytes(StandardCharsets.UTF_8),
            family,
            type));
  }

  /** The body of a signal that {@link #write} refuses, as ASCII; nothing of it is lost. */
  byte[] raw(Signal signal) {
    try {
      return escaped.writeValueAsBytes(signal);
    } catch (JsonProcessingException failed) {
      // Better a text that a person can read than nothing.
      return signal.toString().getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Reads what {@link #raw} wrote. */
  Signal readRaw(String type, int version, byte[] raw) {
    return (Signal)
        parse(escaped, found(Families.SIGNAL, type, version), raw, Families.SIGNAL, type);
  }

  /** The whole letter, as it is stored for a party outside the turn. */
  String writeLetter(Letter letter) {
    return write(letter);
  }

  /** Reads what {@link #writeLetter} wrote. */
  Letter readLetter(int version, String body) {
    checkVersion(version, "letter");
    return (Letter)
        parse(json, Letter.class, body.getBytes(StandardCharsets.UTF_8), Families.SIGNAL, "Letter");
  }

  /**
   * What a repeat of a letter must agree in: its signal, its case and who asked; not the time,
   * which a source may read anew.
   *
   * @param body of the signal, from {@link #write} or {@link #raw}
   */
  static byte[] digest(Letter letter, byte[] body) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      String head =
          type(letter.signal())
              + '\n'
              + letter.to().map(Object::toString).orElse("")
              + '\n'
              + letter.by().map(Object::toString).orElse("");
      hash.update(head.getBytes(StandardCharsets.UTF_8));
      hash.update((byte) '\n');
      hash.update(body);
      return Arrays.copyOf(hash.digest(), DIGEST_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  static String type(Object value) {
    return value.getClass().getSimpleName();
  }

  private static Class<?> found(Families family, String type, int version) {
    checkVersion(version, type);
    Class<?> found = family.types().get(type);
    if (found == null) {
      throw new IllegalStateException(
          "the database holds a "
              + family
              + " of type '"
              + type
              + "', which this version does not know; was it written by a newer one?");
    }
    return found;
  }

  private static void checkVersion(int version, String type) {
    if (version != VERSION) {
      throw new IllegalStateException(
          "the database holds a "
              + type
              + " of body version "
              + version
              + ", this engine reads version "
              + VERSION
              + "; run the newer engine that wrote it");
    }
  }

  private static Object parse(
      ObjectMapper mapper, Class<?> as, byte[] body, Families family, String type) {
    try {
      Object value = mapper.readValue(body, as);
      if (value == null) {
        throw new IllegalStateException("a kept " + family + " " + type + " is null");
      }
      return value;
    } catch (IOException failed) {
      String why =
          failed instanceof JsonProcessingException json
              ? json.getOriginalMessage()
              : failed.toString();
      throw new IllegalStateException(
          "a kept " + family + " " + type + " cannot be read: " + why, failed);
    }
  }
}
