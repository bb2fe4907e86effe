package io.wellkept.probe.review;

import io.wellkept.touchpoint.Doc;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which words make a review critical. */
@Doc("Which words make a review critical")
public record CriticalWords(
    @Doc(
            value = "The languages whose usual words count; all of them if left out",
            example = "[en, de]")
        @Nullable List<String> languages,
    @Doc(
            value =
                "More words or phrases. A word stands for itself; with * at its end for all that"
                    + " begin so, with * before it for all that end so",
            example = "[mould*, \"never again\"]")
        @Nullable List<String> also,
    @Doc(value = "Usual words that are harmless here", example = "[refund*]")
        @Nullable List<String> except,
    @Doc(
            value = "Only these, instead of the usual ones; an empty list for none",
            example = "[mould*]")
        @Nullable List<String> instead) {
  static final CriticalWords USUAL = new CriticalWords(null, null, null, null);

  public CriticalWords {
    languages = listOf(languages);
    also = listOf(also);
    except = listOf(except);
    instead = instead == null ? null : List.copyOf(instead);
    if (instead != null && !(languages.isEmpty() && also.isEmpty() && except.isEmpty())) {
      throw new IllegalArgumentException(
          "critical-words: instead stands alone, without languages, also and except");
    }
    ReviewWords.of(languages, also, except, instead);
  }

  private static List<String> listOf(@Nullable List<String> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** What finds them. */
  ReviewWords words() {
    return ReviewWords.of(languages(), also(), except(), instead);
  }

  @Override
  public List<String> languages() {
    return Objects.requireNonNull(languages);
  }

  @Override
  public List<String> also() {
    return Objects.requireNonNull(also);
  }

  @Override
  public List<String> except() {
    return Objects.requireNonNull(except);
  }
}
