package amends.core.telephony;

import java.util.ArrayList;
import java.util.List;

/**
 * What a PBX said about one of our own calls, from the place-holder's insertion to the last
 * hang-up, folded into at most ten news. The order of the events does not matter, doubled ones
 * change nothing, and a missing one costs no more than what only it could tell.
 *
 * @param seen the events that can still matter, without repeats
 * @param told the news that were handed out
 */
public record CallFile(CallKey key, List<PbxEvent.OfCall> seen, List<CallNews> told) {
  /** More than a call can sensibly have; a PBX gone wild must not fill our memory. */
  private static final int SEEN_MAX = 200;

  public CallFile {
    seen = List.copyOf(seen);
    told = List.copyOf(told);
  }

  /** A call of which nothing was heard yet. */
  public static CallFile of(CallKey key) {
    return new CallFile(key, List.of(), List.of());
  }

  /** The file after one more event, and what is news by it, in a fixed order. */
  public Heard hear(PbxEvent.OfCall event) {
    if (!CallReading.matters(event) || seen.contains(event) || seen.size() >= SEEN_MAX) {
      return new Heard(this, List.of());
    }
    List<PbxEvent.OfCall> more = new ArrayList<>(seen);
    more.add(event);
    List<CallNews> news = new ArrayList<>(CallReading.of(key, more).news());
    news.removeIf(this::known);
    List<CallNews> all = new ArrayList<>(told);
    all.addAll(news);
    return new Heard(new CallFile(key, more, all), news);
  }

  /** Nothing more can come: the file may be forgotten. */
  public boolean finished() {
    return CallReading.of(key, seen).finished();
  }

  /** All that the events seen so far add up to, however they were ordered. */
  public List<CallNews> concluded() {
    return CallReading.of(key, seen).news();
  }

  /** News of a kind is told once; what an agent ignored, once each. */
  private boolean known(CallNews news) {
    return news instanceof CallNews.Ignored
        ? told.contains(news)
        : told.stream().anyMatch(t -> t.getClass() == news.getClass());
  }

  /** A file and what is new in it. */
  public record Heard(CallFile file, List<CallNews> news) {
    public Heard {
      news = List.copyOf(news);
    }
  }
}
