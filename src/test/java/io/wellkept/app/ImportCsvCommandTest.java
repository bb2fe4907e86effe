package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.app.Shell.Result;
import io.wellkept.plan.PlanReader;
import io.wellkept.plan.Reading;
import io.wellkept.plan.Secrets;
import io.wellkept.plan.Sources;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Touchpoint;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The spreadsheet that everybody has becomes touchpoints. */
final class ImportCsvCommandTest {
  @TempDir Path home;
  private Shell shell;
  private Path csv;

  @BeforeEach
  void sitsDown() {
    shell = new Shell(home).house();
    shell.file(
        "config/journey.yaml",
        """
        stages: [{id: discover, name: Discovers us}, {id: buy, name: Buys}]
        channels: [{id: website, name: Website}, {id: store, name: Store}]
        personas: [{id: families, name: Families}]
        """);
    csv = home.resolve("touchpoints.csv");
  }

  @AfterEach
  void leaves() {
    shell.close();
  }

  private Result imports(String text, String... more) {
    shell.file("touchpoints.csv", text);
    List<String> words = new ArrayList<>(List.of("import", "csv", csv.toString()));
    words.addAll(List.of(more));
    return shell.types(words.toArray(String[]::new));
  }

  private Map<String, Touchpoint> plan() {
    Secrets secrets =
        Secrets.of(
            Map.of(
                "SMTP_PASSWORD",
                "x",
                "HOOK_URL",
                "https://hook.invalid/",
                "HOOK_SECRET",
                "whsec_c3RhbmQtaW4tZm9yLWEtc2VjcmV0LW9mLTMyLWJ5dGU="),
            home);
    Reading reading = new PlanReader(Kinds.catalogue(), secrets, 1).read(Sources.readFrom(home));
    assertThat(reading).isInstanceOf(Reading.Good.class);
    return ((Reading.Good) reading).plan().touchpoints();
  }

  private static final String TABLE =
      """
      Bezeichnung;Link;Verantwortlich;Vertretung;Kanal;Phase;Wichtigkeit;Tags;Notizen;Budget
      Winter;https://shop.example.org/winter;Anna Berg;Ben Maurer;Website;Buys;hoch;a, b;Ask Ben;7
      Laden;;ben@shop.example;anna;Store;;;;;
      Hotline;+43 1 234 567;Berg, Anna;ben;;;;;;
      """;

  @Test
  void showsWhatItWouldDoAndDoesItOnlyWhenTold() {
    Result shown = imports(TABLE);
    assertThat(shown.code()).as(shown.all()).isZero();
    assertThat(shown.out())
        .contains("3 rows, headings in row 1; UTF-8, separated by ';'")
        .contains("owner       Verantwortlich (C)")
        .contains("not used    Budget")
        .contains("row 2  winter")
        .contains("3 new touchpoints for monitors/touchpoints.yaml")
        .contains("2 without: on the map with their owners, and not measured")
        .contains("Nothing was added yet");
    assertThat(shell.has("monitors/touchpoints.yaml")).isFalse();

    Result done = imports(TABLE, "--write");
    assertThat(done.out()).contains("there are 4 touchpoints now");
    Touchpoint winter = plan().get("winter");
    assertThat(winter.owner()).isEqualTo("anna");
    assertThat(winter.backups()).containsExactly("ben");
    assertThat(winter.channel()).isEqualTo("website");
    assertThat(winter.stage()).isEqualTo("buy");
    assertThat(winter.importance()).isEqualTo(Importance.HIGH);
    assertThat(winter.tags()).containsExactlyInAnyOrder("a", "b");
    assertThat(winter.playbook()).isEqualTo("Ask Ben");
    assertThat(winter.checks()).hasSize(1);
    assertThat(plan().get("laden").owner()).isEqualTo("ben");
    assertThat(plan().get("hotline").checks()).isEmpty();
    assertThat(shell.text("monitors/touchpoints.yaml")).contains("# reached at: \"+43 1 234 567\"");
  }

  @Test
  void importsTheSameTableTwiceAndChangesNothing() {
    imports(TABLE, "--write");
    String before = shell.text("monitors/touchpoints.yaml");
    Result again = imports(TABLE, "--write");
    assertThat(again.code()).as(again.all()).isZero();
    assertThat(again.out()).contains("There already, left as they are (3)").contains("nothing to");
    assertThat(shell.text("monitors/touchpoints.yaml")).isEqualTo(before);
  }

  @Test
  void asksAtATerminal() {
    shell.answers("no");
    assertThat(imports(TABLE).out()).contains("Nothing was added yet");
    assertThat(shell.has("monitors/touchpoints.yaml")).isFalse();
    shell.answers("yes");
    assertThat(imports(TABLE).out()).contains("there are 4 touchpoints now");
    assertThat(plan()).containsKey("winter");
  }

  @Test
  void writesNothingOverWhatWasEditedWhileItAsked() {
    String edited = "# edited\ntouchpoints:\n  - {id: new, name: N, owner: anna, backup: ben}\n";
    shell.file("monitors/touchpoints.yaml", edited.replace("# edited", "# before"));
    shell.agreesAfter(() -> shell.file("monitors/touchpoints.yaml", edited));
    Result refused = imports(TABLE);
    assertThat(refused.code()).as(refused.all()).isEqualTo(2);
    assertThat(refused.err()).contains("meanwhile somebody changed monitors/touchpoints.yaml");
    assertThat(shell.text("monitors/touchpoints.yaml")).isEqualTo(edited);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../config/people", "/tmp/x", "a/../../b", "..", "", "a//b", ".a"})
  void staysInItsFolder(String into) {
    String people = shell.text("config/people.yaml");
    Result refused = imports(TABLE, "--into", into, "--write");
    assertThat(refused.code()).as(refused.all()).isEqualTo(2);
    assertThat(refused.err()).contains("is no file in monitors/");
    assertThat(shell.text("config/people.yaml")).isEqualTo(people);
  }

  @Test
  void takesFiveThousandRowsAndListsTheBadOnes() throws Exception {
    StringBuilder table = new StringBuilder("id,name,url,owner,backup\n");
    for (int i = 0; i < 5000; i++) {
      String owner = i % 100 == 17 ? "Carla Neu" : i % 100 == 18 ? "" : "anna@shop.example";
      String url = i % 1000 == 19 ? "not an address" : "https://shop.example.org/p/" + i;
      table.append("tp-" + i + ",Page " + i + "," + url + "," + owner + ",Ben Maurer\n");
    }
    String existing =
        "# kept by the shop team\ntouchpoints:\n  # first of all\n"
            + "  - {id: tp-3, name: Own words, owner: anna, backup: ben} # do not touch\n"
            + "  # the last word\n";
    shell.file("monitors/shop.yaml", existing);
    Path rejected = home.resolve("out/bad.csv");
    long start = System.nanoTime();
    Result done =
        imports(table.toString(), "--write", "--into", "shop", "--rejected", rejected.toString());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(done.code()).as(done.all()).isEqualTo(1);
    assertThat(done.out())
        .contains("4,894 new touchpoints for monitors/shop.yaml")
        .contains("row 5: the id 'tp-3' is touchpoint 'tp-3'")
        .contains("Rows that do not fit (105)")
        .contains("row 19: owner 'Carla Neu' is not in config/people.yaml")
        .contains("row 20: it has no owner")
        .contains("row 21: 'not an address' is no address of a page")
        .contains("and 85 more: --rejected FILE writes all")
        .contains("Carla Neu, 50 rows");
    assertThat(shell.text("monitors/shop.yaml"))
        .startsWith(existing + "  - id: tp-0\n    name: Page 0\n");
    assertThat(plan()).hasSize(4896);
    assertThat(plan().get("tp-3").name()).isEqualTo("Own words");
    List<String> bad = Files.readAllLines(rejected);
    assertThat(bad).hasSize(106);
    assertThat(bad.get(0)).isEqualTo("\ufeffrow,reason,id,name,url,owner,backup");
    assertThat(bad.get(2)).startsWith("20,it has no owner,tp-18,Page 18,");

    shell.file(
        "config/people.yaml",
        shell
            .text("config/people.yaml")
            .replace(
                "people:\n",
                "people:\n  carla: {name: Carla Neu, email: c@shop.example, hours: always}\n"));
    Result mended = shell.types("import", "csv", rejected.toString(), "--into", "shop", "--write");
    assertThat(mended.out()).contains("50 new touchpoints");
  }

  @Test
  void keepsNastyCellsAsTheyAre() {
    List<String> nasty =
        List.of(
            "=SUM(A1:A9)",
            "a: b",
            "# no comment",
            "say \"hi\"",
            "back\\slash",
            "- dash",
            "${env:HOME}",
            "🙂 emoji \u2028 \u0085 x",
            "null",
            "1e3",
            "'quoted'",
            "{a: b}",
            "@at `tick` %percent",
            "tab\there",
            "two\nlines: here");
    StringBuilder table = new StringBuilder("Name,Playbook,Owner,Backup\n");
    for (String cell : nasty) {
      String quoted = '"' + cell.replace("\"", "\"\"") + '"';
      table.append("N" + nasty.indexOf(cell) + " " + quoted.replace("\"", "") + "," + quoted);
      table.append(",anna,ben\n");
    }
    String text = table.toString().replaceAll("(?m)^(N14) two\nlines: here", "$1");
    Result done = imports(text.replace("N3 say hi", "N3"), "--write");
    assertThat(done.code()).as(done.all()).isZero();
    assertThat(plan().values().stream().map(Touchpoint::playbook).toList()).containsAll(nasty);
  }

  @Test
  void readsWhatExcelWritesInVienna() throws Exception {
    Files.write(
        csv,
        ("Bezeichnung;Verantwortlich;Vertretung\r\nÖffnungszeiten – Café;anna;ben\r\n")
            .getBytes(Charset.forName("windows-1252")));
    Result done = shell.types("import", "csv", csv.toString(), "--write");
    assertThat(done.out()).contains("Windows-1252");
    assertThat(plan().get("offnungszeiten-cafe").name()).isEqualTo("Öffnungszeiten – Café");
  }

  @Test
  void keepsWhatIsNotOnTheMapYetAsAComment() {
    Result done =
        imports(
            "Name,Owner,Backup,Stage,Persona\nA,anna,ben,After sales,\"Families, Dogs\"\n",
            "--write");
    assertThat(done.out())
        .contains("Not in config/journey.yaml")
        .contains("stage 'After sales', 1 rows")
        .contains("persona 'Dogs'");
    assertThat(shell.text("monitors/touchpoints.yaml"))
        .contains("    # stage: after-sales\n")
        .contains("personas: [families]")
        .contains("# personas: [dogs]");
    assertThat(plan().get("a").stage()).isNull();
  }

  @Test
  void fillsInWhoAnswersWhereTheTableNamesNobody() {
    Result done =
        imports(
            "Name,URL,Backup\nA,shop.example.org/a,\nB,shop.example.org/b,anna\n",
            "--owner",
            "anna",
            "--backup",
            "anna,ben",
            "--write");
    assertThat(done.code()).as(done.all()).isZero();
    assertThat(plan().get("a").backups()).containsExactly("ben");
    assertThat(plan().get("b").backups()).containsExactly("ben");
    assertThat(plan().get("a").address()).hasToString("https://shop.example.org/a");
  }

  @Test
  void saysWhyARowDoesNotFit() {
    Result shown =
        imports(
            """
            Name,URL,Owner,Backup,Importance
            A,https://a.example/a,anna,anna,
            B,https://a.example/b,anna,ben,urgent
            ,,anna,ben,
            D,https://a.example/d,anna,ben,low,spilled
            E,https://a.example/e,anna,ben,low
            F,https://a.example/e/,anna,ben,low
            G,ftp://a.example/g,anna,ben,low
            """);
    assertThat(shown.code()).isEqualTo(1);
    assertThat(shown.out())
        .contains("row 2: its backup is its owner, 'anna'")
        .contains("row 3: importance 'urgent' is none; expected low, normal or high")
        .contains("row 4: it has neither a name nor an address")
        .contains("row 5: it has 6 cells where the headings are 5")
        .contains("row 7: https://a.example/e/ is row 6")
        .contains("row 8: 'ftp://a.example/g' is no address")
        .contains("1 new touchpoints");
  }

  @Test
  void givesIdsOfTheirOwnToPagesOfTheSameName() {
    imports(
        "Name,URL,Owner,Backup\nA,https://a.example/1,anna,ben\nA,https://a.example/2,anna,ben\n",
        "--write");
    assertThat(plan()).containsKeys("a", "a-2");
  }

  @Test
  void obeysTheColumnsThatItIsTold() {
    Result done =
        imports(
            "Name,Wer,Auch,Responsible person\nA,x,ben,anna\n",
            "--column",
            "backup=C",
            "--column",
            "owner=Responsible person",
            "--write");
    assertThat(done.code()).as(done.all()).isZero();
    assertThat(plan().get("a").owner()).isEqualTo("anna");
    Result wrong = imports("Name,Owner\nA,anna\n", "--column", "ovner=B");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("--column ovner").contains("did you mean 'owner'?");
  }

  @Test
  void refusesWhatIsNoTable() {
    shell.file("touchpoints.csv", "");
    assertThat(imports("PK\u0003\u0004xlsx").err()).contains("CSV UTF-8").contains("Save as");
    assertThat(imports("Name,Owner\n").err()).contains("no rows below its headings");
    Result none = shell.types("import", "csv", home.resolve("none.csv").toString());
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("there is no file");
    assertThat(shell.types("import", "csv", home.toString()).err()).contains("is a folder");
  }

  @Test
  void writesNothingIfThePlanIsNotGoodAnyway() {
    shell.file("monitors/first.yaml", "touchpoints: {}\n");
    Result refused = imports(TABLE, "--write");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("nothing was imported; mend the files first");
    assertThat(shell.has("monitors/touchpoints.yaml")).isFalse();
  }

  @Test
  void answersInJson() {
    JsonNode json =
        JsonMapper.builder()
            .build()
            .readTree(imports(TABLE + "X;;nobody;ben;;;;;;\n", "--json").out());
    assertThat(json.path("written").asBoolean()).isFalse();
    assertThat(json.path("added").get(0).path("id").asString()).isEqualTo("winter");
    assertThat(json.path("rejected").get(0).path("row").asInt()).isEqualTo(5);
    assertThat(json.path("missingPeople").path("nobody").asInt()).isEqualTo(1);
    assertThat(json.path("columns").path("owner").get(0).asString())
        .isEqualTo("Verantwortlich (C)");
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(json.toString())).isTrue();
  }
}
