package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document is what is served: its addresses, and what they answer. */
final class OpenApiTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir Path folder;
  private House house;
  private JsonNode document;

  @BeforeEach
  void open() {
    house = new House(folder);
    house.broken();
    house.heard();
    house.complete();
    document = MAPPER.readTree(house.get(OpenApi.PATH).body());
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void hasEveryAddressOfTheApiAndNoOther() {
    TreeSet<String> served = new TreeSet<>();
    for (Route route : WebServer.routes(house.context())) {
      if (route.path().startsWith("/api/") && !route.path().equals(OpenApi.PATH)) {
        served.add(route.method().name().toLowerCase(Locale.ROOT) + " " + route.path());
      }
    }
    TreeSet<String> told = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method -> told.add(method + " " + path.getKey())));
    assertThat(told).isEqualTo(served);
  }

  @Test
  void isReadByOthersWithoutComplaint() {
    SwaggerParseResult read =
        new OpenAPIV3Parser().readContents(document.toString(), List.of(), null);
    assertThat(read.getMessages()).isEmpty();
    assertThat(read.getOpenAPI().getPaths()).hasSize(document.path("paths").size());
  }

  @Test
  void namesEveryOperationOnce() {
    List<String> ids = new ArrayList<>();
    document.findValues("operationId").forEach(id -> ids.add(id.asString()));
    assertThat(ids)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("(get|post|delete)[A-Za-z0-9]+"));
  }

  @Test
  void answersWhatItSays() {
    List<String> wrong = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(path -> {
          JsonNode operation = path.getValue().path("get");
          if (operation.isObject()) {
            House.Answer answer = house.get(asked(path.getKey()));
            assertThat(answer.status()).as(path.getKey() + answer.body()).isEqualTo(200);
            wrong.addAll(complaints(path.getKey(), operation, answer));
          }
        });
    assertThat(wrong).isEmpty();
  }

  @Test
  void answersToActsAreWhatItSays() {
    assertThat(acted("/api/v1/incidents/{id}/take", "{\"person\":\"anna\",\"for\":\"4h\"}"))
        .isEmpty();
    assertThat(acted("/api/v1/people/{id}/away", "{\"until\":\"2026-12-01\"}")).isEmpty();
    assertThat(acted("/api/v1/checks/{touchpoint}/{check}/look", "{}")).isEmpty();
  }

  @Test
  void aProblemIsWhatItSays() {
    House.Answer answer = house.get("/api/v1/touchpoints/none");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    JsonNode operation = document.path("paths").path("/api/v1/touchpoints/{id}").path("get");
    assertThat(complaints("problem", operation, answer)).isEmpty();
  }

  /** A fresh field that nobody promised would be found. */
  @Test
  void whatIsNotPromisedIsAComplaint() {
    JsonNode operation = document.path("paths").path("/api/v1/plan").path("get");
    ObjectNode body = (ObjectNode) MAPPER.readTree(house.get("/api/v1/plan").body());
    body.put("more", 1);
    House.Answer answer =
        new House.Answer(
            200, body.toString(), okhttp3.Headers.of("Content-Type", "application/json"));
    assertThat(complaints("plan", operation, answer)).hasSize(1);
  }

  private List<String> acted(String path, String body) {
    House.Answer answer = house.postJson(House.filled(path), body);
    assertThat(answer.status()).as(answer.body()).isLessThan(300);
    return complaints(path, document.path("paths").path(path).path("post"), answer);
  }

  /** Where nobody signs in, programs say whose page they want. */
  private static String asked(String path) {
    return House.filled(path) + (path.equals("/api/v1/me") ? "?person=anna" : "");
  }

  private List<String> complaints(String what, JsonNode operation, House.Answer answer) {
    JsonNode responses = operation.path("responses");
    JsonNode response = responses.path(answer.status() + "");
    boolean promised = response.isObject();
    String type = promised ? "application/json" : "application/problem+json";
    assertThat(answer.header("Content-Type")).as(what).startsWith(type);
    JsonNode schema =
        (promised ? response : responses.path("default")).path("content").path(type).path("schema");
    assertThat(schema.isObject()).as(what).isTrue();
    ObjectNode whole = MAPPER.createObjectNode();
    whole.setAll((ObjectNode) schema);
    whole.set("components", document.path("components"));
    Schema reader =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(whole.toString(), InputFormat.JSON);
    return reader.validate(answer.body(), InputFormat.JSON).stream()
        .map(Error::toString)
        .map(complaint -> what + " " + complaint)
        .toList();
  }
}
