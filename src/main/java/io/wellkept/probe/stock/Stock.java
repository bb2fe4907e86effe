package io.wellkept.probe.stock;

import io.wellkept.probe.Landing;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;

/** What of a site's touchpoints matters now. */
public final class Stock {
  private static final Comparator<Candidate> RANK =
      Comparator.comparingDouble(Candidate::confidence)
          .reversed()
          .thenComparing(Candidate::spotted)
          .thenComparing(Candidate::sort);

  private Stock() {}

  /**
   * Those for whom nobody answers and that nobody excepted, what matters most first. A form on a
   * page that is listed too stands for that page.
   */
  public static List<Candidate> unregistered(
      Collection<Candidate> found, Registered registered, List<String> except) {
    List<Candidate> open =
        found.stream()
            .filter(candidate -> !registered.has(candidate))
            .filter(candidate -> !excepted(candidate, except))
            .sorted(RANK)
            .toList();
    return open.stream().filter(candidate -> !standsFor(candidate, open)).toList();
  }

  /** Those that nobody excepted. */
  public static List<Lapse> lapsed(Collection<Lapse> lapses, List<String> except) {
    return lapses.stream().filter(lapse -> !excepted(lapse.candidate(), except)).toList();
  }

  /** Whether it is sure enough that somebody must answer for it. */
  public static boolean sure(Candidate candidate) {
    return candidate.confidence() >= InventoryProbe.THRESHOLD;
  }

  private static boolean standsFor(Candidate page, List<Candidate> all) {
    return page.sort() == Sort.PAGE
        && all.stream()
            .anyMatch(
                form -> form.sort() == Sort.FORM && sameAddress(form.address(), page.address()));
  }

  private static boolean sameAddress(String one, String other) {
    return HttpUrl.parse(one) != null
        && HttpUrl.parse(other) != null
        && Landing.samePage(URI.create(one), URI.create(other));
  }

  private static boolean excepted(Candidate candidate, List<String> except) {
    HttpUrl url = HttpUrl.parse(candidate.address());
    return except.stream()
        .anyMatch(pattern ->
            url == null ? contains(candidate, pattern) : Landing.matches(pattern, url.uri()));
  }

  private static boolean contains(Candidate candidate, String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return (candidate.name() + " " + candidate.address()).toLowerCase(Locale.ROOT).contains(wanted);
  }
}
