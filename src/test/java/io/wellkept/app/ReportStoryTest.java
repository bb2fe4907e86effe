package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.ledger.Ledger.Report;
import io.wellkept.web.Surface;
import jakarta.mail.internet.MimeMessage;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Customers see faults first: what they report is told, settled by a person, and answered. */
final class ReportStoryTest {
  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() {
    house = new House(folder).withOnePage().opens();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private String form() {
    return house.running().address(Surface.PUBLIC).resolve("/report/page").toString();
  }

  private void reports(String text, String email) {
    String fields = "text=" + House.encoded(text) + "&email=" + House.encoded(email);
    assertThat(house.press(form(), fields).statusCode()).isEqualTo(303);
    house.settles();
  }

  private Incident only() {
    assertThat(house.open()).hasSize(1);
    return house.open().get(0);
  }

  private List<Report> kept(Incident incident) {
    return house.running().ledger().read(view -> view.reportsOf(incident.id()));
  }

  @Test
  void aCustomerReportsTheOwnerSettlesItAndTheCustomerHearsTheAnswer() {
    reports("The basket is empty after <b>login</b>", "kim@customer.example");

    assertThat(house.heard())
        .containsExactly("anna: Somebody reported that something is wrong – The page");
    assertThat(House.text(house.lastMailTo("anna").orElseThrow()))
        .contains("> Reported: The basket is empty after <b>login</b>")
        .contains("I take it")
        .doesNotContain("not a fault")
        .doesNotContain("kim@");
    String link = house.linkOf("anna");
    assertThat(house.get(link).body())
        .contains("empty after &lt;b&gt;login&lt;/b&gt;")
        .contains("Your answer to whoever reported it")
        .doesNotContain("kim@");

    Incident incident = only();
    HttpResponse<String> asked = house.press(link + "/settle", "answer=It+works+again.");
    assertThat(asked.body()).contains("press the button once more").contains("It works again.");
    assertThat(house.open()).hasSize(1);
    house.press(link + "/settle", "answer=It+works+again.&sure=yes");
    house.passes(Duration.ofMinutes(9));
    assertThat(house.lastMailTo("kim")).isEmpty();
    house.passes(Duration.ofMinutes(2));

    assertThat(house.open()).isEmpty();
    assertThat(kept(incident)).extracting(Report::address).containsOnlyNulls();
    MimeMessage mail = house.lastMailTo("kim").orElseThrow();
    assertThat(House.subject(mail)).isEqualTo("Your report: The page");
    assertThat(House.text(mail))
        .contains("It works again.")
        .doesNotContain("basket is empty")
        .contains("We have deleted it now");
    Event end =
        house.running().ledger().read(view -> view.eventsOfIncident(incident.id())).stream()
            .filter(event -> event.type() == Event.Type.RESOLVED)
            .findFirst()
            .orElseThrow();
    assertThat(end.person()).isEqualTo("anna");
    assertThat(end.reason()).isEqualTo(Reason.SETTLED_BY_WORD);
    house.passes(Duration.ofHours(1));
    assertThat(house.post.getReceivedMessages())
        .filteredOn(each -> House.person(each).equals("kim"))
        .hasSize(1);
  }

  @Test
  void theAnswerIsInTheLanguageOfWhoeverGaveIt() {
    house.edit(
        "config/people.yaml", "anna: {name: Anna Berg,", "anna: {name: Anna Berg, language: de,");
    house.reloads();
    reports("Der Korb ist leer", "kim@customer.example");
    house.press(house.linkOf("anna") + "/settle", "answer=Es+geht+wieder.&sure=yes");
    house.passes(Duration.ofMinutes(11));

    MimeMessage mail = house.lastMailTo("kim").orElseThrow();
    assertThat(House.subject(mail)).isEqualTo("Ihre Meldung: The page");
    assertThat(House.text(mail))
        .contains("Vielen Dank", "Es geht wieder.", "Wir haben sie jetzt gelöscht.")
        .doesNotContain("Thank you", "We have");
  }

  @Test
  void noLookEndsWhatPeopleReported() {
    reports("The photo shows another tea", "");
    Incident incident = only();

    house.passes(Duration.ofHours(7)).restarts().passes(Duration.ofMinutes(10));
    assertThat(only().id()).isEqualTo(incident.id());
    assertThat(house.whoHeard()).contains("anna", "ben", "carla");
  }

  @Test
  void theSameReportJoinsTheOneThatStands() {
    reports("The photo shows another tea", "kim@customer.example");
    reports("the photo  shows another tea!", "lea@customer.example");
    Incident incident = only();
    assertThat(incident.worst().evidence()).hasSize(2);
    assertThat(kept(incident)).hasSize(2);
    assertThat(house.whoHeard()).containsExactly("anna");

    reports("The price is wrong", "");
    assertThat(house.open()).hasSize(2);

    settles(incident);
    assertThat(house.whoHeard()).contains("kim", "lea");
  }

  private void settles(Incident incident) {
    house.press(house.at("/incidents/" + incident.id() + "/settle"), "person=anna&sure=yes");
    house.passes(Duration.ofMinutes(11));
  }

  @Test
  void aFloodOfReportsIsNoFloodOfMessages() {
    String api = house.at("/api/v1/touchpoints/page/reports");
    for (int i = 0; i < 30; i++) {
      assertThat(house.post(api, "{\"text\": \"fault number " + i + "\"}").statusCode())
          .isEqualTo(201);
    }
    house.settles();

    assertThat(house.open()).hasSize(11);
    house.passes(Duration.ofMinutes(20));
    assertThat(house.heard().size()).isLessThan(5);
    house.post(api, "{\"text\": \"the cellar is full of water\"}");
    house.settles();
    assertThat(House.text(house.lastMailTo("anna").orElseThrow())).contains("full of water");
  }

  @Test
  void anAnswerThatHasNotLeftIsTakenBack() {
    reports("The photo shows another tea", "kim@customer.example");
    Incident incident = only();
    house.press(
        house.at("/incidents/" + incident.id() + "/settle"), "person=anna&sure=yes&answer=Done");
    house.passes(Duration.ofMinutes(5));
    house.press(house.at("/incidents/" + incident.id() + "/open-again"), "person=anna&sure=yes");
    house.passes(Duration.ofMinutes(15));
    assertThat(house.lastMailTo("kim")).isEmpty();

    settles(only());
    assertThat(house.lastMailTo("kim")).isPresent();
  }

  private void isLookedAtRarely() {
    house.with(House.touchpoint("page", "checks: {page: {every: 1d}}")).reloads();
  }

  /** At once, with somebody listening all the time. */
  private void flies(Duration span) {
    Instant then = house.clock.instant().plus(span);
    house
        .running()
        .ledger()
        .change(work -> work.listening(then.minusMillis(1), span.multipliedBy(2), false));
    house.clock.moveTo(then);
    house.settles();
  }

  private List<Incident> troubles() {
    return house.open().stream()
        .filter(incident -> incident.check().equals(Troubles.ANSWERS))
        .toList();
  }

  private List<Event> unanswered(Incident incident) {
    return house.running().ledger().read(view -> view.eventsOfIncident(incident.id())).stream()
        .filter(event -> event.type() == Event.Type.NOT_ANSWERED)
        .toList();
  }

  private void mailGoesTo(int port) {
    house.stops().knows("SMTP_PORT", "" + port).opens();
  }

  @Test
  void anAnswerThatDoesNotLeaveIsTriedEverMoreRarelyAndGivenUpAfterADay() {
    isLookedAtRarely();
    reports("The photo shows another tea", "kim@customer.example");
    Incident incident = only();
    int works = house.post.getSmtp().getPort();
    try (Postbox busy = new Postbox()) {
      busy.isBusy(true);
      mailGoesTo(busy.port());
      settles(incident);
      assertThat(kept(incident)).extracting(Report::address).doesNotContainNull();
      house.passes(Duration.ofHours(6));
      String id = "<answer-" + kept(incident).get(0).id();
      assertThat(busy.offered()).filteredOn(one -> one.startsWith(id)).hasSizeBetween(5, 8);
      flies(Duration.ofHours(17));
      assertThat(unanswered(incident)).isEmpty();
      flies(Duration.ofHours(1));
      assertThat(kept(incident)).extracting(Report::address).containsOnlyNulls();
    }

    Event event = unanswered(incident).get(0);
    assertThat(event.reason()).isEqualTo(Reason.GAVE_UP);
    assertThat(troubles()).hasSize(1);
    assertThat(troubles().get(0) + event.text() + house.get(house.at("/metrics")).body())
        .doesNotContain("kim@")
        .doesNotContain("another tea");
    assertThat(house.get(house.at("/incidents/" + incident.id())).body())
        .contains("could not be answered");

    mailGoesTo(works);
    reports("The price is wrong", "lea@customer.example");
    house.open().stream().filter(Incidents::isReported).forEach(this::settles);
    assertThat(house.lastMailTo("lea")).isPresent();
    assertThat(troubles()).isEmpty();
  }

  @Test
  void aRefusedAnswerIsToldToTheOperatorsAndSoonForgotten() {
    reports("The photo shows another tea", "kim@customer.example");
    Incident incident = only();
    try (Postbox post = new Postbox()) {
      post.doesNotKnow("kim@");
      mailGoesTo(post.port());
      settles(incident);
      house.passes(Duration.ofMinutes(20));
      assertThat(kept(incident)).extracting(Report::address).containsOnlyNulls();
      assertThat(unanswered(incident)).extracting(Event::reason).containsExactly(Reason.REFUSED);
      MimeMessage mail =
          post.taken().stream()
              .filter(each -> House.person(each).equals("otto"))
              .findFirst()
              .orElseThrow();
      assertThat(House.subject(mail) + House.text(mail))
          .contains("was given up")
          .doesNotContain("kim@")
          .doesNotContain("another tea");
      assertThat(troubles()).hasSize(1);
      house.clock.moveTo(house.clock.instant().plus(Duration.ofDays(2)));
      house.settles();
      assertThat(troubles()).isEmpty();
    }
  }

  @Test
  void whereNoMailLeavesNobodyIsPromisedAnAnswer() {
    isLookedAtRarely();
    reports("The photo shows another tea", "kim@customer.example");
    Incident incident = only();
    String page = house.at("/incidents/" + incident.id());
    assertThat(house.get(form()).body()).contains("name=\"email\"");
    assertThat(house.get(page).body()).contains("name=\"answer\"");

    house.edit(
        "config/daemon.yaml",
        """
            kind: email
            host: 127.0.0.1
            port: ${env:SMTP_PORT}
            security: none
            from: Wellkept <wellkept@shop.example>
        """,
        """
            kind: webhook
            url: "http://127.0.0.1:9/"
            secret: whsec_c3RhbmQtaW4tZm9yLWEtc2VjcmV0LW9mLTMyLWJ5dGU=
        """);
    assertThat(house.reloads().problems()).isEmpty();
    assertThat(house.get(form()).body()).doesNotContain("name=\"email\"").contains("name=\"text\"");
    HttpResponse<String> late = house.press(form(), "text=late&email=lea%40customer.example");
    assertThat(late.statusCode()).isEqualTo(422);
    assertThat(late.body()).contains("Nobody is answered by e-mail").contains("late");
    String api = house.at("/api/v1/touchpoints/page/reports");
    assertThat(house.post(api, "{\"text\": \"x\", \"email\": \"a@b.example\"}").body())
        .contains("Nobody is answered by e-mail");
    assertThat(house.get(page).body()).contains("Is it settled?").doesNotContain("name=\"answer\"");
    assertThat(house.press(page + "/settle", "person=anna&sure=yes&answer=Done").body())
        .contains("nobody gets the answer");

    // who left an address before that is not forgotten in silence
    settles(incident);
    flies(Duration.ofDays(1));
    assertThat(unanswered(incident).get(0).text()).contains("no notifier of kind email");
    assertThat(kept(incident)).extracting(Report::address).containsOnlyNulls();
  }

  @Test
  void nobodySilencesWhatAMachineSawByReportingSomethingElse() {
    house.with(House.touchpoint("page"), House.touchpoint("offer", "depends-on: [page]"));
    house.reloads();
    house.passes(Duration.ofMinutes(10));
    reports("nothing works here", "");
    house.heard();

    house.site.breaks("/offer");
    house.passes(Duration.ofMinutes(20));
    assertThat(house.heard().toString()).contains("The offer");
  }

  @Test
  void isOpenedAgainWhenItWasNotSettledAfterAll() {
    reports("The photo shows another tea", "");
    Incident incident = only();
    String link = house.linkOf("anna");
    house.passes(Duration.ofMinutes(1));
    settles(incident);
    assertThat(house.open()).isEmpty();
    assertThat(house.get(link).body()).contains("It is not settled after all");

    house.press(link + "/open-again", "");
    assertThat(house.open()).isEmpty();
    house.press(link + "/open-again", "sure=yes");
    house.press(link + "/open-again", "sure=yes");
    house.settles();
    assertThat(only().id()).isNotEqualTo(incident.id());
    house.passes(Duration.ofMinutes(11));
    assertThat(house.whoHeard()).contains("anna");
  }

  @Test
  void anAddressIsForgottenAfterNinetyDays() {
    reports("The photo shows another tea", "kim@customer.example");
    Incident incident = only();
    house
        .running()
        .ledger()
        .change(work -> work.forgetReporters(house.clock.instant().plusMillis(1)));

    assertThat(kept(incident)).extracting(Report::address).containsOnlyNulls();
    settles(incident);
    assertThat(house.lastMailTo("kim")).isEmpty();
  }

  @Test
  void whatWasReportedGoesWithItsTouchpointAndWithItsName() {
    reports("The photo shows another tea", "");
    house.with(House.touchpoint("tea", "was: [page]")).reloads();
    assertThat(only().check().touchpoint()).isEqualTo("tea");
    assertThat(house.get(form()).statusCode()).isEqualTo(200);

    house.with(House.touchpoint("other")).running().gate().reload(true);
    assertThat(house.open()).isEmpty();
    assertThat(house.get(form()).statusCode()).isEqualTo(404);
  }

  @Test
  void aMachinesIncidentIsNotEndedByAWord() {
    house.site.breaks("/page");
    house.passes(Duration.ofMinutes(20));
    Incident incident = only();

    HttpResponse<String> answer =
        house.press(house.at("/incidents/" + incident.id() + "/settle"), "person=anna&sure=yes");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Our next look tells");
    assertThat(only().standing()).isInstanceOf(Standing.Open.class);
  }

  private int runs(StringWriter out, String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    return line.execute(arguments);
  }

  @Test
  void theCommandsReportAndPrintWhereToReport() throws Exception {
    StringWriter out = new StringWriter();
    String home = folder.toString();
    String pages = house.at("/");
    assertThat(runs(out, "report", "-C", home, "page", "dark", "--by", "ben", "--at", pages))
        .isZero();
    assertThat(out.toString()).contains("Opened incident " + only().id());
    assertThat(only().worst().headline()).isEqualTo("Ben Maurer reported that something is wrong");
    assertThat(runs(out, "report", "-C", home, "page", "Dark!", "--at", pages)).isZero();
    assertThat(out.toString()).contains("Added to incident " + only().id());
    assertThat(runs(out, "report", "-C", home, "pag", "x", "--at", pages)).isEqualTo(2);
    assertThat(out.toString()).contains("did you mean");
    assertThat(runs(out, "report", "-C", home, "page", " ", "--at", pages)).isEqualTo(1);
    assertThat(out.toString()).contains("Say in a few words what is wrong");
    assertThat(runs(out, "report", "-C", home, "page", "x", "--at", "http://127.0.0.1:1/"))
        .isEqualTo(2);
    assertThat(out.toString()).contains("no daemon answers");

    Path code = folder.resolve("door.png");
    assertThat(runs(out, "report-link", "-C", home, "page", "--qr", code.toString())).isZero();
    assertThat(out.toString()).contains("http://127.0.0.1:1/report/page");
    BufferedImage image = ImageIO.read(code.toFile());
    BinaryBitmap bitmap =
        new BinaryBitmap(
            new HybridBinarizer(
                new RGBLuminanceSource(
                    image.getWidth(),
                    image.getHeight(),
                    image.getRGB(
                        0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))));
    assertThat(new QRCodeReader().decode(bitmap).getText())
        .isEqualTo("http://127.0.0.1:1/report/page");
  }
}
