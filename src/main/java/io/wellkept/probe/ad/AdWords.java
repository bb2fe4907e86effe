package io.wellkept.probe.ad;

import io.wellkept.probe.destination.Trouble;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells what is wrong with an ad, and what that costs. */
final class AdWords {
  private static final BigDecimal TEN = BigDecimal.TEN;

  private static final int MOST_NAMED = 8;
  private static final int LONGEST_NAME = 60;

  private final double criticalSpend;
  private final Instant now;

  /** One ad, and what is wrong with it. */
  record Wrong(Entry entry, String place, Trouble trouble) {
    String cause() {
      return trouble.code() + "|" + trouble.what() + "|" + place;
    }
  }

  /**
   * @param criticalSpend what costs so much a week is critical
   */
  AdWords(double criticalSpend, Instant now) {
    this.criticalSpend = criticalSpend;
    this.now = now;
  }

  Finding one(Wrong wrong) {
    Ad ad = wrong.entry.ad();
    BigDecimal weekly = wrong.entry.weekly();
    String costs =
        weekly.signum() > 0
            ? " costs " + money(weekly, wrong.entry.currency()) + " a week and "
            : " ";
    List<Evidence> evidence = new ArrayList<>(wrong.trouble.evidence());
    if (!ad.campaign().isEmpty()) {
      evidence.add(new Evidence("campaign", ad.campaign()));
    }
    if (ad.link() != null) {
      evidence.add(new Evidence("ad", ad.link()));
    }
    if (weekly.signum() > 0) {
      evidence.add(costs(weekly, wrong.entry.currency()));
    }
    String what = wrong.trouble.what() + "|" + wrong.place;
    return finding(
        wrong.trouble,
        "ad." + wrong.trouble.code() + ":" + ad.id() + ":" + AdMemory.shortened(what),
        ad.id(),
        weekly,
        "The ad “" + cut(ad.name()) + "”" + costs + wrong.trouble.clause(),
        evidence);
  }

  /** The same is wrong with many: that is one fault, of which people hear once. */
  Finding many(List<Wrong> wrongs, String what) {
    Trouble trouble = wrongs.get(0).trouble;
    List<Entry> entries = wrongs.stream().map(Wrong::entry).distinct().toList();
    BigDecimal weekly =
        entries.stream().map(Entry::weekly).reduce(BigDecimal.ZERO, BigDecimal::add);
    boolean comparable = entries.stream().map(Entry::currency).distinct().count() == 1;
    String costs =
        weekly.signum() > 0 && comparable
            ? "; together they cost " + money(weekly, entries.get(0).currency()) + " a week"
            : "";
    String named =
        entries.stream()
            .limit(MOST_NAMED)
            .map(entry -> "“" + cut(entry.ad().name()) + "”")
            .collect(Collectors.joining(", "));
    int more = entries.size() - MOST_NAMED;
    List<Evidence> evidence = new ArrayList<>(trouble.evidence());
    evidence.add(new Evidence("ads", named + (more > 0 ? " and " + more + " more" : "")));
    if (weekly.signum() > 0 && comparable) {
      evidence.add(costs(weekly, entries.get(0).currency()));
    }
    String together = together(trouble.code(), what);
    return finding(
        trouble,
        key(trouble.code(), what),
        together,
        weekly,
        "Each of " + entries.size() + " ads " + trouble.clause() + costs,
        evidence);
  }

  /** The subject of a fault that many ads share. */
  private static String together(String code, String what) {
    return "together:" + code + ":" + AdMemory.shortened(what);
  }

  /** The key of a fault that many ads share. */
  static String key(String code, String what) {
    return "ad." + together(code, what);
  }

  private Finding finding(
      Trouble trouble,
      String key,
      String subject,
      BigDecimal weekly,
      String headline,
      List<Evidence> evidence) {
    boolean dear = weekly.signum() > 0 && weekly.doubleValue() >= criticalSpend;
    Severity severity =
        dear && trouble.severity() == Severity.MAJOR ? Severity.CRITICAL : trouble.severity();
    Instant since = trouble.since();
    return new Finding(
        "ad." + trouble.code(),
        key,
        subject,
        severity,
        trouble.leadsTo(),
        trouble.confidence(),
        headline,
        evidence,
        since == null ? now : since);
  }

  private static Evidence costs(BigDecimal weekly, String currency) {
    String amount = weekly.setScale(2, RoundingMode.HALF_UP).toPlainString();
    return new Evidence(Evidence.COSTS, currency.isEmpty() ? amount : amount + " " + currency);
  }

  private static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }

  static String money(BigDecimal amount, String currency) {
    int digits = amount.compareTo(TEN) < 0 ? 2 : 0;
    String figure = amount.setScale(digits, RoundingMode.HALF_UP).toPlainString();
    return currency.isEmpty() ? figure : figure + " " + currency;
  }
}
