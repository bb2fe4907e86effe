package io.wellkept.probe.names;

import io.wellkept.probe.AddressRange;
import io.wellkept.probe.names.NameServers.UnansweredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Type;

/**
 * Walks an SPF record with all that it includes, as those do who receive mail.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7208">RFC 7208</a>
 */
final class SpfWalk {
  /** RFC 7208, 4.6.4: who needs more is not believed at all. */
  static final int MOST_LOOKUPS = 10;

  /** We go on counting a little, to say how many there are. */
  private static final int MOST_WALKED = 30;

  private static final Pattern MECHANISM =
      Pattern.compile(
          "([+?~-]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?:[:](.+?))?((?:/\\d{1,3}){0,2}|//\\d{1,3})");
  private static final Pattern ADDRESSES = Pattern.compile("[+?~-]?ip[46]:(.+)");
  private static final Pattern MODIFIER = Pattern.compile("([a-z][a-z0-9_.-]*)=(.*)");

  private final NameServers servers;
  private final List<String> missing = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final List<String> path = new ArrayList<>();
  private int walked;
  private int lookups;
  private boolean ptr;

  /**
   * What was found on the way.
   *
   * @param records the SPF records of the domain itself
   * @param lookups how many lookups a receiver needs
   * @param missing included domains that have not exactly one record
   * @param wrong terms that no receiver understands
   * @param all what becomes of everybody who is not listed: the sign before "all"; null if the
   *     record does not say
   * @param ptr whether the mechanism is used that must not be used any more
   */
  record Walked(
      List<String> records,
      int lookups,
      List<String> missing,
      List<String> wrong,
      @Nullable String all,
      boolean ptr) {
    Walked {
      records = List.copyOf(records);
      missing = List.copyOf(missing);
      wrong = List.copyOf(wrong);
    }
  }

  private SpfWalk(NameServers servers) {
    this.servers = servers;
  }

  static Walked from(String domain, NameServers servers)
      throws UnansweredException, InterruptedException {
    SpfWalk walk = new SpfWalk(servers);
    List<String> records = walk.records(domain);
    String all = null;
    if (records.size() == 1) {
      walk.path.add(domain);
      all = walk.record(records.get(0));
    }
    return new Walked(records, walk.lookups, walk.missing, walk.wrong, all, walk.ptr);
  }

  private List<String> records(String domain) throws UnansweredException, InterruptedException {
    return servers.ask(domain, Type.TXT).values().stream()
        .filter(text -> text.toLowerCase(Locale.ROOT).matches("(?s)v=spf1( .*)?"))
        .toList();
  }

  /** What the record says of all others. */
  private @Nullable String record(String record) throws UnansweredException, InterruptedException {
    String all = null;
    String redirect = null;
    for (String term : record.strip().toLowerCase(Locale.ROOT).split(" +", -1)) {
      if (term.equals("v=spf1")) {
        continue;
      }
      Matcher modifier = MODIFIER.matcher(term);
      if (modifier.matches()) {
        redirect = modifier.group(1).equals("redirect") ? modifier.group(2) : redirect;
        continue;
      }
      Matcher mechanism = MECHANISM.matcher(term);
      if (!mechanism.matches() || !sensible(term, mechanism)) {
        wrong.add(term);
        continue;
      }
      String sign = mechanism.group(1).isEmpty() ? "+" : mechanism.group(1);
      if (mechanism.group(2).equals("all")) {
        all = all == null ? sign : all;
      } else {
        mechanism(mechanism.group(2), mechanism.group(3));
      }
    }
    if (all == null && redirect != null) {
      lookups++;
      return included(redirect);
    }
    return all;
  }

  private static boolean sensible(String term, Matcher mechanism) {
    String name = mechanism.group(2);
    boolean named = mechanism.group(3) != null;
    if (name.startsWith("ip")) {
      return isRange(term);
    }
    return switch (name) {
      case "include", "exists" -> named;
      case "all" -> !named && mechanism.group(4).isEmpty();
      default -> true;
    };
  }

  private static boolean isRange(String term) {
    Matcher written = ADDRESSES.matcher(term);
    if (!written.matches()) {
      return false;
    }
    try {
      AddressRange.parse(written.group(1));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void mechanism(String name, @Nullable String target)
      throws UnansweredException, InterruptedException {
    switch (name) {
      case "a", "mx", "exists" -> lookups++;
      case "ptr" -> {
        lookups++;
        ptr = true;
      }
      case "include" -> {
        lookups++;
        if (target != null) {
          included(target);
        }
      }
      default -> {}
    }
  }

  private @Nullable String included(String domain)
      throws UnansweredException, InterruptedException {
    // With macros in it, it depends on the mail.
    if (domain.indexOf('%') >= 0 || walked >= MOST_WALKED) {
      return null;
    }
    if (path.contains(domain)) {
      wrong.add(domain + ", which includes itself");
      return null;
    }
    walked++;
    List<String> records = records(domain);
    if (records.size() != 1) {
      missing.add(domain);
      return null;
    }
    path.add(domain);
    String all = record(records.get(0));
    path.removeLast();
    return all;
  }
}
