package io.wellkept.probe.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.access.Trees;
import io.wellkept.probe.voice.VoiceSource;
import io.wellkept.touchpoint.Voice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ListingTest {
  private static final Instant SINCE = Instant.ofEpochSecond(1_000);

  /** Rows are numbers: the second of a review, and its id; others cannot be read. */
  private static final Layout PLAIN =
      new Layout() {
        @Override
        public JsonNode rows(JsonNode page) {
          return page.path("rows");
        }

        @Override
        public Optional<Row> row(JsonNode row, JsonNode page) {
          return Trees.number(row)
              .map(Instant::ofEpochSecond)
              .map(at -> new Row(Voice.said("x", at.toString(), at, Voice.Reply.NONE, ""), at));
        }

        @Override
        public HttpUrl next(HttpUrl current, JsonNode page) {
          return null;
        }
      };

  private final Listing listing = new Listing(PLAIN, SINCE);

  private String take(String rows) {
    String page = "{\"rows\": [" + rows + "]}";
    return listing.take(Trees.whole(page.getBytes(StandardCharsets.UTF_8)).orElseThrow());
  }

  @Test
  void hasEnoughWhenAWholePageIsOlder() {
    assertThat(take("3000, 2000, 900")).isNull();
    assertThat(listing.enough()).isFalse();
    assertThat(take("800, 700")).isNull();
    assertThat(listing.enough()).isTrue();
    assertThat(listing.told().voices()).hasSize(2);
    assertThat(listing.told().complete()).isTrue();
  }

  @Test
  void goesOnWhereTheOrderIsBroken() {
    take("2000, 3000");
    take("800, 700");
    assertThat(listing.enough()).isFalse();
    take("5000");
    assertThat(listing.told().voices()).hasSize(3);
  }

  @Test
  void anEmptyPageIsNotWhatIsOlder() {
    take("");
    assertThat(listing.enough()).isFalse();
  }

  @Test
  void isNotWholeWhereARowCannotBeRead() {
    assertThat(take("3000, \"?\"")).isNull();
    assertThat(listing.told().voices()).hasSize(1);
    assertThat(listing.told().complete()).isFalse();
  }

  @Test
  void aPageOfWhichNothingCanBeReadIsNone() {
    assertThat(take("\"?\", {}")).contains("no id or no time");
  }

  @Test
  void aReviewThatIsOnTwoPagesIsOne() {
    take("3000, 2000");
    take("2000, 1500");
    assertThat(listing.told().voices()).hasSize(3);
    assertThat(listing.told().complete()).isTrue();
  }

  @Test
  void endsWhenThereAreTooMany() {
    int most = VoiceSource.MOST;
    take(numbers(2 * most, most + 1));
    assertThat(listing.enough()).isFalse();
    assertThat(listing.told().complete()).isTrue();
    take(numbers(most, most - 10));
    assertThat(listing.enough()).isTrue();
    assertThat(listing.told().voices()).hasSize(most);
    assertThat(listing.told().complete()).isFalse();
  }

  private static String numbers(int from, int to) {
    return IntStream.iterate(from, at -> at >= to, at -> at - 1)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(","));
  }
}
