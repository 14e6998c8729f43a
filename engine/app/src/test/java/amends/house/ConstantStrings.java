package amends.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The string constants of a compiled class, read from its constant pool: ArchUnit shows none. */
final class ConstantStrings {
  private static final int MAGIC = 0xCAFEBABE;

  private ConstantStrings() {}

  /**
   * All strings the class loads, with those of its concatenations.
   *
   * @throws IllegalStateException when the class file is not as the Java 21 format describes it
   */
  static List<String> of(JavaClass type) {
    return type.getSource()
        .map(
            source -> {
              try (InputStream file = source.getUri().toURL().openStream()) {
                return read(new DataInputStream(file), type.getName());
              } catch (IOException unreadable) {
                throw new UncheckedIOException("cannot read " + source.getUri(), unreadable);
              }
            })
        .orElse(List.of());
  }

  private static List<String> read(DataInputStream in, String name) throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IllegalStateException(name + " is not a class file");
    }
    in.readInt(); // minor and major version
    int size = in.readUnsignedShort();
    String[] texts = new String[size];
    List<Integer> strings = new ArrayList<>();
    for (int i = 1; i < size; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts[i] = in.readUTF();
        case 8 -> strings.add(in.readUnsignedShort());
        case 7, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++; // long and double take two places
        }
        default -> throw new IllegalStateException(name + " has the unknown constant tag " + tag);
      }
    }
    return strings.stream().map(index -> texts[index]).toList();
  }
}
