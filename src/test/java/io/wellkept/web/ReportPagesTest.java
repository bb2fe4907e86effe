package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Daemon;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The form at which anybody reports what is wrong, and everybody who would misuse it. */
final class ReportPagesTest {
  private static final String FORM = "/report/summer-landing";
  private static final Daemon.Listen ANY = new Daemon.Listen("127.0.0.1", 0);

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() {
    house = House.known(folder);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private List<Incident> reported() {
    return house.ledger.read(Ledger.View::openIncidents);
  }

  private House.Answer sentBy(String sender, String form) {
    return sentOver(form, "6.6.6.6, " + sender);
  }

  private House.Answer sentOver(String form, String... forwarded) {
    MediaType type = MediaType.get("application/x-www-form-urlencoded");
    Request.Builder request =
        new Request.Builder()
            .url(house.server.address(Surface.PUBLIC) + FORM)
            .header("Accept", "text/html");
    for (String line : forwarded) {
      request.addHeader("X-Forwarded-For", line);
    }
    return house.send(request.post(RequestBody.create(form, type)).build());
  }

  @Test
  void showsAShortFormWithLabelsAndASenseOfPrivacy() {
    House.Answer answer = house.get(FORM);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("Summer landing page")
        .contains("<label>What is wrong")
        .contains("name=\"email\"")
        .contains("type=\"file\"")
        .doesNotContain("Anna")
        .doesNotContain("<script");
    assertThat(answer.header("X-Robots-Tag")).contains("noindex");
  }

  @Test
  void thanksAndOpensAnIncident() {
    House.Answer answer = house.post(FORM, "text=The+basket+is+empty&email=");

    assertThat(answer.status()).isEqualTo(303);
    assertThat(house.get(answer.header("Location")).body()).contains("Thank you");
    assertThat(reported()).hasSize(1);
    assertThat(reported().get(0).check().toString()).isEqualTo("summer-landing/reported");
  }

  @Test
  void opensNothingForWhatNobodyRegistered() {
    assertThat(house.get("/report/nowhere").status()).isEqualTo(404);
    assertThat(house.post("/report/nowhere", "text=x").status()).isEqualTo(404);
    house.formerly("summer-landing", "spring-landing");
    assertThat(house.get("/report/spring-landing").status()).isEqualTo(200);
  }

  @Test
  void isNotThereWhereNobodyMayReport() {
    URI address = URI.create("https://w.example.org");
    Daemon.Web off = new Daemon.Web(ANY, ANY, ANY, address, false, null);
    house.plan = House.plan(off, 1);

    assertThat(house.get(FORM).status()).isEqualTo(404);
    assertThat(house.post(FORM, "text=x").status()).isEqualTo(404);
  }

  @Test
  void wantsWordsAndAnAddressThatIsOne() {
    assertThat(house.post(FORM, "text=+&email=").body()).contains("Say in a few words");
    House.Answer answer = house.post(FORM, "text=It+is+%3Cb%3Ebroken&email=nobody");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("The e-mail address is none")
        .contains("It is &lt;b&gt;broken</textarea>");
    String header = "text=x&email=a%40b.example%0d%0aBcc%3A+c%40d.example";
    assertThat(house.post(FORM, header).status()).isEqualTo(422);
    assertThat(reported()).isEmpty();
  }

  @Test
  void thanksAMachineThatFillsInEverythingAndKeepsNothing() {
    House.Answer answer = house.post(FORM, "text=buy+pills&website=http%3A%2F%2Fspam.example");

    assertThat(answer.status()).isEqualTo(303);
    assertThat(reported()).isEmpty();
  }

  @Test
  void anAddressInAReportIsNoLink() {
    house.post(FORM, "text=https%3A%2F%2Fevil.example%2F");

    String page = house.get("/incidents/" + reported().get(0).id()).body();
    assertThat(page).contains("https://evil.example/").doesNotContain("href=\"https://evil");
  }

  @Test
  void takesFewReportsFromOneAddressAndStillOthers() {
    for (int i = 0; i < 5; i++) {
      assertThat(sentBy("1.1.1.1", "text=fault+" + i).status()).isEqualTo(303);
    }
    House.Answer more = sentBy("1.1.1.1", "text=one+more");
    assertThat(more.status()).isEqualTo(429);
    assertThat(more.header("Retry-After")).isEqualTo("600");
    assertThat(sentBy("2.2.2.2", "text=another").status()).isEqualTo(303);
    house.clock.forward(Duration.ofMinutes(10));
    assertThat(sentBy("1.1.1.1", "text=later").status()).isEqualTo(303);
  }

  @Test
  void aSenderIsTheSameWithAnotherPortOrAnotherAddressOfItsNetwork() {
    for (int i = 0; i < 5; i++) {
      assertThat(sentBy("2001:db8:0:1::" + i, "text=fault+" + i).status()).isEqualTo(303);
      assertThat(sentBy("1.1.1.1:100" + i, "text=fault+" + i).status()).isEqualTo(303);
    }
    assertThat(sentBy("[2001:db8:0:1:a:b:c:d]:99", "text=more").status()).isEqualTo(429);
    assertThat(sentBy("1.1.1.1", "text=more").status()).isEqualTo(429);
    assertThat(sentOver("text=more", "7.7.7.7", "1.1.1.1").status()).isEqualTo(429);
    assertThat(sentBy("2001:db8:0:2::1", "text=more").status()).isEqualTo(303);
  }

  @Test
  void whatIsNotKeptTakesNothingOfWhatOthersMaySend() {
    for (int i = 0; i < 40; i++) {
      assertThat(sentBy("1.1.1." + i, "text=+").status()).isEqualTo(422);
      assertThat(sentBy("1.1.2." + i, "text=x&website=x").status()).isEqualTo(303);
    }
    assertThat(sentBy("2.2.2.2", "text=broken").status()).isEqualTo(303);
    assertThat(reported()).hasSize(1);
  }

  @Test
  void takesNoMoreOfOneTouchpointThanPeopleSee() {
    for (int i = 0; i < 30; i++) {
      assertThat(sentBy("1.1.1." + i, "text=fault+" + i).status()).isEqualTo(303);
    }
    House.Answer more = sentBy("1.1.2.1", "text=one+more");
    assertThat(more.status()).isEqualTo(429);
    assertThat(more.header("Retry-After")).isEqualTo("3600");
    assertThat(reported()).hasSize(Reporting.MOST_OPEN + 1);
    Incident rest =
        reported().stream().filter(each -> each.subject().equals("more")).findFirst().orElseThrow();
    assertThat(house.get("/incidents/" + rest.id()).body())
        .contains("<q>fault 10</q>")
        .contains("<q>fault 29</q>");
  }

  @Test
  void keepsNoMoreOfTheSameThanIsOfUse() {
    String body = "{\"text\": \"the same\", \"email\": \"a@b.example\"}";
    for (int i = 0; i < Reporting.MOST_JOINED + 10; i++) {
      int status = house.postJson("/api/v1/touchpoints/summer-landing/reports", body).status();
      assertThat(status).isEqualTo(i < Reporting.MOST_JOINED ? 201 : 429);
    }
    String incident = reported().get(0).id();
    List<Ledger.Report> kept = house.ledger.read(view -> view.reportsOf(incident));
    assertThat(kept).hasSize(Reporting.MOST_JOINED);
    assertThat(kept).filteredOn(report -> report.address() != null).hasSize(1);
  }

  @Test
  void programsReportWithANameOrWithout() {
    String api = "/api/v1/touchpoints/summer-landing/reports";
    House.Answer first = house.postJson(api, "{\"text\": \"dark\", \"person\": \"anna\"}");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.body()).contains("\"joined\":false");
    assertThat(reported().get(0).worst().headline())
        .isEqualTo("Anna Berger reported that something is wrong");
    assertThat(house.postJson(api, "{\"text\": \"Dark.\"}").body()).contains("\"joined\":true");
    assertThat(house.postJson(api, "{}").status()).isEqualTo(422);
    assertThat(house.postJson(api, "{\"text\": \"x\", \"person\": \"nobody\"}").status())
        .isEqualTo(422);
    assertThat(house.postJson("/api/v1/touchpoints/nowhere/reports", "{\"text\": \"x\"}").status())
        .isEqualTo(404);
  }

  @Test
  void saysOnThePageThatOnlyAWordEndsIt() {
    house.post(FORM, "text=dark&email=kim%40customer.example");
    String page = house.get("/incidents/" + reported().get(0).id()).body();

    assertThat(page)
        .contains("no machine looks at it")
        .contains("Your answer to whoever reported it")
        .doesNotContain("kim@customer.example")
        .doesNotContain("Not a fault?");
    String incident = reported().get(0).id();
    House.Answer mute =
        house.post(
            "/incidents/" + incident + "/mute",
            "person=anna&finding=reported.by-people&until=2026-12-01T10:00&reason=x");
    assertThat(mute.status()).isEqualTo(422);
    assertThat(mute.body()).contains("say that it is settled");
  }

  @Test
  void survivesEveryForm() {
    Random random = new Random(3);
    String good = "text=broken&email=a%40b.example&website=";
    for (int i = 0; i < 100; i++) {
      char[] form = good.toCharArray();
      for (int j = 0; j < 6; j++) {
        form[random.nextInt(form.length)] = (char) (32 + random.nextInt(95));
      }
      assertThat(sentBy("9.9." + i + ".9", new String(form)).status()).isIn(303, 422, 429, 400);
    }
    assertThat(reported().size()).isLessThanOrEqualTo(Reporting.MOST_OPEN + 1);
  }
}
