package io.wellkept.probe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.flow.Trail.Shortfall;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** Forms as common frameworks write them. */
final class FillingTest {
  private static final HttpUrl PAGE = HttpUrl.get("https://shop.example.org/kontakt?lang=de#top");

  private static String saved(String name) {
    try (InputStream in = FillingTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Filling.Filled fill(String html, String submit) {
    FlowSettings settings = Flows.settings("steps: [{open: /}, {submit: " + submit + "}]");
    return Filling.of(
        Jsoup.parse(html, PAGE.toString()),
        PAGE,
        (Step.Submit) settings.walk().get(1),
        new Variables("wk-7f3k2m9q"));
  }

  private static Filling.Filled.Ready ready(String html, String submit) {
    Filling.Filled filled = fill(html, submit);
    assertThat(filled).as(filled.toString()).isInstanceOf(Filling.Filled.Ready.class);
    return (Filling.Filled.Ready) filled;
  }

  private static List<String> pairs(String encoded) {
    return Arrays.stream(encoded.split("&"))
        .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
        .toList();
  }

  private static List<String> lacking(String html, String submit) {
    return ((Filling.Filled.Lacking) fill(html, submit))
        .shortfalls().stream().map(each -> each.headline() + " | " + found(each)).toList();
  }

  private static String found(Shortfall shortfall) {
    return shortfall.evidence().get(0).text();
  }

  @Test
  void carriesTheTokenOfRailsAndTicksTheBoxBesideItsHiddenTwin() {
    Filling.Filled.Ready sent =
        ready(
            saved("rails.html"),
            "{with: {\"enquiry[name]\": Ann, E-mail: \"probe+{{run.id}}@example.org\","
                + " enquiry_body: \"one\\ntwo\", I agree: true}}");

    assertThat(sent.to()).hasToString("https://shop.example.org/enquiries");
    assertThat(sent.sending().method()).isEqualTo("POST");
    assertThat(sent.sending().type()).isEqualTo("application/x-www-form-urlencoded");
    assertThat(pairs(sent.sending().body()))
        .containsExactly(
            "authenticity_token=tok+en/1==",
            "enquiry[name]=Ann",
            "enquiry[email]=probe+wk-7f3k2m9q@example.org",
            "enquiry[body]=one\r\ntwo",
            "enquiry[agree]=0",
            "enquiry[agree]=1",
            "commit=Create Enquiry");
  }

  @Test
  void choosesFromTheListsOfDjango() {
    Filling.Filled.Ready sent =
        ready(
            saved("django.html"),
            "{with: {subject: late delivery, topics: [tea, Kettles], urgent: \"Yes\"}}");

    assertThat(sent.to()).hasToString(PAGE.toString());
    assertThat(pairs(sent.sending().body()))
        .containsExactly(
            "csrfmiddlewaretoken=dj4ngo",
            "subject=1",
            "topics=tea",
            "topics=Kettles",
            "urgent=y",
            "message=");
  }

  @Test
  void leavesTheDefaultsOfAPageAsTheyAre() {
    assertThat(pairs(ready(saved("django.html"), "{}").sending().body()))
        .containsExactly(
            "csrfmiddlewaretoken=dj4ngo", "subject=3", "topics=cups", "urgent=n", "message=");
  }

  @Test
  void sendsInPartsWhereTheFormOfLaravelAsksForIt() {
    Filling.Filled.Ready sent = ready(saved("laravel.html"), "{with: {name: \"Zoë\"}}");

    assertThat(sent.to()).hasToString("https://forms.example.org/app/profile");
    assertThat(sent.sending().type())
        .isEqualTo("multipart/form-data; boundary=----wk-7f3k2m9q-form");
    assertThat(sent.sending().body())
        .contains("name=\"_token\"\r\n\r\nlara-token\r\n")
        .contains("name=\"_method\"\r\n\r\nPUT\r\n")
        .contains("name=\"in_legend\"\r\n\r\nl\r\n")
        .contains("name=\"name\"\r\n\r\nZoë\r\n")
        .contains("name=\"photo\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n")
        .contains("name=\"do\"\r\n\r\nsave\r\n")
        .doesNotContain("gone", "off", "nameless", "drop", "pic")
        .endsWith("------wk-7f3k2m9q-form--\r\n");
  }

  @Test
  void pressesTheButtonThatIsMeant() {
    Filling.Filled.Ready drop = ready(saved("laravel.html"), "{button: Drop}");
    assertThat(drop.sending().method()).isEqualTo("GET");
    assertThat(drop.to().encodedPath()).isEqualTo("/app/profile/drop");
    assertThat(drop.to().queryParameter("do")).isEqualTo("drop");

    Filling.Filled.Ready picture = ready(saved("laravel.html"), "{button: picture}");
    assertThat(picture.sending().body()).contains("name=\"pic.x\"").contains("name=\"pic.y\"");
  }

  @Test
  void findsTheOneFormThatHasTheFields() {
    Filling.Filled.Ready sent =
        ready(
            saved("contact-form-7.html"),
            "{with: {Dein Name: Ann, your-email: a@example.org, Nachricht: Hallo,"
                + " Einverstanden: true}}");

    assertThat(sent.to().encodedPath()).isEqualTo("/kontakt/");
    assertThat(pairs(sent.sending().body()))
        .contains("_wpcf7=123", "your-name=Ann", "your-message=Hallo", "acceptance-1=1")
        .doesNotContain("s=");
  }

  @Test
  void gathersFieldsOfAFormThatATableTearsApartAndThoseThatNameTheirForm() {
    Filling.Filled.Ready old = ready(saved("table.html"), "{form: \"form[name=old]\"}");
    assertThat(old.to()).hasToString("https://shop.example.org/cgi-bin/mail.pl?to=shop");
    assertThat(pairs(old.sending().body())).containsExactly("realname=", "text=old");

    Filling.Filled.Ready second = ready(saved("table.html"), "{form: \"#second\"}");
    assertThat(second.to()).hasToString("https://shop.example.org/s?q=1&outside=2");
  }

  @Test
  void takesAFormWithinAFormAsBrowsersDo() {
    String nested = "<form action=/a><input name=x><form action=/b><input name=y></form>";
    Filling.Filled.Ready sent = ready(nested, "{with: {y: 2}}");
    assertThat(sent.to()).hasToString("https://shop.example.org/a?x=&y=2");
  }

  @Test
  void saysWhichFieldsTheFormHas() {
    assertThat(
            lacking(
                saved("rails.html"),
                "{form: \"#new_enquiry\", with: {phone: 1, " + "\"enquiry[email]\": x}}"))
        .containsExactly(
            "The form has no field “phone” | enquiry[name], enquiry[email], enquiry[body],"
                + " enquiry[agree]");
  }

  @Test
  void saysWhatTheFormDemands() {
    assertThat(lacking(saved("rails.html"), "{form: \"#new_enquiry\"}"))
        .containsExactly(
            "The form demands what is not filled in: enquiry[email] | a field that must be"
                + " filled in");
  }

  @Test
  void saysThatAFormButtonOrChoiceIsNotThere() {
    assertThat(lacking("<p>No form</p>", "{}"))
        .containsExactly("The page has no form | no form at all");
    assertThat(lacking(saved("table.html"), "{}"))
        .containsExactly("Several forms could be meant | form[name=old], form#second");
    assertThat(lacking(saved("table.html"), "{form: \"form#contact\"}"))
        .containsExactly("The form is not there: form#contact | form[name=old], form#second");
    assertThat(lacking(saved("django.html"), "{button: Order}"))
        .containsExactly("The form has no button “Order” | Send");
    assertThat(lacking(saved("django.html"), "{with: {subject: Closed}}"))
        .containsExactly(
            "The field “subject” cannot be set so | --------- · Late delivery · Other");
    assertThat(lacking(saved("laravel.html"), "{with: {off: a}}"))
        .singleElement()
        .asString()
        .startsWith("The field “off” is switched off");
    assertThat(lacking(saved("laravel.html"), "{with: {photo: a}}"))
        .singleElement()
        .asString()
        .startsWith("The field “photo” takes a file");
    assertThat(lacking("<form action='javascript:go()'></form>", "{}"))
        .containsExactly("The form leads to no page | javascript:go()");
  }

  @Test
  void readsHugeAndBrokenFormsInTime() {
    long start = System.nanoTime();
    fill("<form>" + "<input name=a>".repeat(30_000), "{with: {a: b}}");
    fill("<form>" + "<label for=i>x</label><input id=i>".repeat(20_000), "{with: {none: b}}");
    fill("<form><input name=a></form>".repeat(20_000), "{with: {a: b}}");
    fill("<table><form>" + "<tr><td><input name=a>".repeat(30_000), "{with: {a: b}}");
    fill("<form><select name=a>" + "<option>x".repeat(20_000), "{with: {a: y}}");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }
}
