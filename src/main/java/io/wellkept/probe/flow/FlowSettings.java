package io.wellkept.probe.flow;

import io.wellkept.probe.Look;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.RealTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The way that visitors take. */
@Doc("Whether visitors get through: open, follow, fill in, send, and be answered")
public record FlowSettings(
    @Doc(
            value = "What a visitor does, one after the other",
            example = "[{open: /contact}, {expect: {has: [form]}}]")
        List<StepSettings> steps,
    @Doc(
            value =
                "Headers to send along to the touchpoint's own host, at every step; never shown"
                    + " anywhere",
            example = "{Authorization: \"Bearer ${env:PREVIEW_TOKEN}\"}")
        @Nullable Map<String, String> headers,
    @Doc(value = "How long all steps may take together, at most 30s", standard = "30s") @RealTime
        @Nullable Duration deadline) {
  private static final int MOST_STEPS = 50;

  public FlowSettings {
    // Reflection may hand over nothing where the YAML says nothing.
    if (steps == null || steps.isEmpty()) {
      throw new IllegalArgumentException("steps are missing: say what a visitor does");
    }
    if (steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException(
          steps.size() + " steps are too many: a flow has at most " + MOST_STEPS);
    }
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) == null) {
        throw new IllegalArgumentException("step " + (i + 1) + " is empty");
      }
    }
    steps = List.copyOf(steps);
    requireOrder(walk(steps));
    headers = Wanted.headers(headers);
    deadline = Wanted.within("deadline", deadline == null ? Look.DEADLINE : deadline);
  }

  private static List<Step> walk(List<StepSettings> written) {
    List<Step> steps = new ArrayList<>();
    for (StepSettings each : written) {
      steps.add(each.step(steps.size() + 1));
    }
    return List.copyOf(steps);
  }

  /** What is used must have come before. */
  private static void requireOrder(List<Step> steps) {
    Set<String> known = new HashSet<>(Set.of(Variables.RUN_ID));
    boolean page = false;
    boolean answer = false;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      String place = "step " + (i + 1);
      switch (step) {
        case Step.Open open -> page = true;
        case Step.Call call -> answer = true;
        case Step.Follow follow -> require(page, place + " follows a link, but no page is open");
        case Step.Submit submit -> require(page, place + " sends a form, but no page is open");
        case Step.Expect expect -> require(page || answer, place + " expects an answer to nothing");
        case Step.Extract extract -> require(page || answer, place + " reads an answer to nothing");
        case Step.Receipt receipt -> {
          require(i == steps.size() - 1, place + " is a receipt: only the last step can be one");
          requireMarked(place, steps);
        }
      }
      step.texts()
          .flatMap(text -> Variables.namesIn(text).stream())
          .filter(name -> !known.contains(name))
          .findFirst()
          .ifPresent(name -> {
            throw new IllegalArgumentException(
                place + " uses {{" + name + "}}, which no step before it extracts");
          });
      if (step instanceof Step.Extract extract) {
        known.addAll(extract.variables().keySet());
      }
    }
  }

  /** What carries no mark is not found again. */
  private static void requireMarked(String place, List<Step> steps) {
    List<Step> acting = steps.stream().filter(Step::acts).toList();
    if (acting.isEmpty()) {
      throw new IllegalArgumentException(
          place + " waits for what is sent, and no step before it sends anything");
    }
    boolean marked =
        acting.stream()
            .flatMap(Step::texts)
            .anyMatch(text -> Variables.namesIn(text).contains(Variables.RUN_ID));
    if (!marked) {
      throw new IllegalArgumentException(
          place
              + " looks for the mark of the run, and nothing that is sent carries it: write {{"
              + Variables.RUN_ID
              + "}} into a field");
    }
  }

  private static void require(boolean so, String otherwise) {
    if (!so) {
      throw new IllegalArgumentException(otherwise + ": the first step is usually 'open'");
    }
  }

  /** What a visitor does, one after the other. */
  public List<Step> walk() {
    return walk(steps);
  }

  /** Where what was sent must arrive; empty if nobody asks about it. */
  public Optional<ReceiptSettings> receipt() {
    return walk().stream()
        .filter(Step.Receipt.class::isInstance)
        .map(step -> ((Step.Receipt) step).settings())
        .findFirst();
  }

  /** Whether it does what must not be done twice. */
  public boolean acts() {
    return walk().stream().anyMatch(Step::acts);
  }

  /** The first address, where it is a whole one. */
  public Optional<String> target() {
    return walk().stream()
        .flatMap(step ->
            switch (step) {
              case Step.Open open -> java.util.stream.Stream.of(open.address());
              case Step.Call call -> java.util.stream.Stream.of(call.url());
              default -> java.util.stream.Stream.<String>empty();
            })
        .findFirst()
        .filter(address -> HttpUrl.parse(address) != null);
  }

  @Override
  public Map<String, String> headers() {
    return Objects.requireNonNull(headers);
  }

  @Override
  public Duration deadline() {
    return Objects.requireNonNull(deadline);
  }

  @Override
  public String toString() {
    return "FlowSettings[" + walk() + ", headers=" + headers().keySet() + "]";
  }
}
