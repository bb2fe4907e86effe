package io.wellkept.probe.destination;

import io.wellkept.probe.Landing;
import io.wellkept.probe.PageUnreachable;
import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.destination.Tracking.Lost;
import io.wellkept.probe.destination.Visit.Arrived;
import io.wellkept.probe.destination.Visit.Nowhere;
import io.wellkept.probe.destination.Visit.Page;
import io.wellkept.probe.destination.Visit.SoldOut;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was found at a destination when somebody was last there: small, and fit to be remembered. It
 * knows what would be wrong, and not for whom: that is asked anew with {@link #troubles}.
 *
 * @param end where people end up
 * @param same what is wrong for everybody who is sent there
 * @param missing claims of anybody that are not on the page
 * @param thin whether we saw too little of the page to be sure that they are missing
 * @param ends until when the page's offers count
 */
public record Found(
    String end, List<Trouble> same, List<String> missing, boolean thin, List<End> ends) {
  private static final double UNSURE = 0.4;

  /** Many redirect from what is gone to the home page, and few do so on purpose. */
  private static final double LIKELY = 0.7;

  private static final int LONGEST_IN_CLAUSE = 60;

  public Found {
    same = List.copyOf(same);
    missing = List.copyOf(missing);
    ends = List.copyOf(ends);
  }

  /**
   * What a visit found out.
   *
   * @param before what was found the time before; null if nothing is known
   * @param zone in which the page's days end; null if nobody said
   */
  public static Found of(
      Arrived arrived,
      Tracking tracking,
      @Nullable Found before,
      @Nullable ZoneId zone,
      Instant now) {
    List<Trouble> same = new ArrayList<>();
    Page page = arrived.page();
    if (arrived.status() < 200 || arrived.status() > 299) {
      same.add(status(arrived));
    } else {
      home(arrived, same);
      lost(arrived, tracking, same);
    }
    String end = arrived.end().toString();
    if (page == null) {
      return new Found(end, same, List.of(), false, List.of());
    }
    SoldOut soldOut = page.soldOut();
    if (soldOut != null) {
      same.add(soldOut(soldOut, end));
    }
    List<End> ends = End.of(page.endings(), before == null ? List.of() : before.ends, zone, now);
    return new Found(end, same, page.missing(), page.thin(), ends);
  }

  /** What is known after nobody answered. */
  public static Found of(Nowhere nowhere, Instant now) {
    Finding why = PageUnreachable.finding(nowhere.asked(), nowhere.cause(), nowhere.timeout(), now);
    String clause = "leads nowhere: " + uncapitalized(why.headline());
    Trouble trouble =
        new Trouble(
            "unreachable",
            "",
            Severity.MAJOR,
            Condition.BROKEN,
            why.confidence(),
            clause,
            why.evidence(),
            null);
    return new Found(nowhere.asked().toString(), List.of(trouble), List.of(), false, List.of());
  }

  private static String uncapitalized(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }

  private static Trouble status(Arrived arrived) {
    return Trouble.of(
            "status",
            Severity.MAJOR,
            Condition.BROKEN,
            "leads to an error page (" + arrived.status() + ")")
        .with("found", Integer.toString(arrived.status()))
        .with("address", ShownAddress.of(arrived.end()));
  }

  private static void home(Arrived arrived, List<Trouble> same) {
    URI from = arrived.asked();
    URI to = arrived.end();
    boolean stays = Landing.page(from).startsWith(Landing.page(to));
    if (stays && isHome(to) && !isHome(from)) {
      same.add(
          Trouble.of(
                  "leads-home",
                  Severity.MAJOR,
                  Condition.BROKEN,
                  "leads to the home page in place of " + from.getPath())
              .sure(LIKELY)
              .with("expected", ShownAddress.of(from))
              .with("found", ShownAddress.of(to)));
    }
  }

  private static boolean isHome(URI address) {
    return address.getPath() == null || address.getPath().length() < 2;
  }

  private static void lost(Arrived arrived, Tracking tracking, List<Trouble> same) {
    List<Lost> lost = tracking.lost(arrived.asked(), arrived.hops(), arrived.end());
    if (lost.isEmpty()) {
      return;
    }
    String names = lost.stream().map(Lost::name).collect(Collectors.joining(", "));
    String by = lost.stream().map(Lost::by).distinct().collect(Collectors.joining(", "));
    String changed =
        lost.stream()
            .filter(one -> one.arrived() != null)
            .map(one -> one.name() + "=" + one.arrived())
            .collect(Collectors.joining(", "));
    Trouble trouble =
        Trouble.of(
                "tracking-lost",
                Severity.MAJOR,
                Condition.DEGRADED,
                "loses its tracking on the way: " + names)
            .with("expected", names + " handed on by every redirect")
            .with("lost by", by + " (redirect " + lost.get(0).status() + ")")
            .with("address", ShownAddress.of(arrived.end()));
    same.add(changed.isEmpty() ? trouble : trouble.with("found", changed));
  }

  private static Trouble soldOut(SoldOut soldOut, String end) {
    return Trouble.of(
            "sold-out", Severity.MAJOR, Condition.STALE, "leads to a page that says “sold out”")
        .sure(soldOut.confidence())
        .with("quote", soldOut.quote())
        .with("where", soldOut.where())
        .with("address", ShownAddress.of(end));
  }

  /** Whether anything is wrong that does not depend on who is sent there. */
  public boolean bad() {
    return !same.isEmpty() || !missing.isEmpty();
  }

  /** What is wrong now for whoever agreed to that. */
  public List<Trouble> troubles(Agreed agreed, Instant now) {
    List<Trouble> all = new ArrayList<>();
    boolean told = !agreed.landsAt().isEmpty();
    same.stream().filter(one -> !(told && one.code().equals("leads-home"))).forEach(all::add);
    if (same.stream().anyMatch(one -> one.leadsTo() == Condition.BROKEN && one.confidence() == 1)) {
      return all; // whatever else stands there is no page that anybody wanted
    }
    landing(agreed, all);
    for (String claim : agreed.claims()) {
      if (missing.contains(claim)) {
        all.add(missing(claim));
      }
    }
    ends.stream().flatMap(one -> one.trouble(agreed, end, now).stream()).forEach(all::add);
    return all;
  }

  private void landing(Agreed agreed, List<Trouble> all) {
    URI address = URI.create(end);
    if (agreed.landsAt().isEmpty()
        || agreed.landsAt().stream().anyMatch(wanted -> Landing.matches(wanted, address))) {
      return;
    }
    all.add(
        Trouble.of(
                "leads-elsewhere",
                Severity.MAJOR,
                Condition.BROKEN,
                "leads to another page than it should")
            .with("expected", String.join(" or ", agreed.landsAt()))
            .with("found", ShownAddress.of(end)));
  }

  private Trouble missing(String claim) {
    String cut =
        claim.length() <= LONGEST_IN_CLAUSE ? claim : claim.substring(0, LONGEST_IN_CLAUSE) + "…";
    Trouble trouble =
        Trouble.of(
                "claim-missing",
                Severity.MAJOR,
                Condition.DEGRADED,
                "promises “" + cut + "”, which is not on its page")
            .about(claim)
            .with("expected", claim)
            .with("address", ShownAddress.of(end));
    return thin
        ? trouble.sure(UNSURE).with("note", "we see only part of the page: scripts may show more")
        : trouble;
  }
}
