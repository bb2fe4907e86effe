package io.wellkept.app;

import io.wellkept.plan.Plan;
import io.wellkept.probe.stock.Candidate;
import io.wellkept.probe.stock.Lapse;
import io.wellkept.probe.stock.Sort;
import io.wellkept.probe.stock.Stock;
import io.wellkept.probe.stock.Walk;
import io.wellkept.touchpoint.Journey;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a walk through a site brought up, in words.
 *
 * @param open what nobody answers for, what matters most first
 * @param lapsed what is promoted although it is dead or silent
 */
record Discovered(URI start, Walk walk, List<Candidate> open, List<Lapse> lapsed) {
  private static final int OF_EACH = 30;

  private record Found(
      String sort, String address, String name, String channel, String where, boolean sure) {}

  private record Gone(String address, String name, String where, String found, boolean dead) {}

  private record Summary(
      String start,
      int pages,
      boolean whole,
      int unread,
      int dropped,
      int closedByRobots,
      List<Found> unregistered,
      List<Gone> promotedButDead) {}

  boolean fine() {
    return lapsed.isEmpty() && open.stream().noneMatch(Stock::sure);
  }

  /** Whether the walk came to its end and nothing was too much for it. */
  boolean whole() {
    return walk.over() && walk.dropped() == 0;
  }

  Object summary() {
    return new Summary(
        start.toString(),
        walk.pages(),
        whole(),
        walk.unread(),
        walk.dropped(),
        walk.closed(),
        open.stream()
            .map(one ->
                new Found(
                    one.sort().name().toLowerCase(Locale.ROOT),
                    one.address(),
                    one.name(),
                    one.channel(),
                    where(one),
                    Stock.sure(one)))
            .toList(),
        lapsed.stream()
            .map(one ->
                new Gone(
                    one.candidate().address(),
                    one.candidate().name(),
                    where(one.candidate()),
                    one.words(),
                    one.last() == null))
            .toList());
  }

  private static String where(Candidate candidate) {
    return candidate.spotted().words() + " of " + candidate.page();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(start + ": " + walk.pages() + " pages read" + rest());
    if (!lapsed.isEmpty()) {
      lines.add("");
      lines.add("Promoted but dead (" + lapsed.size() + "):");
      lapsed.forEach(one -> {
        lines.add("  " + one.candidate().name() + "  " + one.candidate().address());
        lines.add("    " + one.words() + "; " + where(one.candidate()));
      });
    }
    group(lines, "Nobody answers for", open.stream().filter(Stock::sure).toList());
    group(lines, "Also seen", open.stream().filter(one -> !Stock.sure(one)).toList());
    if (open.isEmpty() && lapsed.isEmpty()) {
      lines.add(
          "Somebody answers for everything that was found"
              + (whole() ? "." : ", but that is not the whole site."));
    }
    if (open.stream().anyMatch(Stock::sure)) {
      lines.add("");
      lines.add("As touchpoints: the same command with --yaml --owner A --backup B");
    }
    return lines;
  }

  private String rest() {
    String closed = walk.closed() == 0 ? "" : ", " + walk.closed() + " closed by robots.txt";
    String unread = walk.unread() == 0 ? "" : ", " + walk.unread() + " heard of and not read";
    String dropped = walk.dropped() == 0 ? "" : ", " + walk.dropped() + " addresses too many";
    return closed + unread + dropped + (walk.over() ? "" : ", more are left");
  }

  private static void group(List<String> lines, String what, List<Candidate> candidates) {
    for (Sort sort : Sort.values()) {
      List<Candidate> some = candidates.stream().filter(one -> one.sort() == sort).toList();
      if (some.isEmpty()) {
        continue;
      }
      lines.add("");
      lines.add(what + ": " + sort.heading() + " (" + some.size() + ")");
      Printing.columns(
              some.stream()
                  .limit(OF_EACH)
                  .map(one -> List.of(one.name(), one.address(), one.spotted().words()))
                  .toList())
          .forEach(line -> lines.add("  " + line));
      if (some.size() > OF_EACH) {
        lines.add("  and " + (some.size() - OF_EACH) + " more: --json lists all");
      }
    }
  }

  /** A file of touchpoints of what nobody answers for, as far as that is sure. */
  List<String> yaml(@Nullable Plan plan, String owner, String backup) {
    Set<String> ids = new HashSet<>(plan == null ? Set.of() : plan.touchpoints().keySet());
    List<String> lines = new ArrayList<>();
    lines.add("# yaml-language-server: $schema=../config/schema/touchpoints.json");
    lines.add("#");
    lines.add("# Found at " + start + ". Give each its own owner.");
    lines.add("");
    List<Candidate> sure = open.stream().filter(Stock::sure).filter(this::alive).toList();
    lines.add(sure.isEmpty() ? "touchpoints: []" : "touchpoints:");
    for (Candidate one : sure) {
      String id = free(ids, one);
      lines.add("  - id: " + YamlText.literal(id));
      lines.add("    name: " + YamlText.literal(one.name()));
      if (one.sort() != Sort.CHAT) {
        lines.add("    url: " + YamlText.literal(one.address()));
      }
      lines.add("    owner: " + YamlText.literal(owner));
      lines.add("    backup: " + YamlText.literal(backup));
      Journey journey = plan == null ? Journey.NONE : plan.journey();
      boolean known = Journey.find(journey.channels(), one.channel()).isPresent();
      lines.add("    " + (known ? "" : "# ") + "channel: " + one.channel());
      if (one.sort() == Sort.PROFILE) {
        lines.add("    checks: {page: {every: 1d}}");
      }
    }
    return lines;
  }

  private boolean alive(Candidate candidate) {
    return lapsed.stream()
        .noneMatch(one -> one.last() == null && one.candidate().key().equals(candidate.key()));
  }

  private static String free(Set<String> ids, Candidate candidate) {
    String slug = Slug.of(candidate.name(), "found");
    String id = slug;
    for (int i = 2; !ids.add(id); i++) {
      String end = "-" + i;
      id = slug.substring(0, Math.min(slug.length(), 63 - end.length())) + end;
    }
    return id;
  }
}
