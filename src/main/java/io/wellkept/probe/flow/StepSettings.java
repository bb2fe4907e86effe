package io.wellkept.probe.flow;

import io.wellkept.touchpoint.Doc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One step as it is written: exactly one of these. */
@Doc("One step: exactly one of these.")
public record StepSettings(
    @Doc(
            value =
                "The address of a page to open: whole, or as a link on the touchpoint's own page"
                    + " would write it; \"\" for that page itself",
            example = "/contact")
        @Nullable String open,
    Step.@Nullable Follow follow,
    Step.@Nullable Submit submit,
    Step.@Nullable Expect expect,
    @Doc(
            value = "Parts of the answer to keep, by the name that later steps know them by",
            example = "{order: .order-number}")
        @Nullable Map<String, Step.Source> extract,
    Step.@Nullable Call call,
    @Nullable ReceiptSettings receipt) {
  private static final String EACH = "open, follow, submit, expect, extract, call, receipt";

  /**
   * The step that is meant.
   *
   * @param number of the step, for complaints; the first is 1
   * @throws IllegalArgumentException if none is meant, or more than one
   */
  Step step(int number) {
    Map<String, @Nullable Object> written = new LinkedHashMap<>();
    written.put("open", open);
    written.put("follow", follow);
    written.put("submit", submit);
    written.put("expect", expect);
    written.put("extract", extract);
    written.put("call", call);
    written.put("receipt", receipt);
    List<String> keys = written.keySet().stream().filter(key -> written.get(key) != null).toList();
    if (keys.size() != 1) {
      throw new IllegalArgumentException(
          "step "
              + number
              + (keys.isEmpty() ? " says nothing" : " says " + String.join(" and ", keys))
              + ": expected exactly one of "
              + EACH);
    }
    Object only = Objects.requireNonNull(written.get(keys.get(0)));
    return switch (keys.get(0)) {
      case "open" -> new Step.Open((String) only);
      case "extract" -> new Step.Extract(Objects.requireNonNull(extract));
      case "receipt" -> new Step.Receipt((ReceiptSettings) only);
      default -> (Step) only;
    };
  }
}
