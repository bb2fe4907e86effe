package io.wellkept.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.wellkept.notify.Notifiers;
import io.wellkept.plan.Catalogue;
import io.wellkept.plan.Daemon;
import io.wellkept.plan.PlanReader;
import io.wellkept.plan.Reading;
import io.wellkept.plan.Secrets;
import io.wellkept.plan.Sources;
import io.wellkept.probe.Http;
import io.wellkept.probe.Manners;
import io.wellkept.probe.PageProbe;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Lints and renders the chart with Helm itself; no cluster is asked. */
final class ChartTest {
  private static final Path CHART = Path.of("helm/wellkept");
  private static final YAMLMapper YAML = new YAMLMapper();

  private static final String SHARED =
      """
      replicas: 3
      postgres:
        address: postgresql://db.example.org/wellkept?sslmode=verify-full
        secret: wellkept-db
        userKey: login
      """;

  @TempDir Path folder;

  @Test
  void lintHasNoComplaint() {
    LintResult result = new Helm(CHART).lint().strict().call();

    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
  }

  @Test
  void runsAsNobodyInParticularAndWritesNowhereButToItsVolume() {
    JsonNode pod = pod(rendered());
    JsonNode container = pod.at("/containers/0");

    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
    assertThat(pod.at("/securityContext/seccompProfile/type").asString())
        .isEqualTo("RuntimeDefault");
    assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.at("/securityContext/capabilities/drop/0").asString()).isEqualTo("ALL");
    assertThat(writable(container)).containsExactlyInAnyOrder("/var/lib/wellkept", "/tmp");
  }

  private static List<String> writable(JsonNode container) {
    return stream(container.at("/volumeMounts"))
        .filter(mount -> !mount.path("readOnly").asBoolean(false))
        .map(mount -> mount.path("mountPath").asString())
        .toList();
  }

  @Test
  void neverRunsTwiceBesideItself() {
    JsonNode workload = only(rendered(), "StatefulSet");

    assertThat(workload.at("/spec/replicas").asInt()).isEqualTo(1);
    assertThat(workload.at("/spec/template/spec/terminationGracePeriodSeconds").asInt())
        .isEqualTo(20);
    assertThat(workload.at("/spec/serviceName").asString()).isIn(names(rendered(), "Service"));
  }

  @Test
  void probesAskThePortOnWhichOperationsListen() {
    List<JsonNode> all = rendered();
    JsonNode container = pod(all).at("/containers/0");
    JsonNode web = configured(all, "daemon.yaml").path("web");

    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      String name = container.at("/" + probe + "/httpGet/port").asString();
      assertThat(web.path("operations").asString()).endsWith(":" + port(container, name));
    }
    assertThat(container.at("/livenessProbe/httpGet/path").asString()).isEqualTo("/health/live");
    assertThat(container.at("/readinessProbe/httpGet/path").asString()).isEqualTo("/health/ready");
    assertThat(web.path("public").asString()).endsWith(":" + port(container, "public"));
  }

  @Test
  void portsFollowDaemonYamlWhereverTheyAreSet() throws IOException {
    List<JsonNode> asYaml = rendered("config: {daemon.yaml: {web: {operations: '0.0.0.0:9902'}}}");
    List<JsonNode> asText =
        rendered(
            """
            config:
              daemon.yaml: |
                web: {public: "0.0.0.0:9901", operations: "0.0.0.0:9902"}
            """);

    assertThat(port(pod(asYaml).at("/containers/0"), "operations")).isEqualTo(9902);
    assertThat(port(pod(asText).at("/containers/0"), "operations")).isEqualTo(9902);
    assertThat(port(pod(asText).at("/containers/0"), "public")).isEqualTo(9901);
    assertThat(configured(asText, "daemon.yaml").at("/web/public").asString())
        .isEqualTo("0.0.0.0:9901");
  }

  @Test
  void filesLandWhereTheCommandReadsThem() {
    List<JsonNode> all = rendered();
    JsonNode container = pod(all).at("/containers/0");
    List<String> command = stream(container.path("args")).map(JsonNode::asString).toList();

    assertThat(command)
        .containsExactly("run", "--home", "/etc/wellkept", "--data", "/var/lib/wellkept");
    assertThat(configMapAt(all, "/etc/wellkept/config").path("data").propertyNames())
        .containsExactlyInAnyOrder("daemon.yaml", "people.yaml");
    assertThat(configMapAt(all, "/etc/wellkept/monitors").path("data").propertyNames())
        .containsExactly("website.yaml");
    assertThat(configured(all, "people.yaml").at("/people/anna/name").asString())
        .isEqualTo("Anna Berger");
  }

  @Test
  void fileGivenAsTextArrivesAsItIs() throws IOException {
    Path file = Path.of("monitors/website.yaml");
    List<JsonNode> all = parse(command().setFile("monitors.website\\.yaml", file));

    assertThat(configMapAt(all, "/etc/wellkept/monitors").at("/data/website.yaml").asString())
        .isEqualTo(Files.readString(file));
  }

  @Test
  void renderedFilesMakeAPlanThatListensWhereTheChartSays() {
    List<JsonNode> all = rendered();
    Map<String, String> files = new TreeMap<>();
    for (String folder : List.of("config", "monitors")) {
      configMapAt(all, "/etc/wellkept/" + folder)
          .path("data")
          .properties()
          .forEach(file -> files.put(folder + "/" + file.getKey(), file.getValue().asString()));
    }

    assertThat(read(files))
        .isInstanceOfSatisfying(
            Reading.Good.class,
            good -> {
              JsonNode container = pod(all).at("/containers/0");
              Daemon.Web web = good.plan().daemon().web();
              assertThat(web.operations().port()).isEqualTo(port(container, "operations"));
              assertThat(web.publicSurface().port()).isEqualTo(port(container, "public"));
              assertThat(web.pages().loopback()).isTrue();
              assertThat(good.plan().touchpoints()).containsKey("summer-offer");
            });
  }

  private static Reading read(Map<String, String> files) {
    try (Http http =
        new Http(
            new Http.Setup("Wellkept test", List.of(), Manners.USUAL),
            InstantSource.fixed(Instant.EPOCH))) {
      Catalogue catalogue = new Catalogue(List.of(new PageProbe(http).kind()), Notifiers.kinds());
      Secrets secrets = Secrets.of(Map.of("SMTP_PASSWORD", "correct horse"), Path.of(""));
      return new PlanReader(catalogue, secrets, 1).read(Sources.of(files));
    }
  }

  @Test
  void datesStayDates() {
    JsonNode data = configMapAt(rendered(), "/etc/wellkept/monitors").path("data");
    JsonNode file = YAML.readTree(data.path("website.yaml").asString());

    assertThat(file.at("/touchpoints/0/live/until").asString()).isEqualTo("2026-08-31");
  }

  @Test
  void secretsComeByReferenceAlone() throws IOException {
    List<JsonNode> all = rendered("envFrom: [wellkept-chat]\nsecretFiles: [wellkept-keys]");
    JsonNode container = pod(all).at("/containers/0");

    assertThat(names(all, "Secret")).isEmpty();
    assertThat(configured(all, "daemon.yaml").at("/notifiers/mail/password").asString())
        .isEqualTo("${env:SMTP_PASSWORD}");
    assertThat(container.at("/env/0/name").asString()).isEqualTo("SMTP_PASSWORD");
    assertThat(container.at("/env/0/valueFrom/secretKeyRef/name").asString())
        .isEqualTo("wellkept-mail");
    assertThat(container.at("/env/0").has("value")).isFalse();
    assertThat(container.at("/envFrom/0/secretRef/name").asString()).isEqualTo("wellkept-chat");
    assertThat(mountedFrom(all, "/etc/wellkept-secrets/wellkept-keys").at("/secret/secretName"))
        .hasToString("\"wellkept-keys\"");
  }

  @Test
  void worldSeesThePublicSurfaceOnly() {
    List<JsonNode> all = rendered();
    JsonNode backend = only(all, "Ingress").at("/spec/rules/0/http/paths/0/backend/service");
    JsonNode service = named(all, "Service", backend.path("name").asString());

    assertThat(service.at("/spec/ports")).hasSize(1);
    assertThat(service.at("/spec/ports/0/targetPort").asString()).isEqualTo("public");
    assertThat(service.at("/spec/ports/0/name")).isEqualTo(backend.at("/port/name"));
    assertThat(configured(all, "daemon.yaml").at("/web/pages").asString()).startsWith("127.0.0.1:");
  }

  @Test
  void servicesFindThePod() {
    List<JsonNode> all = rendered();
    JsonNode labels = only(all, "StatefulSet").at("/spec/template/metadata/labels");

    for (JsonNode service : kind(all, "Service")) {
      service
          .at("/spec/selector")
          .properties()
          .forEach(part -> assertThat(labels.path(part.getKey())).isEqualTo(part.getValue()));
    }
  }

  @Test
  void restartsForDaemonYamlAndNotForTheFilesThatAreReadAgain() throws IOException {
    String daemon = "config: {daemon.yaml: {observe: 2d}}";
    String monitors = "monitors: {more.yaml: {touchpoints: []}}";

    assertThat(template(rendered(monitors))).isEqualTo(template(rendered()));
    assertThat(template(rendered(daemon))).isNotEqualTo(template(rendered()));
  }

  @Test
  void keepsItsDataInAClaimOfItsOwnOrInAGivenOne() throws IOException {
    JsonNode own = only(rendered("storage: {size: 5Gi}"), "StatefulSet");
    List<JsonNode> given = rendered("storage: {existingClaim: kept}");

    assertThat(own.at("/spec/volumeClaimTemplates/0/spec/resources/requests/storage").asString())
        .isEqualTo("5Gi");
    assertThat(only(given, "StatefulSet").at("/spec/volumeClaimTemplates").isMissingNode())
        .isTrue();
    assertThat(mountedFrom(given, "/var/lib/wellkept").at("/persistentVolumeClaim/claimName"))
        .hasToString("\"kept\"");
  }

  @Test
  void sharesAPostgresAmongSeveralPodsThatKeepNothingThemselves() throws IOException {
    List<JsonNode> all = rendered(SHARED);
    JsonNode workload = only(all, "Deployment");
    JsonNode pod = workload.at("/spec/template/spec");

    assertThat(names(all, "StatefulSet")).isEmpty();
    assertThat(workload.at("/spec/replicas").asInt()).isEqualTo(3);
    assertThat(workload.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(9)).isZero();
    assertThat(only(all, "PodDisruptionBudget").at("/spec/selector/matchLabels"))
        .isEqualTo(workload.at("/spec/selector/matchLabels"))
        .isEqualTo(pod.at("/topologySpreadConstraints/0/labelSelector/matchLabels"));
    assertThat(stream(pod.path("volumes")).filter(volume -> volume.has("emptyDir")))
        .extracting(volume -> volume.path("name").asString())
        .containsExactlyInAnyOrder("data", "tmp");
    assertThat(stream(pod.path("volumes")).anyMatch(volume -> volume.has("persistentVolumeClaim")))
        .isFalse();
  }

  @Test
  void givesThePodsTheirPostgresAndItsPasswordByReferenceAlone() throws IOException {
    JsonNode environment =
        only(rendered(SHARED), "Deployment").at("/spec/template/spec/containers/0/env");

    assertThat(variable(environment, "WELLKEPT_LEDGER").path("value").asString())
        .isEqualTo("postgresql://db.example.org/wellkept?sslmode=verify-full");
    for (String name : List.of("WELLKEPT_LEDGER_USER", "WELLKEPT_LEDGER_PASSWORD")) {
      JsonNode from = variable(environment, name).at("/valueFrom/secretKeyRef");
      assertThat(from.path("name").asString()).isEqualTo("wellkept-db");
      assertThat(from.path("key").asString())
          .isEqualTo(name.endsWith("USER") ? "login" : "password");
    }
    assertThat(variable(environment, "SMTP_PASSWORD").isMissingNode()).isFalse();
  }

  private static JsonNode variable(JsonNode environment, String name) {
    return stream(environment)
        .filter(one -> one.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no variable " + name));
  }

  @Test
  void serviceMonitorIsOffUntilAskedForAndThenFindsTheMetrics() throws IOException {
    assertThat(names(rendered(), "ServiceMonitor")).isEmpty();

    List<JsonNode> all = rendered("serviceMonitor: {enabled: true, labels: {release: prometheus}}");
    JsonNode monitor = only(all, "ServiceMonitor");
    List<JsonNode> found =
        kind(all, "Service").stream()
            .filter(service ->
                monitor.at("/spec/selector/matchLabels").properties().stream()
                    .allMatch(label ->
                        service
                            .at("/metadata/labels")
                            .path(label.getKey())
                            .equals(label.getValue())))
            .toList();

    assertThat(found).hasSize(1);
    assertThat(found.get(0).at("/spec/ports/0/targetPort").asString()).isEqualTo("operations");
    assertThat(found.get(0).at("/spec/ports/0/name"))
        .isEqualTo(monitor.at("/spec/endpoints/0/port"));
  }

  @Test
  void guideShowsTheValuesThatAreTestedHere() throws IOException {
    String guide = Files.readString(Path.of("docs/install-kubernetes.md"));
    String shown = guide.split("```yaml helm\n", 2)[1].split("```", 2)[0];
    JsonNode values = YAML.readTree(shown);
    JsonNode tested = YAML.readTree(Files.readString(shopValues()));

    assertThat(values.path("image").path("repository")).isEqualTo(tested.at("/image/repository"));
    for (String part : List.of("config", "monitors", "env", "ingress")) {
      assertThat(values.path(part)).as(part).isEqualTo(tested.path(part));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replicas: 0",
        "replicas: many",
        "postgres: {address: 'postgresql://wellkept:hunter2@db/wellkept'}",
        "postgres: {address: 'mysql://db/wellkept'}",
        "postgres: {password: hunter2}",
        "image: {repo: elsewhere}",
        "image: {pullPolicy: Sometimes}",
        "env: {SMTP_PASSWORD: hunter2}",
        "env: {SMTP_PASSWORD: {value: hunter2}}",
        "config: {daemon.yaml: {notifiers: {mail: {password: hunter2}}}}",
        "config: {daemon.yaml: {notifiers: {chat: {webhook: 'https://hooks.example.org/T0/B0'}}}}",
        "config: {daemon.yaml: {web: {operations: 8802}}}",
        "config: {deamon.yaml: {}}",
        "monitors: {website: {touchpoints: []}}",
        "storage: {size: large}",
        "resources: {limit: {memory: 1Gi}}"
      })
  void schemaRefuses(String values) {
    assertThatThrownBy(() -> rendered(values)).hasMessageContaining("schema");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image: {repository: ''} # image.repository is needed",
        "config: {people.yaml: null} # config.people.yaml is needed",
        "monitors: {website.yaml: null} # monitors is empty",
        "ingress: {host: ''} # ingress.host is needed",
        "config: {daemon.yaml: {web: {operations: '127.0.0.1:8802'}}} # nobody outside",
        "config: {daemon.yaml: {web: {operations: '0.0.0.0:8801'}}} # need two ports",
        "config: {daemon.yaml: 'web: {public: [}'} # config.daemon.yaml: ",
        "replicas: 2 # several pods must share one ledger",
        "postgres: {address: 'postgresql://db/wellkept'} # postgres.secret is needed",
        "postgres: {secret: wellkept-db} # postgres.address is needed",
        "postgres: {secret: s, address: 'postgresql://d/w?password=p'} # must not hold a user"
      })
  void saysWhatIsMissing(String valuesAndMessage) {
    String[] parts = valuesAndMessage.split(" # ", 2);

    assertThatThrownBy(() -> rendered(parts[0])).hasMessageContaining(parts[1]);
  }

  private List<JsonNode> rendered() {
    return parse(command());
  }

  private List<JsonNode> rendered(String more) throws IOException {
    Path values = Files.createTempFile(folder, "values", ".yaml");
    Files.writeString(values, more);
    return parse(command().withValuesFile(values));
  }

  private static TemplateCommand command() {
    return new Helm(CHART)
        .template()
        .withName("kept")
        .withNamespace("marketing")
        .withKubeVersion("1.31.0")
        .withValuesFile(shopValues());
  }

  private static Path shopValues() {
    try {
      return Path.of(Objects.requireNonNull(ChartTest.class.getResource("values.yaml")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<JsonNode> parse(TemplateCommand command) {
    List<JsonNode> documents = new ArrayList<>();
    try (var all = YAML.readerFor(JsonNode.class).<JsonNode>readValues(command.call())) {
      all.forEachRemaining(documents::add);
    }
    return documents.stream().filter(JsonNode::isObject).toList();
  }

  private static List<JsonNode> kind(List<JsonNode> all, String kind) {
    return all.stream().filter(node -> node.path("kind").asString("").equals(kind)).toList();
  }

  private static List<String> names(List<JsonNode> all, String kind) {
    return kind(all, kind).stream().map(node -> node.at("/metadata/name").asString()).toList();
  }

  private static JsonNode only(List<JsonNode> all, String kind) {
    List<JsonNode> found = kind(all, kind);
    assertThat(found).as(kind).hasSize(1);
    return found.get(0);
  }

  private static JsonNode named(List<JsonNode> all, String kind, String name) {
    return kind(all, kind).stream()
        .filter(node -> node.at("/metadata/name").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }

  private static JsonNode pod(List<JsonNode> all) {
    return only(all, "StatefulSet").at("/spec/template/spec");
  }

  private static JsonNode template(List<JsonNode> all) {
    return only(all, "StatefulSet").at("/spec/template");
  }

  private static int port(JsonNode container, String name) {
    return stream(container.path("ports"))
        .filter(port -> port.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no port " + name))
        .path("containerPort")
        .asInt();
  }

  /** The volume behind a path of the container. */
  private static JsonNode mountedFrom(List<JsonNode> all, String path) {
    JsonNode pod = pod(all);
    String volume =
        stream(pod.at("/containers/0/volumeMounts"))
            .filter(mount -> mount.path("mountPath").asString().equals(path))
            .findFirst()
            .orElseThrow(() -> new AssertionError("nothing is mounted at " + path))
            .path("name")
            .asString();
    return stream(pod.path("volumes"))
        .filter(node -> node.path("name").asString().equals(volume))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no volume " + volume));
  }

  private static JsonNode configMapAt(List<JsonNode> all, String path) {
    return named(all, "ConfigMap", mountedFrom(all, path).at("/configMap/name").asString());
  }

  private static JsonNode configured(List<JsonNode> all, String file) {
    String content = configMapAt(all, "/etc/wellkept/config").path("data").path(file).asString();
    return YAML.readTree(content);
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
