package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.wellkept.plan.Catalogue;
import io.wellkept.plan.PlanReader;
import io.wellkept.plan.Reading;
import io.wellkept.plan.Secrets;
import io.wellkept.plan.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

/**
 * What README and docs say can be done. YAML is read by the reader of the daemon, inside a small
 * home; a block that is no file of ours says so after the word {@code yaml}. Commands are parsed
 * and not run.
 */
final class DocsTest {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```([^\n]*)\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|[^\\s\"']+");
  private static final Pattern OUR_PATH =
      Pattern.compile("(?<![\\w/.:-])(?:docs|config|monitors|helm|src|\\.ci)/[\\w./-]*");

  /** YAML that other programs read. */
  private static final Set<String> NOT_OURS = Set.of("yaml helm", "yaml prometheus");

  private static final Catalogue CATALOGUE = Kinds.catalogue();

  /** One block between fences, with where it begins. */
  record Block(Path file, int line, String info, String text) {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  record Command(String where, String line) {
    @Override
    public String toString() {
      return where + " " + line;
    }
  }

  static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(Stream.of(Path.of("README.md")), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static Stream<Block> blocks() throws IOException {
    return documents().stream()
        .flatMap(file -> {
          String text = text(file);
          return FENCE.matcher(text).results().map(found -> block(file, text, found));
        });
  }

  private static Block block(Path file, String text, MatchResult found) {
    int line = 1 + (int) text.substring(0, found.start()).lines().count();
    return new Block(file, line, found.group(1).strip(), found.group(2));
  }

  static Stream<Block> yaml() throws IOException {
    return blocks()
        .filter(block -> block.info().startsWith("yaml"))
        .filter(block -> !NOT_OURS.contains(block.info()));
  }

  @ParameterizedTest
  @MethodSource("yaml")
  void showsYamlThatTheDaemonReads(Block block) {
    assertThat(block.info()).as("only %s need no reading", NOT_OURS).isEqualTo("yaml");
    Map<?, ?> keys =
        (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(block.text());
    assertThat(keys).isNotEmpty();
    Sources sources = Sources.of(home(block.text(), keys));
    Secrets none = Secrets.of(Map.of(), Path.of("."));
    Secrets some = StandIns.allowing(none, CATALOGUE, sources);
    Reading reading = new PlanReader(CATALOGUE, some, 1).read(sources);
    List<?> problems = reading instanceof Reading.Bad bad ? bad.problems() : List.of();
    assertThat(problems).isEmpty();
  }

  /** The smallest home, in which the block stands in the place of what it is about. */
  private static Map<String, String> home(String block, Map<?, ?> keys) {
    Map<String, String> files = new TreeMap<>();
    String owner = "anna";
    String backup = "ben";
    String team = "ops";
    if (keys.containsKey("people") || keys.containsKey("teams")) {
      List<String> people = ids(keys.get("people"));
      owner = people.get(0);
      backup = people.get(1);
      team = ids(keys.get("teams")).get(0);
      files.put("config/people.yaml", block);
    } else {
      files.put("config/people.yaml", PEOPLE);
    }
    files.put(
        "config/journey.yaml",
        isOf(keys, "stages", "channels") || keys.containsKey("edges") ? block : JOURNEY);
    if (isOf(keys, "ladders", "table")) {
      files.put("config/policies.yaml", block);
    }
    if (keys.containsKey("touchpoints")) {
      files.put("monitors/block.yaml", block);
    } else {
      files.put("monitors/first.yaml", TOUCHPOINT.formatted(owner, backup));
    }
    if (keys.get("edges") instanceof List<?> edges) {
      files.put("monitors/edges.yaml", touchpointsOf(edges, owner, backup));
    }
    boolean elsewhere = files.containsValue(block);
    files.put(
        "config/daemon.yaml", elsewhere ? daemon("", Map.of(), team) : daemon(block, keys, team));
    return files;
  }

  /** The touchpoints between which edges lead. */
  private static String touchpointsOf(List<?> edges, String owner, String backup) {
    String one = "  - {id: %1$s, url: 'https://a.example/%1$s', owner: %2$s, backup: %3$s}";
    return edges.stream()
        .map(Map.class::cast)
        .flatMap(edge -> Stream.of(edge.get("from"), edge.get("to")))
        .distinct()
        .map(id -> one.formatted(id, owner, backup))
        .collect(Collectors.joining("\n", "touchpoints:\n", "\n"));
  }

  private static boolean isOf(Map<?, ?> keys, String one, String other) {
    return keys.containsKey(one) || keys.containsKey(other);
  }

  private static List<String> ids(Object map) {
    return map instanceof Map<?, ?> found
        ? found.keySet().stream().map(String::valueOf).toList()
        : List.of();
  }

  /** Adds what the block leaves out, and a road for everybody. */
  private static String daemon(String block, Map<?, ?> keys, String team) {
    String mail = "  base-mail: {kind: email, host: smtp.example.org, from: w@example.org}\n";
    StringBuilder all =
        new StringBuilder(block.replaceFirst("(?m)^notifiers:\n", "notifiers:\n" + mail));
    if (!keys.containsKey("notifiers")) {
      all.append("notifiers:\n").append(mail);
    }
    if (!keys.containsKey("web")) {
      all.append("web: {public-url: https://wellkept.example.org}\n");
    }
    if (!keys.containsKey("operators")) {
      all.append("operators: ").append(team).append('\n');
    }
    return all.toString();
  }

  private static final String PEOPLE =
      """
      people:
        anna: {name: Anna Berger, email: anna@example.org, slack: U0123456789}
        ben: {name: Ben Maurer, email: ben@example.org, slack: U0123456780}
      teams:
        ops: {name: Operations, lead: ben, members: [anna]}
      """;

  private static final String JOURNEY =
      """
      stages: [{id: discover, name: Discovers us}]
      channels: [{id: website, name: Website}]
      personas: [{id: families, name: Families}]
      """;

  private static final String TOUCHPOINT =
      """
      touchpoints:
        - {id: base, url: "https://shop.example.org/base", owner: %s, backup: %s}
      """;

  static Stream<Command> commands() throws IOException {
    Stream<Command> shown =
        blocks()
            .filter(block -> block.info().equals("sh"))
            .flatMap(block ->
                block
                    .text()
                    .replace("\\\n", " ")
                    .lines()
                    .map(line -> new Command(block.toString(), line.strip())));
    Stream<Command> helped =
        withThoseBelow(line())
            .map(command -> String.join("\n", command.getCommandSpec().usageMessage().footer()))
            .flatMap(footer -> footer.replace("\\\n", " ").lines())
            .map(line -> new Command("--help", line.strip().replaceFirst(" {3,}(?!-).*", "")));
    return Stream.concat(shown, helped)
        .filter(command -> command.line().matches("(\\./)?wellkept .*"));
  }

  private static Stream<CommandLine> withThoseBelow(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(DocsTest::withThoseBelow));
  }

  private static CommandLine line() {
    return Main.commandLine(new Surroundings(Map.of(), InstantSource.system(), null));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void showsCommandsThatThereAre(Command command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command.line().replaceFirst("\\s(#|\\|).*", ""));
    while (matcher.find()) {
      words.add(matcher.group().replaceAll("^[\"']|[\"']$", ""));
    }
    String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
    assertThatCode(() -> line().parseArgs(arguments)).doesNotThrowAnyException();
  }

  @Test
  void linksToWhatIsThere() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path file : documents()) {
      String prose = FENCE.matcher(text(file)).replaceAll("");
      LINK.matcher(prose)
          .results()
          .map(link -> link.group(1))
          .filter(target -> !target.matches("[a-z]+:.*"))
          .filter(target -> !leads(file, target))
          .forEach(target -> dead.add(file + " -> " + target));
    }
    assertThat(dead).isEmpty();
  }

  private static boolean leads(Path from, String target) {
    String[] parts = target.split("#", 2);
    Path to = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
    return Files.exists(to) && (parts.length == 1 || anchors(to).contains(parts[1]));
  }

  /** As the pages of code hosts make them of headings. */
  private static Set<String> anchors(Path file) {
    Set<String> anchors = new TreeSet<>();
    HEADING
        .matcher(FENCE.matcher(text(file)).replaceAll(""))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(words -> words.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .forEach(anchors::add);
    return anchors;
  }

  @Test
  void namesPathsInTheReadmeThatExist() {
    List<String> missing =
        OUR_PATH
            .matcher(text(Path.of("README.md")))
            .results()
            .map(path -> path.group().replaceAll("[.]$", ""))
            .filter(path -> !Files.exists(Path.of(path)))
            .toList();
    assertThat(missing).isEmpty();
    assertThat(Files.isExecutable(Path.of("wellkept"))).isTrue();
  }

  @Test
  void isListedInTheReadmeOrLinkedFromADocument() throws IOException {
    Set<Path> linked = new TreeSet<>();
    for (Path file : documents()) {
      LINK.matcher(text(file))
          .results()
          .map(link -> link.group(1).split("#", 2)[0])
          .filter(target -> !target.isEmpty() && !target.matches("[a-z]+:.*"))
          .forEach(target -> linked.add(file.resolveSibling(target).normalize()));
    }
    List<Path> lost =
        documents().stream()
            .filter(file -> !file.equals(Path.of("README.md")))
            .filter(file -> !linked.contains(file) && !linked.contains(file.getParent()))
            .toList();
    assertThat(lost).isEmpty();
  }

  /** The project speaks of itself alone, and of no machine on which it was made. */
  @Test
  void speaksOfNobodysWorkshop() throws IOException {
    Pattern places = Pattern.compile("(?<![\\w.])/(tmp/" + "wt|wo" + "rk)/");
    Pattern people = Pattern.compile("(?i)(?<!user[- ])\\bag" + "ents?\\b|\\bsess" + "ions?\\b");
    List<String> found = new ArrayList<>();
    for (Path file : ours()) {
      String text = readable(file);
      boolean prose = file.toString().matches(".*\\.(md|ya?ml|html|jte|tpl|txt|sql)");
      if (places.matcher(text).find() || (prose && people.matcher(text).find())) {
        found.add(file.toString());
      }
    }
    assertThat(found).isEmpty();
  }

  private static List<Path> ours() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> top = Files.list(Path.of(""))) {
      for (Path one : top.toList()) {
        if (!Set.of("target", "data", ".git", ".idea", ".vscode").contains(one.toString())) {
          try (Stream<Path> all = Files.walk(one)) {
            all.filter(Files::isRegularFile).forEach(files::add);
          }
        }
      }
    }
    return files;
  }

  private static String readable(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      return ""; // a picture
    }
  }
}
