package amends.server.store;

import amends.core.desk.Letter;
import amends.core.desk.PartyId;
import amends.core.desk.Signal;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Jackson set so that it neither guesses nor forgives: an unknown, missing or null component is an
 * exception.
 */
final class BodyMapper {
  /** Always six digits: PostgreSQL keeps microseconds, and equal instants are equal texts. */
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private BodyMapper() {}

  /** Refuses texts that jsonb would refuse. */
  static ObjectMapper strict() {
    return common(new SimpleModule().addSerializer(String.class, new ValidText())).build();
  }

  /** Takes any text, and writes everything beyond ASCII as an escape. */
  static ObjectMapper escaped() {
    return common(new SimpleModule())
        .enable(com.fasterxml.jackson.core.json.JsonWriteFeature.ESCAPE_NON_ASCII)
        .build();
  }

  private static JsonMapper.Builder common(SimpleModule module) {
    module
        .addSerializer(Instant.class, new InstantWriter())
        .addDeserializer(Instant.class, new InstantReader());
    module
        .addSerializer(PartyId.class, new PartyIdWriter())
        .addDeserializer(PartyId.class, new PartyIdReader());
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(module)
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    for (Class<?> nested : nested()) {
      builder.addMixIn(nested, Named.class);
      Families.records(nested)
          .forEach(type -> builder.registerSubtypes(new NamedType(type, type.getSimpleName())));
    }
    // Only inside a stored letter is a signal named in its body; elsewhere a column names it.
    builder.addMixIn(Letter.class, LetterNamesItsSignal.class);
    Families.SIGNAL
        .types()
        .forEach((name, type) -> builder.registerSubtypes(new NamedType(type, name)));
    return builder;
  }

  /**
   * The sealed types that stand inside bodies: there the body itself must say which record it is.
   */
  private static Set<Class<?>> nested() {
    Set<Class<?>> sealed = new LinkedHashSet<>();
    Set<Class<?>> seen = new LinkedHashSet<>();
    for (Families family : Families.values()) {
      family.types().values().forEach(type -> walk(type, sealed, seen));
    }
    return sealed;
  }

  private static void walk(Class<?> type, Set<Class<?>> sealed, Set<Class<?>> seen) {
    if (!seen.add(type)) {
      return;
    }
    if (type.isSealed()) {
      sealed.add(type);
      Families.records(type).forEach(record -> walk(record, sealed, seen));
    } else if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        walkAll(component.getGenericType(), sealed, seen);
      }
    }
  }

  private static void walkAll(Type type, Set<Class<?>> sealed, Set<Class<?>> seen) {
    if (type instanceof Class<?> plain) {
      walk(plain, sealed, seen);
    } else if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        walkAll(argument, sealed, seen);
      }
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface Named {}

  @SuppressWarnings("UnusedMethod") // read by Jackson, for its annotation
  private interface LetterNamesItsSignal {
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    Signal signal();
  }

  private static final class ValidText extends StdSerializer<String> {
    private static final long serialVersionUID = 1L;

    ValidText() {
      super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == 0) {
          provider.reportMappingProblem("a text has a NUL at place %d", i);
        } else if (Character.isSurrogate(c)) {
          boolean pair =
              Character.isHighSurrogate(c)
                  && i + 1 < text.length()
                  && Character.isLowSurrogate(text.charAt(i + 1));
          if (!pair) {
            provider.reportMappingProblem("a text has half a surrogate pair at place %d", i);
          }
          i++;
        }
      }
      out.writeString(text);
    }
  }

  private static final class InstantWriter extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantWriter() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant at, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(MICROSECONDS.format(at.truncatedTo(ChronoUnit.MICROS)));
    }
  }

  private static final class InstantReader extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String text = in.getText();
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException other) {
        throw InvalidFormatException.from(in, "'" + text + "' is no instant", text, Instant.class);
      }
    }
  }

  private static final class PartyIdWriter extends StdSerializer<PartyId> {
    private static final long serialVersionUID = 1L;

    PartyIdWriter() {
      super(PartyId.class);
    }

    @Override
    public void serialize(PartyId party, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(party.hmac().toString());
    }
  }

  private static final class PartyIdReader extends StdDeserializer<PartyId> {
    private static final long serialVersionUID = 1L;

    PartyIdReader() {
      super(PartyId.class);
    }

    @Override
    public PartyId deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String text = in.getText();
      try {
        return new PartyId(UUID.fromString(text));
      } catch (IllegalArgumentException other) {
        throw InvalidFormatException.from(in, "'" + text + "' is no party", text, PartyId.class);
      }
    }
  }
}
