package io.wellkept.notify;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;

/** Gives a message the form of a mail: text and HTML, small enough that no mail program cuts it. */
final class Printer {
  /** Gmail hides what comes after 102 KB. */
  static final int MOST_BYTES = 95_000;

  private static final int MOST_STORIES = 50;

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

  /** A letter and its two forms. */
  record Printed(Letter letter, String text, String html) {}

  Printed print(Message message) {
    int stories = MOST_STORIES;
    while (true) {
      Letter letter = Wording.of(message, stories);
      StringOutput html = new StringOutput();
      templates.render("notify/letter.jte", letter, html);
      String page = html.toString();
      if (stories == 1 || page.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
        return new Printed(letter, PlainLetter.text(letter), page);
      }
      stories = Math.max(1, stories / 2);
    }
  }
}
