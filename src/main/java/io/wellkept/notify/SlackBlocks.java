package io.wellkept.notify;

import io.wellkept.notify.Letter.Group;
import io.wellkept.notify.Letter.Line;
import io.wellkept.notify.Letter.Row;
import io.wellkept.notify.Letter.Story;
import io.wellkept.words.Words;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A letter as Slack's blocks. Limits of Slack: 50 blocks, 150 characters in a header, 3,000 in a
 * section, 75 on a button, 3,000 in its address, 150 in the value of a choice. Every mrkdwn text is
 * {@code verbatim}: Slack then makes no links of what merely looks like one.
 */
final class SlackBlocks {
  /** With the most blocks that one story takes, a message stays below 50. */
  static final int MOST_STORIES = 14;

  private static final int MOST_BLOCKS = 50;
  private static final int LONGEST_HEADER = 150;
  private static final int LONGEST_SECTION = 3_000;
  private static final int LONGEST_CHOICE = 150;
  private static final int MOST_LINES = 12;
  private static final int LONGEST_LINE = 300;

  private final List<Map<String, Object>> blocks = new ArrayList<>();
  private final boolean takeHere;
  private final Words words;

  private SlackBlocks(boolean takeHere, Words words) {
    this.takeHere = takeHere;
    this.words = words;
  }

  /**
   * The blocks of a letter.
   *
   * @param mention whom to call, a member's id; null where the message goes to nobody else
   * @param takeHere whether Slack may report the button to us; else it opens the page
   */
  static List<Map<String, Object>> of(Letter letter, @Nullable String mention, boolean takeHere) {
    SlackBlocks all = new SlackBlocks(takeHere, letter.words());
    all.write(letter, mention);
    return List.copyOf(all.blocks.subList(0, Math.min(all.blocks.size(), MOST_BLOCKS)));
  }

  /**
   * The short form of a bulletin: its first line as a header, the others below, and the way to all
   * of it.
   */
  static List<Map<String, Object>> of(Bulletin bulletin, @Nullable String mention) {
    List<String> lines = Plain.lines(bulletin.brief(), MOST_LINES, LONGEST_LINE);
    SlackBlocks all = new SlackBlocks(false, Words.ENGLISH);
    if (!lines.isEmpty()) {
      all.add("header", Map.of("text", plain(lines.get(0), LONGEST_HEADER)));
    }
    String rest = String.join("\n", lines.stream().skip(1).map(SlackBlocks::escape).toList());
    String text = (mention(mention) + rest).strip();
    if (!text.isEmpty()) {
      all.section(text);
    }
    URI archive = bulletin.archive();
    if (archive != null) {
      all.section(link(archive, archive.toString()));
    }
    return List.copyOf(all.blocks);
  }

  /** What a phone shows of a bulletin. */
  static String fallback(Bulletin bulletin, @Nullable String mention) {
    return mention(mention) + escape(Plain.line(bulletin.subject(), LONGEST_LINE));
  }

  /** One section, for an answer in a thread. */
  static List<Map<String, Object>> remark(String text, @Nullable String mention) {
    SlackBlocks one = new SlackBlocks(false, Words.ENGLISH);
    one.section(mention(mention) + escape(text));
    return List.copyOf(one.blocks);
  }

  /** What a phone shows, and programs that read no blocks. */
  static String fallback(Letter letter, @Nullable String mention) {
    return mention(mention) + escape(letter.label() + ": " + letter.headline());
  }

  /** Slack's three special characters; nothing can then call a channel or begin a link. */
  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String mention(@Nullable String member) {
    return member == null ? "" : "<@" + member + "> ";
  }

  private void write(Letter letter, @Nullable String mention) {
    add("header", Map.of("text", plain(letter.headline(), LONGEST_HEADER)));
    section(
        mention(mention)
            + "*"
            + escape(letter.label())
            + "*\n"
            + escape(String.join(" ", letter.opening())));
    for (Group group : letter.groups()) {
      if (!group.title().isEmpty()) {
        section("*" + escape(group.title()) + "*");
      }
      group.stories().forEach(story -> write(story, letter.alone()));
    }
    if (letter.left() > 0) {
      URI more = letter.leftAt();
      section(
          more == null
              ? escape(words.say("mail.left.nowhere", letter.left()))
              : escape(words.say("mail.left.more", letter.left()))
                  + ": "
                  + link(more, words.say("mail.left.slack")));
    }
    context(escape(String.join(" ", letter.small())));
  }

  private void write(Story story, boolean alone) {
    if (alone) {
      story.rows().forEach(row -> section("*" + escape(row.label()) + "*\n" + lines(row)));
    } else {
      add("divider", Map.of());
      StringBuilder text = new StringBuilder();
      text.append("*").append(escape(story.headline())).append("*");
      story.rows().forEach(row -> text.append('\n').append(lines(row)));
      section(text.toString());
    }
    buttons(story);
    URI notAFault = story.notAFault();
    if (notAFault != null && alone) {
      context(link(notAFault, words.say("mail.this-is-not-a-fault")));
    }
  }

  private static String lines(Row row) {
    return String.join("\n", row.lines().stream().map(SlackBlocks::line).toList());
  }

  private static String line(Line line) {
    URI link = line.link();
    if (link != null) {
      return link(link, line.text());
    }
    return (line.quoted() ? "> " : "") + escape(line.text());
  }

  private static String link(URI address, String label) {
    return "<" + escape(address.toString()).replace("|", "%7C") + "|" + escape(label) + ">";
  }

  private void buttons(Story story) {
    URI page = story.page();
    if (page == null) {
      return;
    }
    String token = page.getPath().substring(page.getPath().lastIndexOf('/') + 1);
    List<Map<String, Object>> choices =
        story.promises().stream()
            .filter(span -> value(token, span).length() <= LONGEST_CHOICE)
            .map(span -> choice(token, span))
            .toList();
    List<Map<String, Object>> elements = new ArrayList<>();
    if (takeHere && !choices.isEmpty()) {
      elements.add(
          Map.of(
              "type",
              "static_select",
              "action_id",
              "take",
              "placeholder",
              plain(words.say("mail.slack.within", story.button()), 75),
              "options",
              choices));
      elements.add(open(page, words.say("mail.slack.open")));
    } else {
      elements.add(open(page, story.button()));
    }
    add("actions", Map.of("elements", elements));
  }

  /** A promise needs a time, so taking is a choice and none is made beforehand. */
  private Map<String, Object> choice(String token, Duration span) {
    return Map.of("text", plain(words.span(span), 75), "value", value(token, span));
  }

  private static String value(String token, Duration span) {
    return token + "|" + span;
  }

  private static Map<String, Object> open(URI address, String label) {
    return Map.of(
        "type", "button", "action_id", "open", "text", plain(label, 75), "url", address.toString());
  }

  private void section(String mrkdwn) {
    add("section", Map.of("text", mrkdwn(mrkdwn)));
  }

  private void context(String mrkdwn) {
    add("context", Map.of("elements", List.of(mrkdwn(mrkdwn))));
  }

  private void add(String type, Map<String, Object> rest) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("type", type);
    block.putAll(rest);
    blocks.add(block);
  }

  /** Plain text is shown as it is; other signs in place of Slack's make sure of it. */
  private static Map<String, Object> plain(String text, int most) {
    String harmless = Plain.line(text, most).replace('<', '‹').replace('>', '›');
    return Map.of("type", "plain_text", "emoji", false, "text", harmless);
  }

  private static Map<String, Object> mrkdwn(String text) {
    return Map.of("type", "mrkdwn", "verbatim", true, "text", cut(text));
  }

  /** Never in the middle of an escaped character or a link: at the end of a line. */
  private static String cut(String text) {
    if (text.length() <= LONGEST_SECTION) {
      return text;
    }
    int end = text.lastIndexOf('\n', LONGEST_SECTION - 2);
    return (end < 1 ? text.substring(0, safeEnd(text)) : text.substring(0, end)) + "\n…";
  }

  private static int safeEnd(String text) {
    int end = LONGEST_SECTION - 2;
    int ampersand = text.lastIndexOf('&', end);
    return ampersand > end - 5 ? ampersand : end;
  }
}
