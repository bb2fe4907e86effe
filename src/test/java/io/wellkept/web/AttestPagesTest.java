package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.ledger.Ledger.Answer;
import io.wellkept.ledger.Ledger.Attestation;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Questionnaire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The form in which people answer what no machine sees. */
final class AttestPagesTest {
  static final CheckId SIGN = new CheckId("shop-sign", "looks");
  static final String FORM = "/t/shop-sign/attest/looks";

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() {
    house = new House(folder);
    asks(Questionnaire.Photo.WANTED, "Is it lit?", "Is it <whole>?");
  }

  @AfterEach
  void close() {
    house.close();
  }

  private void asks(Questionnaire.Photo photo, String... questions) {
    house.asks(SIGN, photo, questions);
  }

  private Map<String, String> good() {
    Map<String, String> fields = new TreeMap<>();
    fields.put("sheet", sheet());
    fields.put("person", "anna");
    fields.put("q0", "fine");
    fields.put("q1", "fine");
    fields.put("note", "");
    return fields;
  }

  private String sheet() {
    Matcher found =
        Pattern.compile("name=\"sheet\" value=\"([^\"]+)\"").matcher(house.get(FORM).body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static RequestBody all(Map<String, String> fields) {
    MultipartBody.Builder form = new MultipartBody.Builder().setType(MultipartBody.FORM);
    fields.forEach(form::addFormDataPart);
    return form.build();
  }

  private House.Answer send(Map<String, String> fields, byte[] photo) {
    MultipartBody.Builder form = new MultipartBody.Builder().setType(MultipartBody.FORM);
    fields.forEach(form::addFormDataPart);
    RequestBody file = RequestBody.create(photo, MediaType.get("image/jpeg"));
    form.addFormDataPart("photo", photo.length == 0 ? "" : "sign.jpg", file);
    return house.send(house.request(FORM).post(form.build()).build());
  }

  @Test
  void programsAnswerToo() {
    String path = "/api/v1/checks/shop-sign/looks/attest";
    assertThat(ApiTest.json(house.get("/api/v1/touchpoints/shop-sign")).at("/checks/0/questions/1"))
        .hasToString("\"Is it <whole>?\"");
    String all = "\"person\": \"anna\", \"answers\": {\"Is it lit?\": false";
    assertThat(house.postJson(path, "{" + all + "}}").body()).contains("Is it lit? / Is it");
    String whole = "{" + all + ", \"Is it <whole>?\": true}";
    assertThat(house.postJson(path, whole + "}").body()).contains("what is not fine");
    assertThat(said()).isEmpty();
    String noted = whole + ", \"note\": \"the N is dark\"}";
    assertThat(house.postJson(path, noted).body()).isEqualTo("{\"changed\":true,\"fine\":false}");
    assertThat(house.postJson(path, noted).body()).contains("\"changed\":false");
    assertThat(said()).singleElement().matches(one -> one.note().equals("the N is dark"));
    assertThat(said().get(0).answers())
        .containsExactly(new Answer("Is it lit?", false), new Answer("Is it <whole>?", true));
    asks(Questionnaire.Photo.REQUIRED, "Is it lit?", "Is it <whole>?");
    assertThat(house.postJson(path, noted).body()).contains("on the page of the check");
    String nobody = "/api/v1/checks/summer-landing/page/attest";
    assertThat(house.postJson(nobody, noted).status()).isEqualTo(404);
  }

  @Test
  void programsDoNotAnswerWithoutEnd() {
    String path = "/api/v1/checks/shop-sign/looks/attest";
    for (int i = 0; i < 20; i++) {
      assertThat(house.postJson(path, "{}").status()).isEqualTo(422);
    }
    House.Answer answer = house.postJson(path, "{}");
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo("60");

    house.clock.forward(Duration.ofMinutes(1));
    assertThat(house.postJson(path, "{}").status()).isEqualTo(422);
  }

  private List<Attestation> said() {
    return house.ledger.read(view -> view.attestations("shop-sign", 100));
  }

  @Test
  void asksInTheLanguageOfWhoeverReads() {
    Request.Builder german = house.request(FORM).header("Accept-Language", "de");
    List<Object> data = List.of(house.plan, "Is it lit? Is it whole?");
    assertThat(GermanPagesTest.foreign(house.send(german.get().build()), data)).isEmpty();
    RequestBody nothing = all(Map.of("person", "anna"));
    House.Answer refused = house.send(german.post(nothing).build());
    assertThat(refused.status()).isNotEqualTo(303);
    assertThat(GermanPagesTest.foreign(refused, data)).isEmpty();
    house.send(house.request(FORM).post(all(good())).build());
    Request told = house.request("/t/shop-sign").header("Accept-Language", "de").get().build();
    assertThat(GermanPagesTest.foreign(house.send(told), data)).isEmpty();
  }

  @Test
  void isAnsweredWhileSlowSendersHoldEveryPlaceForReports() {
    house.close();
    house = House.known(folder.resolve("outside"));
    asks(Questionnaire.Photo.WANTED, "Is it lit?", "Is it whole?");
    try (SlowSenders slow = new SlowSenders()) {
      int full = 0;
      for (int i = 0; i < 200 && full != 503; i++) {
        URI server = house.server.address(Surface.PUBLIC);
        slow.begins(server, "/report/summer-landing", "1.1.1." + i % 100);
        full = photoReportedBy("2.2.2." + i);
      }
      assertThat(full).isEqualTo(503);
      assertThat(send(good(), new byte[0]).status()).isEqualTo(303);
    }
  }

  private int photoReportedBy(String sender) {
    MultipartBody form =
        new MultipartBody.Builder().setType(MultipartBody.FORM).addFormDataPart("text", "").build();
    Request.Builder request =
        new Request.Builder()
            .url(house.server.address(Surface.PUBLIC) + "/report/summer-landing")
            .header("X-Forwarded-For", sender);
    return house.send(request.post(form).build()).status();
  }

  @Test
  void showsTheQuestionsWithLabelsAndAnswersNothingBeforehand() {
    String page = house.get(FORM).body();

    assertThat(page)
        .contains("<legend>Is it lit?</legend>")
        .contains("<legend>Is it &lt;whole&gt;?</legend>")
        .contains("enctype=\"multipart/form-data\"")
        .contains("Nobody has answered yet.")
        .doesNotContain("checked");
    assertThat(house.get("/t/shop-sign").body()).contains("href=\"" + FORM + "\"");
  }

  @Test
  void writesDownWhoSaidWhatAndLooksAtOnce() {
    Map<String, String> fields = good();
    fields.put("q1", "not-fine");
    fields.put("note", "  a crack ");

    assertThat(send(fields, new byte[0]).status()).isEqualTo(303);
    assertThat(said()).hasSize(1);
    Attestation word = said().get(0);
    assertThat(word.person()).isEqualTo("anna");
    assertThat(word.fine()).isFalse();
    assertThat(word.note()).isEqualTo("a crack");
    assertThat(word.answers())
        .containsExactly(new Answer("Is it lit?", true), new Answer("Is it <whole>?", false));
    assertThat(word.via()).isEqualTo("page");
    assertThat(house.isDue(SIGN)).isTrue();
    assertThat(house.get(FORM + "?done=said").body())
        .contains("written down that it is not fine")
        .contains("Anna Berger said “not fine”");
    assertThat(house.get("/t/shop-sign").body()).contains("Anna Berger: not fine");
  }

  @Test
  void takesAFormWithoutAFile() {
    StringBuilder form = new StringBuilder();
    good().forEach((name, value) -> form.append(name).append('=').append(value).append('&'));

    assertThat(house.post(FORM, form.toString()).status()).isEqualTo(303);
    assertThat(said()).hasSize(1);
  }

  @Test
  void keepsWhatWasWrittenWhenSomethingIsMissing() {
    Map<String, String> fields = good();
    fields.put("q1", "");
    fields.put("note", "a \"crack\"");

    House.Answer answer = send(fields, new byte[0]);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Answer every question")
        .contains("a \"crack\"</textarea>")
        .contains("value=\"fine\" required checked");
    assertThat(said()).isEmpty();
  }

  @Test
  void wantsToKnowWhoWhatAndWhy() {
    assertRefused("person", "nobody", "Say who you are");
    assertRefused("sheet", "old", "The questions have been changed");
    assertRefused("q0", "not-fine", "Say in a few words what is not fine");
    assertRefused("q0", "maybe", "Answer every question");
    assertThat(said()).isEmpty();
  }

  private void assertRefused(String field, String value, String why) {
    Map<String, String> fields = good();
    fields.put(field, value);
    House.Answer answer = send(fields, new byte[0]);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains(why).contains("Nothing was kept");
  }

  @Test
  void asksForThePhotoThatBelongsToTheAnswer() {
    asks(Questionnaire.Photo.REQUIRED, "Is it lit?", "Is it <whole>?");

    assertThat(send(good(), new byte[0]).body()).contains("A photo belongs to this answer");
    asks(Questionnaire.Photo.NONE, "Is it lit?", "Is it <whole>?");
    assertThat(house.get(FORM).body()).doesNotContain("type=\"file\"");
  }

  @Test
  void refusesWhatIsNoPhotoWithAClearWord() {
    House.Answer answer = send(good(), "<svg onload=alert(1)>".getBytes());

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("The file is no photo: send a JPEG, PNG or WebP picture");
    assertThat(said()).isEmpty();
  }

  @Test
  void refusesAPhotoThatIsTooLargeAndLeavesNothingBehind() throws IOException {
    long before = temporary();
    for (int size : new int[] {5_000_001, 5_100_000, 12_000_000}) {
      byte[] noise = new byte[size];
      new Random(1).nextBytes(noise);
      House.Answer answer = send(good(), noise);
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body()).contains("The photo is larger than 5 MB");
    }
    assertThat(said()).isEmpty();
    assertThat(temporary()).isEqualTo(before);
  }

  private static long temporary() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(path -> path.getFileName().toString().startsWith("MultiPart")).count();
    }
  }

  @Test
  void refusesAFormThatDoesNotSayHowLongItIs() {
    RequestBody endless =
        new RequestBody() {
          @Override
          public MediaType contentType() {
            return MediaType.get("multipart/form-data; boundary=x");
          }

          @Override
          public void writeTo(okio.BufferedSink sink) throws IOException {
            sink.writeUtf8("--x\r\n");
          }
        };
    assertThat(house.send(house.request(FORM).post(endless).build()).status()).isEqualTo(411);
  }

  @Test
  void survivesEveryForm() {
    Random random = new Random(5);
    String good = "--x\r\nContent-Disposition: form-data; name=\"q0\"\r\n\r\nfine\r\n--x--\r\n";
    for (int i = 0; i < 15; i++) {
      byte[] bytes = good.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
      for (int j = 0; j < 4; j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      RequestBody body =
          RequestBody.create(bytes, MediaType.get("multipart/form-data; boundary=x"));
      House.Answer answer = house.send(house.request(FORM).post(body).build());
      assertThat(answer.status()).isBetween(400, 499);
    }
    assertThat(said()).isEmpty();
  }

  @Test
  void takesNoMoreThanAPersonCanSay() {
    for (int i = 0; i < 20; i++) {
      house.post(FORM, "q0=fine");
    }
    House.Answer answer = house.post(FORM, "q0=fine");
    assertThat(answer.status()).isEqualTo(429);
    house.clock.forward(Duration.ofMinutes(1));
    assertThat(house.post(FORM, "q0=fine").status()).isEqualTo(422);
  }

  @Test
  void knowsNoFormOfAnotherCheck() {
    assertThat(house.get("/t/summer-landing/attest/page").status()).isEqualTo(404);
    assertThat(house.get("/t/nowhere/attest/page").status()).isEqualTo(404);
    assertThat(house.get("/t/shop-sign/attest/%3Cb%3E").status()).isEqualTo(404);
  }
}
