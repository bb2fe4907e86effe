package io.wellkept.probe.names;

import io.wellkept.probe.AddressRange;
import io.wellkept.probe.names.DnsFacts.Answered;
import io.wellkept.probe.names.DnsSettings.Expected;
import io.wellkept.probe.names.DnsSettings.Sort;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Compares what name servers say with what was expected. */
final class DnsJudge {
  private DnsJudge() {}

  static Observation judge(DnsFacts facts, Instant now) {
    return switch (facts) {
      case DnsFacts.Barred barred -> new Observation.Blind(barred.fault());
      case DnsFacts.NoDomain none -> new Observation.Seen(List.of(noDomain(none, now)), List.of());
      case DnsFacts.Seen seen -> {
        List<Finding> findings = new ArrayList<>();
        seen.records().forEach(answered -> record(findings, answered, now));
        new MailJudge(seen.domain(), now, findings).judge(seen.keys(), seen.mail());
        yield new Observation.Seen(findings, List.of());
      }
    };
  }

  /** A thing to mend in the settings, which nobody is to be woken for. */
  private static Finding noDomain(DnsFacts.NoDomain none, Instant now) {
    return new Finding(
        "dns.none",
        "dns.none",
        Finding.WHOLE,
        Severity.MINOR,
        Condition.DEGRADED,
        MailJudge.UNSURE,
        none.host() + " is below no domain",
        List.of(
            new Evidence("expected", "a domain in the touchpoint's url, or in the setting domain")),
        now);
  }

  private static void record(List<Finding> findings, Answered answered, Instant now) {
    Expected expected = answered.expected();
    List<String> values = answered.reply().values();
    String what = expected.type() + " record";
    if (values.isEmpty()) {
      findings.add(
          keyed(
                  "dns.record-missing",
                  answered,
                  "The name servers have no " + what + " for " + answered.name(),
                  now)
              .with("expected", wanted(expected))
              .with(
                  "found", answered.reply().exists() ? "none" : "the name does not exist at all"));
    } else if (!fits(expected, values)) {
      findings.add(
          keyed(
                  "dns.record-differs",
                  answered,
                  "The name servers say something else than they should for " + answered.name(),
                  now)
              .with("expected", expected.type() + ": " + wanted(expected))
              .with("found", String.join("; ", values)));
    }
  }

  private static Finding keyed(String code, Answered answered, String headline, Instant now) {
    return new Finding(
        code,
        code + ":" + answered.name() + " " + answered.expected().type(),
        Finding.WHOLE,
        Severity.MAJOR,
        Condition.BROKEN,
        1,
        headline,
        List.<Evidence>of(),
        now);
  }

  private static String wanted(Expected expected) {
    if (!expected.is().isEmpty()) {
      return String.join("; ", expected.is());
    }
    return expected.contains().isEmpty()
        ? "any"
        : "with " + String.join(", with ", expected.contains());
  }

  private static boolean fits(Expected expected, List<String> values) {
    boolean parts =
        expected.contains().stream()
            .allMatch(
                part -> values.stream().anyMatch(value -> holds(expected.type(), value, part)));
    return parts && (expected.is().isEmpty() || same(expected, values));
  }

  private static boolean holds(Sort sort, String value, String part) {
    return comparable(sort, value).contains(comparable(sort, part));
  }

  private static boolean same(Expected expected, List<String> values) {
    // A mail server may be expected with or without its preference.
    boolean bare =
        expected.type() == Sort.MX && expected.is().stream().noneMatch(each -> each.contains(" "));
    UnaryOperator<String> form =
        value ->
            comparable(expected.type(), bare ? value.substring(value.indexOf(' ') + 1) : value);
    return sorted(values, form).equals(sorted(expected.is(), form));
  }

  private static TreeSet<String> sorted(List<String> values, UnaryOperator<String> form) {
    TreeSet<String> all = new TreeSet<>();
    values.forEach(value -> all.add(form.apply(value)));
    return all;
  }

  /** Texts are compared as they are; names and addresses have many spellings. */
  private static String comparable(Sort sort, String value) {
    String text = value.strip();
    return switch (sort) {
      case TXT -> text;
      case CAA -> text.replace("\"", "").toLowerCase(Locale.ROOT);
      case A, AAAA -> AddressRange.address(text).map(InetAddress::getHostAddress).orElse(text);
      case CNAME, MX, NS -> text.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    };
  }
}
