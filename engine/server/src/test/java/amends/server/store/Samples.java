package amends.server.store;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes a value of any record of core from its shape alone, so that a new record is tested the day it is written. */
final class Samples {
  private final boolean full;
  private final Map<Class<?>, Object> given;
  private int count;

  private Samples(boolean full, Map<Class<?>, Object> given) {
    this.full = full;
    this.given = given;
  }

  /** The same with these values wherever their type stands. */
  static Object of(Class<?> type, boolean full, Map<Class<?>, Object> given) {
    return new Samples(full, given).of(type);
  }

  /** Every optional filled, lists with two. The same type gives the same values, run after run. */
  static Object full(Class<?> type) {
    return new Samples(true, Map.of()).of(type);
  }

  /** Every optional empty, lists empty. */
  static Object bare(Class<?> type) {
    return new Samples(false, Map.of()).of(type);
  }

  /** Each record that a sealed type inside this one can be, one value for each. */
  static List<Object> each(Class<?> type) {
    List<Object> all = new ArrayList<>();
    all.add(full(type));
    all.add(bare(type));
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      if (components[i].getType().isSealed()) {
        for (Class<?> inner : Families.records(components[i].getType())) {
          Samples samples = new Samples(true, Map.of());
          Object[] values = samples.values(type);
          values[i] = samples.of(inner);
          all.add(construct(type, values));
        }
      }
    }
    return all;
  }

  private Object of(Type type) {
    count++;
    if (type instanceof ParameterizedType generic) {
      Type inner = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return full ? Optional.of(of(inner)) : Optional.empty();
      }
      if (generic.getRawType() == List.class) {
        return full ? List.of(of(inner), of(inner)) : List.of();
      }
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("no sample is known for " + type);
    }
    if (given.containsKey(plain)) {
      return given.get(plain);
    } else if (plain == String.class) {
      return "text " + count + " é 电话 \uD83D\uDCDE \"\\";
    } else if (plain == int.class) {
      return count;
    } else if (plain == long.class) {
      return Long.MAX_VALUE - count;
    } else if (plain == boolean.class) {
      return full;
    } else if (plain == UUID.class) {
      return new UUID(0xF123_4567_89AB_7CDEL + count, 0x8000_0000_0000_0000L + count);
    } else if (plain == Instant.class) {
      return Instant.parse("2026-03-29T01:30:00Z").plusNanos(count * 1_000L);
    } else if (plain.isEnum()) {
      Object[] constants = plain.getEnumConstants();
      return constants[count % constants.length];
    } else if (plain.isSealed()) {
      return of(Families.records(plain).getFirst());
    } else if (plain.isRecord()) {
      return construct(plain, values(plain));
    }
    throw new IllegalArgumentException("no sample is known for " + type);
  }

  private Object[] values(Class<?> record) {
    RecordComponent[] components = record.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = of(components[i].getGenericType());
    }
    return values;
  }

  private static Object construct(Class<?> record, Object[] values) {
    RecordComponent[] components = record.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      var constructor = record.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException failed) {
      throw new IllegalStateException("no sample of " + record + " could be made", failed);
    }
  }
}
