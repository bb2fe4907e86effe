package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.report.Maintained;
import jakarta.mail.internet.MimeMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Windows that people make while it runs: by the API, on a page, at the command line. */
final class WindowsStoryTest {
  private static final String API = "/api/v1/maintenance";
  private static final Pattern ID = Pattern.compile("\"id\":\"([a-z0-9]+)\"");

  @TempDir Path home;
  private House house;

  @BeforeEach
  void open() {
    house =
        new House(home)
            .with(
                House.touchpoint("page", "tags: [shop]"),
                House.touchpoint("cart", "tags: [shop]"),
                House.touchpoint("help", "owner: carla", "backup: ben"))
            .opens();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private void passes(int minutes) {
    house.passes(Duration.ofMinutes(minutes));
  }

  private HttpResponse<String> post(String path, String json) {
    return house.post(house.at(path), json);
  }

  private String made(String json) {
    HttpResponse<String> answer = post(API, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    Matcher id = ID.matcher(answer.body());
    assertThat(id.find()).isTrue();
    passes(1);
    return id.group(1);
  }

  private List<Event> turns(String touchpoint) {
    return house.running().ledger().read(view -> view.eventsOf(touchpoint, 50)).stream()
        .filter(event -> event.type().name().startsWith("MAINTENANCE"))
        .toList()
        .reversed();
  }

  private List<Event.Type> events(String touchpoint) {
    return turns(touchpoint).stream().map(Event::type).toList();
  }

  @Test
  void whoeverMadeItHearsNothingAndEachOwnerHearsOnceOfAllOfTheirs() {
    made(
        "{\"person\":\"carla\",\"tags\":[\"shop\"],\"touchpoints\":[\"help\"],"
            + "\"for\":\"1h\",\"reason\":\"New servers\"}");
    MimeMessage mail = house.newMail().getFirst();
    assertThat(House.person(mail)).isEqualTo("anna");
    assertThat(House.text(mail)).contains("The page, The cart").doesNotContain("The help");
    passes(70);
    assertThat(house.heard()).singleElement().asString().startsWith("anna: Over");
    assertThat(events("help"))
        .containsExactly(Event.Type.MAINTENANCE_BEGAN, Event.Type.MAINTENANCE_ENDED);
  }

  @Test
  void endedEarlyItHoldsNothingMore() {
    String id =
        made("{\"person\":\"anna\",\"touchpoints\":[\"page\"],\"for\":\"5h\",\"reason\":\"x\"}");
    passes(5);
    house.site.breaks("/page");
    passes(20);
    assertThat(house.heard()).isEmpty();
    assertThat(house.get(house.at("/metrics")).body())
        .contains("wellkept_maintained_touchpoints 1");
    assertThat(post(API + "/" + id + "/end", "{\"person\":\"ben\"}").body())
        .contains("\"changed\":true");
    passes(1);
    assertThat(turns("page")).extracting(Event::person).containsExactly("anna", "ben");
    assertThat(house.heard()).singleElement().asString().startsWith("anna: The page answers");
    assertThat(post(API + "/" + id + "/end", "{\"person\":\"ben\"}").body())
        .contains("\"changed\":false");
    assertThat(house.get(house.at("/metrics")).body())
        .contains("wellkept_maintained_touchpoints 0");
  }

  @Test
  void calledOffBeforeItBeganItNeverWas() {
    String id =
        made(
            "{\"person\":\"ben\",\"touchpoints\":[\"page\"],\"from\":\"2026-06-02T10:00:00Z\","
                + "\"for\":\"1h\",\"reason\":\"New servers\"}");
    assertThat(house.whoHeard()).containsExactly("anna");
    post(API + "/" + id + "/end", "{\"person\":\"carla\"}");
    passes(20);
    assertThat(House.text(house.newMail().getFirst())).contains("was called off");
    assertThat(house.get(house.at(API)).body()).contains("\"over\":true");
    assertThat(events("page")).doesNotContain(Event.Type.MAINTENANCE_BEGAN);
    assertThat(turns("page")).extracting(Event::person).containsExactly("ben", "carla");
  }

  @Test
  void aSnoozedTouchpointIsQuietAndNobodyIsToldThat() {
    HttpResponse<String> refused =
        post(API, "{\"person\":\"ben\",\"touchpoints\":[\"page\"],\"snooze\":true,\"for\":\"3d\"}");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("2 days from now at most");
    made("{\"person\":\"ben\",\"touchpoints\":[\"page\"],\"snooze\":true,\"for\":\"1h\"}");
    house.site.breaks("/page");
    passes(55);
    assertThat(house.heard()).isEmpty();
    assertThat(house.get(house.at("/t/page")).body())
        .contains("snoozed until")
        .contains("snoozed by Ben Maurer");
    passes(7);
    assertThat(house.heard()).singleElement().asString().startsWith("anna: The page answers");
    assertThat(turns("page"))
        .as("also its end is known as that of a snooze")
        .hasSize(2)
        .allMatch(event -> event.text().startsWith(Maintained.SNOOZED));
  }

  @Test
  void theFormOnThePageOfATouchpointMakesOneAndSaysWhatIsWrong() {
    HttpResponse<String> wrong =
        house.press(house.at("/t/page/maintenance"), "person=anna&reason=x&until=2026-06-01T10:00");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body())
        .contains("must be still to come")
        .contains("action=\"/t/page/maintenance\"")
        .contains("value=\"2026-06-01T10:00\"");
    HttpResponse<String> unread =
        house.press(
            house.at("/t/page/maintenance"),
            "person=anna&reason=x&from=1.12.2026+22:00&until=2026-06-02T11:00");
    assertThat(unread.statusCode()).isEqualTo(422);
    assertThat(unread.body()).contains("Write the beginning as");
    HttpResponse<String> snooze =
        house.press(
            house.at("/t/page/maintenance"), "person=anna&snooze=yes&until=2026-06-20T11:00");
    assertThat(snooze.body()).contains("2 days from now at most").contains("name=\"snooze\"");
    assertThat(house.get(house.at(API)).body()).contains("\"total\":0");
    HttpResponse<String> made =
        house.press(
            house.at("/t/page/maintenance"), "person=anna&reason=New+texts&until=2026-06-02T11:00");
    assertThat(made.statusCode()).isEqualTo(303);
    house.settles();
    assertThat(house.get(house.at("/t/page?windows=made")).body())
        .contains("It is planned.")
        .contains("under maintenance until today 11:00")
        .contains("New texts");
    assertThat(house.get(house.at("/maintenance")).body()).contains("Covers The page");
    // pressed once more
    house.press(
        house.at("/t/page/maintenance"), "person=anna&reason=New+texts&until=2026-06-02T11:00");
    assertThat(house.get(house.at(API)).body()).contains("\"total\":1");
  }

  @Test
  void itsDaysAndTimesAreFieldsAndItsTouchpointsAreChosen() {
    String form = "person=anna&reason=New+texts&until=2026-06-20T11:00";
    String week = "&on-mon=yes&on-wed=yes&each-from=02:00&each-until=04:00";
    String one = house.at("/t/page/maintenance");
    HttpResponse<String> half = house.press(one, form + "&on-mon=yes&each-from=02:00");
    assertThat(half.statusCode()).isEqualTo(422);
    assertThat(half.body())
        .contains("tick the days, and give two different times")
        .contains("name=\"on-mon\" value=\"yes\" checked")
        .doesNotContain("name=\"on-wed\" value=\"yes\" checked");
    assertThat(house.press(one, form + week).statusCode()).isEqualTo(303);
    assertThat(house.get(house.at("/t/page")).body()).contains("every week, mon,wed 02:00-04:00");

    String all = house.at("/maintenance");
    String two = "&touchpoints=cart&touchpoints=page";
    assertThat(house.press(all, "person=anna&reason=&until=2026-06-20T11:00" + two).body())
        .contains("<option value=\"cart\" selected>")
        .contains("<option value=\"help\">");
    assertThat(house.press(all, form + two).statusCode()).isEqualTo(303);
    assertThat(house.get(house.at(API)).body()).contains("\"touchpoints\":[\"cart\",\"page\"]");
  }

  @Test
  void amongManyItsTouchpointsAreFoundByNameOrWrittenById() {
    String all = house.at("/maintenance");
    String form = "person=anna&until=2026-06-20T11:00&touchpoints=page&ids=cart,+page";
    assertThat(house.press(all, form + "&reason=").body())
        .contains("name=\"ids\" value=\"cart, page\"")
        .contains("<option value=\"page\" selected>")
        .contains("<option value=\"cart\">");
    assertThat(house.press(all, form + "&reason=New+texts").statusCode()).isEqualTo(303);
    assertThat(house.get(house.at(API)).body()).contains("\"touchpoints\":[\"cart\",\"page\"]");
    assertThat(shown("/maintenance"))
        .containsSubsequence(">The cart</option>", ">The help</option>", ">The page</option>");
  }

  @Test
  void refusesWhatHasNoEndOrReachesTooFarOrIsUnknown() {
    String begin = "{\"person\":\"anna\",\"reason\":\"x\",";
    String tag = begin + "\"touchpoints\":\"page\",\"tags\":[\"shop\"],\"for\":\"1h\"}";
    assertThat(post(API, tag).statusCode()).isEqualTo(422);
    assertThat(post(API, begin + "\"touchpoints\":[\"page\"]}").body()).contains("without an end");
    assertThat(post(API, begin + "\"touchpoints\":[\"page\"],\"for\":\"31d\"}").body())
        .contains("30 days from now at most");
    assertThat(post(API, begin + "\"touchpoints\":[\"pag\"],\"for\":\"1h\"}").body())
        .contains("called pag");
    assertThat(post(API, begin + "\"for\":\"1h\"}").body()).contains("Name what is worked on");
    assertThat(
            post(API, begin + "\"tags\":[\"shop\"],\"for\":\"9d\",\"weekly\":\"sonntags\"}").body())
        .contains("needs days and hours");
    assertThat(post(API, "{\"person\":\"nobody\",\"touchpoints\":[\"page\"]}").statusCode())
        .isEqualTo(422);
    assertThat(house.get(house.at(API)).body()).contains("\"total\":0");
  }

  @Test
  void theMapAndTheListMarkWhatItCoversForAsLongAsItLasts() {
    assertThat(shown("/")).doesNotContain("under maintenance");
    made("{\"person\":\"anna\",\"touchpoints\":[\"page\"],\"for\":\"1h\",\"reason\":\"x\"}");
    made("{\"person\":\"ben\",\"touchpoints\":[\"help\"],\"snooze\":true,\"for\":\"1h\"}");
    for (String page : List.of("/", "/touchpoints")) {
      assertThat(shown(page))
          .containsOnlyOnce("</svg>under maintenance</span>")
          .containsOnlyOnce("</svg>snoozed</span>");
      assertThat(shown(page + "?owner=anna"))
          .contains("under maintenance")
          .doesNotContain("snoozed");
    }
    passes(70);
    assertThat(shown("/")).doesNotContain("under maintenance").doesNotContain("snoozed");
    assertThat(shown("/touchpoints")).doesNotContain("under maintenance");
  }

  @Test
  void everyPageLeadsToItOnce() {
    for (String page : List.of("/", "/touchpoints")) {
      assertThat(shown(page)).containsOnlyOnce("href=\"/maintenance\"");
    }
  }

  private String shown(String page) {
    return house.get(house.at(page)).body();
  }

  @Test
  void explainsWhatItHolds() {
    made("{\"person\":\"anna\",\"touchpoints\":[\"page\"],\"for\":\"5h\",\"reason\":\"x\"}");
    house.site.breaks("/page");
    passes(10);
    StringWriter out = new StringWriter();
    assertThat(types(out, "explain", "page")).isZero();
    assertThat(out.toString())
        .contains("  under maintenance until Tue 2 Jun 12:00:00")
        .contains("    now: under maintenance, until Tue 2 Jun 12:00:00")
        .contains("    next: Anna Berg Tue 2 Jun 12:00:00");
  }

  private int types(StringWriter out, String... arguments) {
    CommandLine line = Main.commandLine(new Surroundings(house.environment, house.clock, null));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-C", home.toString()));
    return line.execute(all.toArray(String[]::new));
  }

  @Test
  void theCommandsMakeListAndEndOne() {
    StringWriter out = new StringWriter();
    String at = house.at("/");
    assertThat(
            types(
                out,
                "maintenance",
                "add",
                "tag:shop",
                "help",
                "--by",
                "ben",
                "--at",
                at,
                "--from",
                "2026-06-02 10:00",
                "--for",
                "1h",
                "--reason",
                "New servers"))
        .as(out.toString())
        .isZero();
    assertThat(types(out, "maintenance", "list")).isZero();
    assertThat(out.toString())
        .contains("planned  2026-06-02 10:00 until 2026-06-02 11:00  touchpoint:help tag:shop");
    Matcher id = Pattern.compile("Made window ([a-z0-9]+)").matcher(out.toString());
    assertThat(id.find()).isTrue();
    assertThat(types(out, "maintenance", "end", id.group(1), "--by", "ben", "--at", at)).isZero();
    assertThat(out.toString()).contains("Ended window");
    assertThat(types(out, "maintenance", "add", "pag", "--by", "ben", "--for", "1h", "--at", at))
        .isEqualTo(1);
    assertThat(
            types(
                out, "maintenance", "add", "owner:anna", "--by", "ben", "--for", "1h", "--at", at))
        .isEqualTo(2);
    assertThat(types(out, "maintenance", "end", "../x", "--by", "ben", "--at", at)).isEqualTo(2);
  }

  @Test
  void theCommandTakesMomentsAsTheFilesDo() {
    StringWriter out = new StringWriter();
    assertThat(begins(out, "2026-06-02T12:00+04:00")).as(out.toString()).isZero();
    assertThat(types(out, "maintenance", "list")).isZero();
    assertThat(out.toString()).contains("planned  2026-06-02 08:00 until 2026-06-02 09:00");
    assertThat(begins(out, "tomorrow")).isEqualTo(2);
    assertThat(out.toString()).contains("'tomorrow' is no time");
  }

  private int begins(StringWriter out, String from) {
    String[] what = {"maintenance", "add", "page", "--by", "ben", "--at", house.at("/")};
    String[] when = {"--from", from, "--for", "1h", "--reason", "New servers"};
    return types(
        out, Stream.concat(Arrays.stream(what), Arrays.stream(when)).toArray(String[]::new));
  }
}
