package io.wellkept.probe.names;

import io.wellkept.probe.names.DnsFacts.Mail;
import io.wellkept.probe.names.NameServers.Reply;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says whether others will believe mail of the domain, and whether answers to it arrive. */
final class MailJudge {
  /** RFC 8301: shorter keys are not to be believed, and these are the least to be used. */
  private static final int SHORTEST_KEY = 1024;

  private static final int USUAL_KEY = 2048;

  /** Told as a thing to do when there is time: below {@link DnsProbe#THRESHOLD}. */
  static final double UNSURE = 0.4;

  private static final Set<String> POLICIES = Set.of("none", "quarantine", "reject");

  private final String domain;
  private final Instant now;
  private final List<Finding> findings;

  MailJudge(String domain, Instant now, List<Finding> findings) {
    this.domain = domain;
    this.now = now;
    this.findings = findings;
  }

  void judge(Map<String, Reply> keys, @Nullable Mail mail) {
    if (mail != null) {
      spf(mail.spf());
    }
    keys.forEach(this::key);
    if (mail != null) {
      dmarc(mail.policies());
      exchanges(mail);
    }
  }

  private void spf(SpfWalk.Walked spf) {
    if (spf.records().isEmpty()) {
      major(
          "dns.spf-missing",
          "Mail from " + domain + " may end as spam: nothing says who may send it",
          "one TXT record that begins with v=spf1",
          "none");
      return;
    }
    if (spf.records().size() > 1) {
      major(
          "dns.spf-several",
          "Mail from " + domain + " may end as spam: two records contradict who may send it",
          "one TXT record that begins with v=spf1",
          String.join("; ", spf.records()));
      return;
    }
    String record = spf.records().get(0);
    if (!spf.wrong().isEmpty()) {
      major(
          "dns.spf-broken",
          "Mail from " + domain + " may end as spam: who may send it is written with a mistake",
          "terms of RFC 7208",
          String.join("; ", spf.wrong()));
    }
    if (!spf.missing().isEmpty()) {
      major(
          "dns.spf-include",
          "Mail from " + domain + " may end as spam: it trusts the list of somebody who has none",
          "one SPF record at each included domain",
          "not so at " + String.join(", ", spf.missing()));
    }
    if (spf.lookups() > SpfWalk.MOST_LOOKUPS) {
      major(
          "dns.spf-lookups",
          "Mail from " + domain + " may end as spam: too many senders are listed by reference",
          "at most " + SpfWalk.MOST_LOOKUPS + " lookups, with all that is included",
          spf.lookups() + " lookups: " + record);
    }
    openness(spf, record);
  }

  private void openness(SpfWalk.Walked spf, String record) {
    String all = spf.all();
    if ("+".equals(all)) {
      major(
          "dns.spf-open", "Anybody may send mail as " + domain, "-all or ~all at its end", record);
    } else if (all == null || all.equals("?")) {
      minor(
          "dns.spf-open",
          "Nothing is said of who may not send mail as " + domain,
          "-all or ~all at its end",
          record);
    }
    if (spf.ptr()) {
      minor(
          "dns.spf-ptr",
          "The list of who may send mail uses a way that many ignore",
          "no ptr",
          record);
    }
  }

  private void key(String selector, Reply reply) {
    List<String> texts = reply.values();
    if (texts.isEmpty()) {
      keyed(
          "dns.dkim-missing",
          selector,
          Severity.MAJOR,
          "Mail from " + domain + " may end as spam: the key of its signature is gone",
          "a key at " + selector + "._domainkey." + domain,
          "none");
      return;
    }
    Map<String, String> tags = tags(texts.get(0));
    String key = tags.get("p");
    if (key != null && key.isEmpty()) {
      keyed(
          "dns.dkim-revoked",
          selector,
          Severity.MAJOR,
          "Mail from " + domain + " may end as spam: the key of its signature was revoked",
          "a key",
          texts.get(0));
    } else if (texts.size() > 1 || key == null || tags.containsKey("")) {
      broken(selector, String.join("; ", texts));
    } else {
      strength(selector, tags.getOrDefault("k", "rsa"), key);
    }
  }

  private void broken(String selector, String found) {
    keyed(
        "dns.dkim-broken",
        selector,
        Severity.MAJOR,
        "Mail from " + domain + " may end as spam: the key of its signature cannot be read",
        "one record with v=DKIM1 and a key at " + selector + "._domainkey." + domain,
        found);
  }

  private void strength(String selector, String sort, String key) {
    try {
      byte[] bytes = Base64.getDecoder().decode(key.replaceAll("\\s", ""));
      if (sort.equals("ed25519")) {
        if (bytes.length != 32) {
          broken(selector, bytes.length + " bytes in place of 32");
        }
        return;
      }
      PublicKey read = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes));
      int bits = ((RSAPublicKey) read).getModulus().bitLength();
      if (bits < USUAL_KEY) {
        keyed(
            "dns.dkim-weak",
            selector,
            bits < SHORTEST_KEY ? Severity.MAJOR : Severity.MINOR,
            "The key that signs mail from " + domain + " is too short",
            "2048 bits at " + selector + "._domainkey." + domain,
            bits + " bits");
      }
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      broken(selector, "a key that is none");
    }
  }

  private void dmarc(List<String> policies) {
    if (policies.isEmpty()) {
      major(
          "dns.dmarc-missing",
          "Nothing says what to do with forged mail from " + domain,
          "one TXT record at _dmarc." + domain + " that begins with v=DMARC1",
          "none");
      return;
    }
    Map<String, String> tags = tags(policies.get(0));
    String policy = tags.getOrDefault("p", "").toLowerCase(Locale.ROOT);
    if (policies.size() > 1 || !POLICIES.contains(policy) || tags.containsKey("")) {
      major(
          "dns.dmarc-broken",
          "What to do with forged mail from " + domain + " is written with a mistake",
          "one record with p=quarantine or p=reject",
          String.join("; ", policies));
      return;
    }
    if (policy.equals("none")) {
      minor(
          "dns.dmarc-none",
          "Forged mail from " + domain + " is let through",
          "p=quarantine or p=reject",
          policies.get(0));
    }
    if (tags.getOrDefault("rua", "").isEmpty()) {
      unsure(
          "dns.dmarc-silent",
          "Nobody hears of forged mail from " + domain,
          "an address for reports, rua=mailto:…",
          policies.get(0));
    }
  }

  private void exchanges(Mail mail) {
    Map<String, Boolean> exchanges = mail.exchanges();
    if (exchanges.isEmpty()) {
      if (!mail.ownAddress()) {
        major(
            "dns.mx-missing",
            "Nobody can answer mail from " + domain + ": no server takes it",
            "an MX record",
            "none, and no address");
      }
      return;
    }
    // RFC 7505: a dot says that no mail is wanted.
    if (exchanges.containsKey("") || exchanges.containsKey(".")) {
      minor(
          "dns.mx-refuses",
          "Nobody can answer mail from " + domain + ": it refuses all mail on purpose",
          "a mail server in the MX record",
          "the null MX");
      return;
    }
    List<String> dead =
        exchanges.entrySet().stream()
            .filter(each -> !each.getValue())
            .map(Map.Entry::getKey)
            .toList();
    if (!dead.isEmpty()) {
      boolean all = dead.size() == exchanges.size();
      add(
          "dns.mx-dead",
          all ? Severity.CRITICAL : Severity.MINOR,
          all
              ? "No mail arrives at " + domain + ": its mail servers do not exist"
              : "One of the mail servers of " + domain + " does not exist",
          "an address for each server in the MX record",
          "none for " + String.join(", ", dead),
          1,
          "dns.mx-dead");
    }
  }

  /** As in {@code v=DKIM1; p=abc}; the empty name stands for what is no tag. */
  private static Map<String, String> tags(String text) {
    Map<String, String> tags = new HashMap<>();
    for (String part : text.split(";")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        tags.putIfAbsent(
            part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            part.substring(equals + 1).strip());
      } else if (!part.isBlank()) {
        tags.put("", part);
      }
    }
    return tags;
  }

  private void major(String code, String headline, String expected, String found) {
    add(code, Severity.MAJOR, headline, expected, found, 1, code);
  }

  private void minor(String code, String headline, String expected, String found) {
    add(code, Severity.MINOR, headline, expected, found, 1, code);
  }

  private void unsure(String code, String headline, String expected, String found) {
    add(code, Severity.MINOR, headline, expected, found, UNSURE, code);
  }

  private void keyed(
      String code,
      String selector,
      Severity severity,
      String headline,
      String expected,
      String found) {
    add(code, severity, headline, expected, found, 1, code + ":" + selector);
  }

  private void add(
      String code,
      Severity severity,
      String headline,
      String expected,
      String found,
      double confidence,
      String key) {
    findings.add(
        new Finding(
            code,
            key,
            Finding.WHOLE,
            severity,
            severity == Severity.CRITICAL ? Condition.BROKEN : Condition.DEGRADED,
            confidence,
            headline,
            List.of(new Evidence("expected", expected), new Evidence("found", found)),
            now));
  }
}
