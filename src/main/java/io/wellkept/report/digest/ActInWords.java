package io.wellkept.report.digest;

import io.wellkept.report.digest.Digest.Act;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place where work pays, in words: what is to be done there, by whom, and what it is worth. */
final class ActInWords {
  private final Act act;
  private final DigestWords words;
  private final Costs costs;

  ActInWords(Act act, DigestWords words, Costs costs) {
    this.act = act;
    this.words = words;
    this.costs = costs;
  }

  String where() {
    String stage = act.stageName();
    String channel = act.channelName();
    return words.say(
        "digest.next.where",
        stage.isBlank() ? words.say("digest.next.no-stage") : DigestWords.line(stage),
        channel.isBlank() ? words.say("digest.next.no-channel") : DigestWords.line(channel));
  }

  /** Those that are wrong still come first among those that are named. */
  String toDo() {
    List<String> names = act.touchpoints().stream().map(DigestWords::line).toList();
    return act.still() > 0
        ? words.say(
            "digest.next.mend",
            String.join(", ", names.subList(0, Math.min(act.still(), names.size()))))
        : words.say("digest.next.prevent", String.join(", ", names));
  }

  List<String> facts() {
    List<String> facts = new ArrayList<>();
    Double lost = act.lost();
    if (lost != null && Costs.isShown(costs.points(lost))) {
      facts.add(words.cost(costs.points(lost)));
    }
    Double spend = act.spend();
    if (spend != null) {
      facts.add(words.say("digest.next.spend", words.money(spend, act.currency())));
    }
    if (act.wrong() > 1) {
      facts.add(words.say("digest.next.wrong", act.wrong(), act.still()));
    }
    List<String> owners = act.owners();
    if (owners != null) {
      List<String> names = owners.stream().map(DigestWords::line).toList();
      facts.add(words.say("digest.owner", String.join(", ", names)));
    }
    return facts;
  }

  /** Where the map shows this place alone; null where its ids are not known. */
  @Nullable String map() {
    String stage = act.stage();
    String channel = act.channel();
    return stage == null || channel == null
        ? null
        : "/?stage=" + asked(stage) + "&channel=" + asked(channel);
  }

  /** A minus asks for those that have none. */
  private static String asked(String id) {
    return id.isEmpty() ? "-" : URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
