package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger.Attestation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What no machine sees is asked of people in time, and their word counts. */
final class AttestStoryTest {
  private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:1(/a/[^\\s\"<>]+)");

  @TempDir Path home;
  private final OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();
  private @Nullable House house;

  @AfterEach
  void close() {
    if (house != null) {
      house.close();
    }
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }

  private House sign(String... more) {
    House opened =
        new House(home)
            .file(
                "monitors/store.yaml",
                """
                touchpoints:
                  - id: shop-sign
                    name: Sign above the shop
                    owner: anna
                    backup: ben
                    checks:
                      attest:
                        questions: [Is every letter lit?, Is it whole and clean?]
                        %s
                """
                    .formatted(String.join("\n        ", more)))
            .opens();
    house = opened;
    return opened;
  }

  private record Answer(int status, String body) {}

  private static String linkOf(House house, String person) {
    Matcher link = LINK.matcher(House.text(house.lastMailTo(person).orElseThrow()));
    assertThat(link.find()).isTrue();
    return house.at(link.group(1));
  }

  private Answer says(String address, String first, String note, byte @Nullable [] photo) {
    String page = get(address).body();
    Matcher sheet = Pattern.compile("name=\"sheet\" value=\"([^\"]+)\"").matcher(page);
    assertThat(sheet.find()).isTrue();
    MultipartBody.Builder form =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("sheet", sheet.group(1))
            .addFormDataPart("q0", first)
            .addFormDataPart("q1", "fine")
            .addFormDataPart("note", note);
    byte[] bytes = photo == null ? new byte[0] : photo;
    RequestBody file = RequestBody.create(bytes, MediaType.get("application/octet-stream"));
    form.addFormDataPart("photo", photo == null ? "" : "sign.png", file);
    Answer answer = send(new Request.Builder().url(address).post(form.build()));
    running().settles();
    return answer;
  }

  private House running() {
    assertThat(house).isNotNull();
    return house;
  }

  private Answer get(String address) {
    return send(new Request.Builder().url(address));
  }

  private Answer send(Request.Builder request) {
    try (Response response =
        client.newCall(request.header("Accept", "text/html").build()).execute()) {
      return new Answer(response.code(), response.body().string());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Attestation> journal(House house) {
    return house.running().ledger().read(view -> view.attestations("shop-sign", 100));
  }

  private static byte[] picture() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void asksTheOwnerAheadAndTheBackupWhenTheAnswerIsLate() {
    House house = sign("due-every: 2d", "ahead: 12h").passes(Duration.ofMinutes(1));

    assertThat(house.heard())
        .containsExactly("anna: Somebody must look whether it is fine – Sign above the shop");
    assertThat(House.text(house.lastMailTo("anna").orElseThrow()))
        .contains("Is every letter lit?")
        .contains("Is it whole and clean?")
        .contains("Answer the questions")
        .contains("There is time until")
        .doesNotContain("I take it")
        .doesNotContain("not a fault");

    house.passes(Duration.ofHours(11));
    assertThat(house.whoHeard()).doesNotContain("ben");
    house.passes(Duration.ofHours(4));
    assertThat(house.whoHeard()).contains("anna", "ben");
    assertThat(house.open()).extracting(one -> one.worst().code()).contains("attest.overdue");
  }

  @Test
  void aWordHoldsUntilItIsDueAgain() {
    House house = sign("due-every: 8h", "ahead: 2h").passes(Duration.ofMinutes(1));
    Answer answer = says(linkOf(house, "anna"), "fine", "", null);

    assertThat(answer.status()).isEqualTo(303);
    assertThat(house.open()).isEmpty();
    house.heard();
    house.passes(Duration.ofMinutes(350));
    assertThat(house.open()).isEmpty();
    house.passes(Duration.ofMinutes(20));
    assertThat(house.open()).hasSize(1);
    assertThat(house.heard())
        .contains("anna: Somebody must look whether it is fine – Sign above the shop");
    assertThat(House.text(house.lastMailTo("anna").orElseThrow()))
        .contains("Last answer: Anna Berg on 2026-06-02");
  }

  @Test
  void notFineIsAnIncidentThatOnlyAnotherWordEnds() {
    House house = sign().passes(Duration.ofMinutes(1));
    String link = linkOf(house, "anna");
    says(link, "not-fine", "The second N is <b>dark</b>", null);

    Incident incident = house.open().get(0);
    assertThat(house.open()).hasSize(1);
    assertThat(incident.worst().code()).isEqualTo("attest.not-fine");
    assertThat(incident.worst().headline())
        .isEqualTo("Anna Berg looked and says that it is not fine");
    house.passes(Duration.ofHours(3));
    assertThat(House.text(house.lastMailTo("ben").orElseThrow()))
        .contains("Quote: The second N is <b>dark</b>")
        .contains("Not fine: Is every letter lit?")
        .contains("I take it");
    assertThat(house.open()).extracting(Incident::id).containsExactly(incident.id());

    says(link, "fine", "New tube", null);
    assertThat(house.open()).isEmpty();
    house.passes(Duration.ofMinutes(20));
    assertThat(House.subject(house.lastMailTo("anna").orElseThrow())).contains("Over");
    assertThat(journal(house)).extracting(Attestation::fine).containsExactly(true, false);
    assertThat(journal(house)).extracting(Attestation::via).containsOnly("link");
    assertThat(house.history("shop-sign")).contains(Event.Type.ATTESTED);
  }

  @Test
  void answeringTwiceIsAnsweringOnce() {
    House house = sign().passes(Duration.ofMinutes(1));
    String link = linkOf(house, "anna");

    assertThat(says(link, "not-fine", "dark", null).status()).isEqualTo(303);
    assertThat(says(link, "not-fine", "dark", null).status()).isEqualTo(303);
    assertThat(journal(house)).hasSize(1);
    house.passes(Duration.ofHours(2));
    says(link, "not-fine", "dark", null);
    assertThat(journal(house)).hasSize(2);
  }

  @Test
  void aScannerThatOpensAndPressesEverythingSaysNothing() {
    House house = sign().passes(Duration.ofMinutes(1));
    String link = linkOf(house, "anna");

    for (int i = 0; i < 3; i++) {
      assertThat(get(link).status()).isEqualTo(200);
      assertThat(send(new Request.Builder().url(link).head()).status()).isEqualTo(200);
      RequestBody empty = RequestBody.create(new byte[0], null);
      assertThat(send(new Request.Builder().url(link).post(empty)).status()).isEqualTo(422);
    }
    house.settles();
    assertThat(journal(house)).isEmpty();
    assertThat(house.open()).hasSize(1);
  }

  @Test
  void keepsThePhotoAndShowsItToThoseWhomItConcerns() {
    House house = sign().passes(Duration.ofMinutes(1));
    String link = linkOf(house, "anna");
    says(link, "not-fine", "", picture());

    String photo = journal(house).get(0).file();
    assertThat(photo).isNotNull();
    assertThat(get(house.at("/files/" + photo)).status()).isEqualTo(200);
    assertThat(get(house.at("/t/shop-sign")).body())
        .contains("What people said")
        .contains("/files/" + photo);
    Incident incident = house.open().get(0);
    String token = house.running().tokens().incident(incident.id(), "ben", house.clock.instant());
    assertThat(get(house.at("/i/" + token + "/files/" + photo)).status()).isEqualTo(200);
    assertThat(get(house.at("/i/" + token)).body()).contains("The photo that was sent");
    house.passes(Duration.ofHours(3));
    assertThat(House.text(house.lastMailTo("ben").orElseThrow()))
        .contains("A photo is behind the link.");
    assertThat(house.get(house.at("/api/v1/touchpoints/shop-sign/attestations")).body())
        .contains("\"person\":\"anna\"")
        .contains("\"photo\":\"/files/" + photo + "\"");
  }

  @Test
  void theJournalOutlivesARestartAndANewName() {
    House house = sign().passes(Duration.ofMinutes(1));
    says(linkOf(house, "anna"), "fine", "as new", null);
    house.edit("monitors/store.yaml", "id: shop-sign", "id: sign\n    was: [shop-sign]").restarts();

    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    assertThat(line.execute("attestations", "-C", home.toString(), "sign")).isZero();
    assertThat(out.toString())
        .containsPattern("sign/attest +Anna Berg +fine +as new")
        .contains("1 answer");
    List<Attestation> journal =
        house.running().ledger().read(view -> view.attestations("sign", 100));
    assertThat(journal).extracting(Attestation::note).containsExactly("as new");
    assertThat(house.open()).isEmpty();
  }

  @Test
  void aLinkThatAsksNobodyAnyMoreSaysSo() {
    House house = sign().passes(Duration.ofMinutes(1));
    String link = linkOf(house, "anna");
    house.file("monitors/store.yaml", House.touchpoints("page")).running().gate().reload(true);

    assertThat(get(link).status()).isEqualTo(410);
    assertThat(get(link.replaceFirst("/a/.*", "/a/nonsense")).status()).isEqualTo(404);
  }
}
