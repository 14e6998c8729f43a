package amends.house.planted.files.core.order;

/** Writes to standard output while deciding. */
public final class Scribe {
  private Scribe() {}

  public static void say(Object what) {
    System.out.println(what);
  }
}
