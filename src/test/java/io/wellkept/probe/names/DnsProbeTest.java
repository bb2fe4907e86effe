package io.wellkept.probe.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Http;
import io.wellkept.probe.Look;
import io.wellkept.probe.Scene;
import io.wellkept.probe.names.DnsSettings.Expected;
import io.wellkept.probe.names.DnsSettings.Sort;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Observation.Blind;
import io.wellkept.touchpoint.Observation.Seen;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

@Timeout(value = 40, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DnsProbeTest {
  private static final Duration GIVE_UP = Duration.ofMillis(700);
  private static final Duration LENIENCE = Duration.ofMillis(2_500);

  /** A sending domain in which everything is as it should be, but for SPF. */
  private static final List<String> GOOD =
      List.of(
          "_dmarc.shop.example. TXT \"v=DMARC1; p=reject; rua=mailto:d@shop.example\"",
          "shop.example. MX 10 mail.shop.example.",
          "mail.shop.example. A 192.0.2.1");

  private final Http http = Scene.http(new Scene.Clock());
  private final DnsProbe probe = new DnsProbe(http);

  @AfterEach
  void close() {
    http.close();
  }

  private static DnsSettings settings(NameServer server, Object... pairs) {
    Object[] all = Arrays.copyOf(pairs, pairs.length + 2);
    all[pairs.length] = "servers";
    all[pairs.length + 1] = List.of(server.address());
    return Scene.settings(DnsSettings.class, all);
  }

  private Observation look(String url, DnsSettings settings) throws InterruptedException {
    Touchpoint touchpoint = Scene.touchpoint(URI.create(url), DnsProbe.KIND, settings);
    Look<DnsSettings> look = Scene.look(touchpoint, settings, false);
    return probe.judge(look, probe.look(look), Memory.EMPTY, Scene.NOON).observation();
  }

  private List<Finding> findings(NameServer server, Object... pairs) throws InterruptedException {
    return ((Seen) look("https://www.shop.example/", settings(server, pairs))).findings();
  }

  private static List<Expected> one(Sort type, String name, List<String> is, String... contains) {
    return List.of(new Expected(name, type, is, List.of(contains)));
  }

  private List<Finding> mail(String... lines) throws Exception {
    List<String> all = new ArrayList<>(GOOD);
    all.addAll(List.of(lines));
    try (NameServer server = NameServer.knowing(all.toArray(String[]::new))) {
      return findings(server, "sendsMail", true);
    }
  }

  private static String spf(String domain, String record) {
    return domain + ". TXT \"" + record + "\"";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A     | www  | 192.0.2.7
          AAAA  | www  | 2001:db8:0:0:0:0:0:7
          MX    |      | 20 b.shop.example; 10 A.shop.example.
          MX    |      | a.shop.example; b.shop.example
          NS    |      | ns1.shop.example
          CNAME | blog | www.shop.example.
          A     | blog.shop.example | 192.0.2.7
          TXT   |      | one two
          CAA   |      | 0 issue "ca.example"
          """)
  void isContentWithWhatIsExpected(Sort type, String name, String values) throws Exception {
    try (NameServer server = zone()) {
      List<String> is = List.of(values.split("; "));
      assertThat(findings(server, "records", one(type, name, is))).isEmpty();
      assertThat(findings(server, "records", one(type, name, List.of()))).isEmpty();
      assertThat(findings(server, "records", one(type, name, List.of("1 other"))))
          .extracting(Finding::code)
          .containsExactly("dns.record-differs");
    }
  }

  private static NameServer zone() {
    return NameServer.knowing(
        "www.shop.example. A 192.0.2.7",
        "www.shop.example. AAAA 2001:db8::7",
        "shop.example. MX 10 a.shop.example.",
        "shop.example. MX 20 b.shop.example.",
        "shop.example. NS NS1.shop.example.",
        "blog.shop.example. CNAME www.shop.example.",
        "shop.example. TXT \"one \" \"two\"",
        "shop.example. CAA 0 issue \"ca.example\"",
        "round.shop.example. CNAME square.shop.example.",
        "square.shop.example. CNAME round.shop.example.",
        "astray.shop.example. CNAME nowhere.example.");
  }

  @Test
  void asksForPartsOfValues() throws Exception {
    try (NameServer server = zone()) {
      assertThat(findings(server, "records", one(Sort.TXT, null, List.of(), "one", "two")))
          .isEmpty();
      assertThat(findings(server, "records", one(Sort.TXT, null, List.of(), "one", "three")))
          .hasSize(1);
    }
  }

  @Test
  void tellsAMissingRecordFromAMissingName() throws Exception {
    try (NameServer server = zone()) {
      Finding none = findings(server, "records", one(Sort.MX, "www", List.of())).get(0);
      Finding gone = findings(server, "records", one(Sort.A, "old", List.of())).get(0);
      Finding astray = findings(server, "records", one(Sort.A, "astray", List.of())).get(0);

      assertThat(none.code()).isEqualTo("dns.record-missing");
      assertThat(none.headline())
          .isEqualTo("The name servers have no MX record for www.shop.example");
      assertThat(none.evidence()).extracting("text").contains("none");
      assertThat(none.key()).isEqualTo("dns.record-missing:www.shop.example MX");
      assertThat(gone.evidence()).extracting("text").contains("the name does not exist at all");
      assertThat(astray.evidence()).extracting("text").contains("the name does not exist at all");
    }
  }

  @Test
  void comesToAnEndWhereNamesStandForEachOther() throws Exception {
    try (NameServer server = zone()) {
      assertThat(findings(server, "records", one(Sort.A, "round", List.of())))
          .extracting(Finding::code)
          .containsExactly("dns.record-missing");
    }
  }

  @Test
  void asksAgainOverTcpWhenAnAnswerIsCut() throws Exception {
    String value = "x".repeat(200);
    List<Record> records = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      records.add(NameServer.record("shop.example.", Type.TXT, "\"" + i + value + "\""));
    }
    try (NameServer server =
        NameServer.answering((question, tcp) -> {
          Message whole = NameServer.answer(question, records);
          if (tcp) {
            return whole.toWire();
          }
          Message cut = NameServer.reply(question, Rcode.NOERROR);
          cut.getHeader().setFlag(Flags.TC);
          return cut.toWire();
        })) {
      assertThat(findings(server, "records", one(Sort.TXT, null, List.of(), "19" + value)))
          .isEmpty();
      assertThat(server.asked()).containsExactly("shop.example TXT", "shop.example TXT tcp");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Rcode.SERVFAIL, Rcode.REFUSED, Rcode.FORMERR, Rcode.NOTIMP})
  void isBlindWhenTheNameServerFails(int rcode) throws Exception {
    try (NameServer server =
        NameServer.answering((question, tcp) -> NameServer.reply(question, rcode).toWire())) {
      Fault fault = fault(server);

      assertThat(fault).isInstanceOf(Fault.ServiceFails.class);
      assertThat(fault.words()).contains("127.0.0.1", Rcode.string(rcode), "shop.example");
    }
  }

  @Test
  void isBlindWhenTheNameServerSendsElsewhere() throws Exception {
    try (NameServer server =
        NameServer.answering((question, tcp) -> {
          Message referral = NameServer.reply(question, Rcode.NOERROR);
          referral.getHeader().unsetFlag(Flags.RA);
          return referral.toWire();
        })) {
      assertThat(fault(server).words()).contains("referral");
    }
  }

  private Fault fault(NameServer server) throws InterruptedException {
    long start = System.nanoTime();
    Observation seen =
        look("https://shop.example/", settings(server, "sendsMail", true, "timeout", GIVE_UP));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GIVE_UP.plus(LENIENCE));
    return ((Blind) seen).fault();
  }

  @Test
  void isBlindInTimeWhenNobodySpeaks() throws Exception {
    try (NameServer server = NameServer.answering((question, tcp) -> null)) {
      assertThat(fault(server)).isInstanceOf(Fault.ServiceFails.class);
    }
  }

  @Test
  void isBlindInTimeWhenTheRestNeverComes() throws Exception {
    try (NameServer server =
        NameServer.answering((question, tcp) -> {
          if (tcp) {
            Thread.sleep(60_000);
          }
          Message cut = NameServer.reply(question, Rcode.NOERROR);
          cut.getHeader().setFlag(Flags.TC);
          return cut.toWire();
        })) {
      assertThat(fault(server)).isInstanceOf(Fault.ServiceFails.class);
    }
  }

  /** That one part is not known may not look as if all the rest were in order again. */
  @Test
  void isBlindWhenOneOfSeveralQuestionsHasNoAnswer() throws Exception {
    List<Record> records = List.of(NameServer.record("shop.example.", Type.TXT, "\"v=spf1 -all\""));
    try (NameServer server =
        NameServer.answering((question, tcp) ->
            question.getQuestion().getType() == Type.MX
                ? NameServer.reply(question, Rcode.SERVFAIL).toWire()
                : NameServer.answer(question, records).toWire())) {
      assertThat(fault(server).words()).contains("SERVFAIL");
    }
  }

  @Test
  void asksTheNextServerWhenOneFails() throws Exception {
    try (NameServer broken =
            NameServer.answering(
                (question, tcp) -> NameServer.reply(question, Rcode.SERVFAIL).toWire());
        NameServer good = zone()) {
      DnsSettings both =
          Scene.settings(
              DnsSettings.class,
              "servers",
              List.of(broken.address(), good.address()),
              "records",
              one(Sort.A, "www", List.of("192.0.2.7")));

      assertThat(((Seen) look("https://shop.example", both)).findings()).isEmpty();
    }
  }

  @Test
  void survivesWhateverComesBack() throws Exception {
    Random random = new Random(5);
    List<Record> records = List.of(NameServer.record("shop.example.", Type.TXT, "\"v=spf1 -all\""));
    try (NameServer server =
        NameServer.answering((question, tcp) -> {
          byte[] bytes = NameServer.answer(question, records).toWire();
          for (int i = random.nextInt(6); i > 0; i--) {
            bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt();
          }
          return Arrays.copyOf(bytes, bytes.length - random.nextInt(4));
        })) {
      for (int i = 0; i < 20; i++) {
        DnsSettings quick = settings(server, "sendsMail", true, "timeout", Duration.ofMillis(150));
        assertThat(look("https://shop.example/", quick)).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "127.0.0.2:53",
        "10.0.0.1",
        "::1",
        "[fd00:ec2::254]:53",
        "0.0.0.0"
      })
  void asksNoNameServerThatIsNotPublic(String server) throws Exception {
    DnsSettings settings =
        Scene.settings(DnsSettings.class, "servers", List.of(server), "sendsMail", true);

    Observation seen = look("https://shop.example/", settings);

    assertThat(((Blind) seen).fault()).isInstanceOf(Fault.Forbidden.class);
  }

  @Test
  void asksNameServersByNameWhereTheyArePublic() throws Exception {
    DnsSettings settings =
        Scene.settings(DnsSettings.class, "servers", List.of("ns.example"), "sendsMail", true);
    try (Http metadata = Scene.http(new Scene.Clock(), Scene.always("169.254.169.254"));
        Http unknown = Scene.http(new Scene.Clock(), Scene.failing("not known"))) {
      Touchpoint touchpoint =
          Scene.touchpoint(URI.create("https://shop.example/"), DnsProbe.KIND, settings);
      Look<DnsSettings> look = Scene.look(touchpoint, settings, false);

      assertThat(((DnsFacts.Barred) new DnsProbe(metadata).look(look)).fault())
          .isInstanceOf(Fault.Forbidden.class);
      assertThat(((DnsFacts.Barred) new DnsProbe(unknown).look(look)).fault().words())
          .contains("ns.example", "its own name is not known");
    }
  }

  @Test
  void isContentWithMailThatIsInOrder() throws Exception {
    assertThat(mail(spf("shop.example", "v=spf1 ip4:192.0.2.0/24 mx -all"))).isEmpty();
    assertThat(
            mail(
                spf("shop.example", "v=spf1 redirect=_spf.shop.example"),
                spf(
                    "_spf.shop.example",
                    "V=spf1 a:mail.shop.example/24//64 ip6:2001:db8::/32 ~all")))
        .isEmpty();
    assertThat(
            mail(
                spf("shop.example", "v=spf1 include:a.example include:b.example ~all"),
                spf("a.example", "v=spf1 include:c.example ~all"),
                spf("b.example", "v=spf1 include:c.example ~all"),
                spf("c.example", "v=spf1 exists:%{i}.shop.example -all")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          google-site-verification=x      | dns.spf-missing  | MAJOR
          v=spf10 -all                    | dns.spf-missing  | MAJOR
          v=spf1 +all                     | dns.spf-open     | MAJOR
          v=spf1 all                      | dns.spf-open     | MAJOR
          v=spf1 ?all                     | dns.spf-open     | MINOR
          v=spf1 mx                       | dns.spf-open     | MINOR
          v=spf1 ptr -all                 | dns.spf-ptr      | MINOR
          v=spf1 ip4:192.0.2.300 -all     | dns.spf-broken   | MAJOR
          v=spf1 ipv4:192.0.2.1 -all      | dns.spf-broken   | MAJOR
          v=spf1 include -all             | dns.spf-broken   | MAJOR
          v=spf1 include:shop.example -all | dns.spf-broken  | MAJOR
          v=spf1 include:no.example -all  | dns.spf-include  | MAJOR
          v=spf1 a a a a a mx mx mx mx mx a -all | dns.spf-lookups | MAJOR
          """)
  void findsWhatIsWrongWithSpf(String record, String code, Severity severity) throws Exception {
    List<Finding> findings = mail(spf("shop.example", record));

    assertThat(findings).extracting(Finding::code).containsExactly(code);
    assertThat(findings.get(0).severity()).isEqualTo(severity);
  }

  @Test
  void allowsTenLookups() throws Exception {
    assertThat(mail(spf("shop.example", "v=spf1 a a a a a mx mx mx mx mx -all"))).isEmpty();
  }

  @Test
  void countsTheLookupsOfAllThatIsIncluded() throws Exception {
    List<Finding> findings =
        mail(
            spf("shop.example", "v=spf1 include:a.example include:a.example -all"),
            spf("a.example", "v=spf1 a mx a mx a -all"));

    assertThat(findings).extracting(Finding::code).containsExactly("dns.spf-lookups");
    assertThat(findings.get(0).evidence().get(1).text()).startsWith("12 lookups");
  }

  @Test
  void findsTwoSpfRecords() throws Exception {
    assertThat(mail(spf("shop.example", "v=spf1 -all"), spf("shop.example", "v=spf1 mx -all")))
        .extracting(Finding::code)
        .containsExactly("dns.spf-several");
  }

  private List<Finding> mailWith(String dmarc, String... others) throws Exception {
    List<String> lines = new ArrayList<>(List.of(others));
    lines.add(spf("shop.example", "v=spf1 -all"));
    if (!dmarc.isEmpty()) {
      lines.add("_dmarc.shop.example. TXT \"" + dmarc + "\"");
    }
    try (NameServer server = NameServer.knowing(lines.toArray(String[]::new))) {
      return findings(server, "sendsMail", true);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                  | dns.dmarc-missing
          v=spf1                              | dns.dmarc-missing
          v=DMARC1                            | dns.dmarc-broken
          v=DMARC1\\; p=rejekt                 | dns.dmarc-broken
          v=DMARC1\\; p=reject\\; oops          | dns.dmarc-broken
          v=DMARC1\\; p=none\\; rua=mailto:a@b  | dns.dmarc-none
          v=DMARC1\\; p=quarantine             | dns.dmarc-silent
          """)
  void findsWhatIsWrongWithDmarc(String record, String code) throws Exception {
    assertThat(mailWith(record, "shop.example. MX 1 m.example.", "m.example. AAAA 2001:db8::1"))
        .extracting(Finding::code)
        .containsExactly(code);
  }

  @Test
  void takesTheDmarcOfTheRegisteredDomain() throws Exception {
    List<String> lines = new ArrayList<>(GOOD);
    lines.add(spf("news.shop.example", "v=spf1 -all"));
    lines.add("news.shop.example. A 192.0.2.1");
    try (NameServer server = NameServer.knowing(lines.toArray(String[]::new))) {
      assertThat(findings(server, "sendsMail", true, "domain", "news.shop.example")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example. NS ns.example., dns.mx-missing, MAJOR",
    "shop.example. MX 0 ., dns.mx-refuses, MINOR",
    "shop.example. MX 10 gone.example., dns.mx-dead, CRITICAL"
  })
  void findsThatNoAnswerArrives(String line, String code, Severity severity) throws Exception {
    List<Finding> findings =
        mailWith("v=DMARC1; p=reject; rua=mailto:a@b".replace(";", "\\;"), line);

    assertThat(findings).extracting(Finding::code).containsExactly(code);
    assertThat(findings.get(0).severity()).isEqualTo(severity);
  }

  @Test
  void mindsOneDeadMailServerOfTwoLess() throws Exception {
    List<Finding> findings =
        mail(spf("shop.example", "v=spf1 -all"), "shop.example. MX 20 gone.example.");

    assertThat(findings).extracting(Finding::code).containsExactly("dns.mx-dead");
    assertThat(findings.get(0).severity()).isEqualTo(Severity.MINOR);
  }

  private static String key(int bits) throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(bits);
    String text =
        Base64.getEncoder().encodeToString(keys.generateKeyPair().getPublic().getEncoded());
    return text.length() < 200 ? text : text.substring(0, 200) + "\" \"" + text.substring(200);
  }

  @Test
  void readsTheKeysThatSignMail() throws Exception {
    String ed = Base64.getEncoder().encodeToString(new byte[32]);
    try (NameServer server =
        NameServer.knowing(
            "good._domainkey.shop.example. TXT \"v=DKIM1\\; k=rsa\\; p=" + key(2048) + "\"",
            "new._domainkey.shop.example. TXT \"v=DKIM1\\; k=ed25519\\; p=" + ed + "\"",
            "far._domainkey.shop.example. CNAME far.mailer.example.",
            "far.mailer.example. TXT \"p=" + key(1024) + "\"",
            "short._domainkey.shop.example. TXT \"p=" + key(768) + "\"",
            "old._domainkey.shop.example. TXT \"v=DKIM1\\; p=\"",
            "odd._domainkey.shop.example. TXT \"v=DKIM1\\; p=@@@\"",
            "ugly._domainkey.shop.example. TXT \"hello\"")) {
      List<String> all = List.of("good", "new", "far", "short", "old", "odd", "ugly", "gone");
      List<Finding> findings = findings(server, "dkim", all);

      assertThat(findings)
          .extracting(finding -> finding.key() + " " + finding.severity())
          .containsExactly(
              "dns.dkim-weak:far MINOR",
              "dns.dkim-weak:short MAJOR",
              "dns.dkim-revoked:old MAJOR",
              "dns.dkim-broken:odd MAJOR",
              "dns.dkim-broken:ugly MAJOR",
              "dns.dkim-missing:gone MAJOR");
    }
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> Scene.settings(DnsSettings.class))
        .hasMessageContaining("nothing to look for");
    assertThatThrownBy(() -> new Expected("a b", Sort.A, null, null))
        .hasMessageContaining("name 'a b'");
    assertThatThrownBy(() -> new Expected(null, null, null, null)).hasMessageContaining("type");
    for (String server : List.of("dns example", "1.2.3.4:0", "1.2.3.4:99999", "", ":::")) {
      assertThatThrownBy(() ->
              Scene.settings(DnsSettings.class, "sendsMail", true, "servers", List.of(server)))
          .as(server)
          .hasMessageContaining("server '" + server + "'");
    }
  }
}
