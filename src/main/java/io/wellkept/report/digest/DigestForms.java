package io.wellkept.report.digest;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.wellkept.ledger.Ledger.KeptDigest;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Scope;
import io.wellkept.report.digest.Digest.Whose;
import io.wellkept.words.Words;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives a digest the forms in which it is read. */
public final class DigestForms {
  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

  /**
   * A digest as a mail, and in short.
   *
   * @param html names its pictures as {@code cid:<cid>}
   * @param brief at most eight lines, without the link
   * @param archive where it can be read again; null where no address is known
   */
  public record Mail(
      String subject,
      String html,
      String text,
      String brief,
      List<DigestPicture> pictures,
      @Nullable URI archive) {
    public Mail {
      pictures = List.copyOf(pictures);
    }
  }

  /**
   * The mail of a digest. Its HTML stays below 102 KB, beyond which Gmail hides the rest.
   *
   * @param pages under which address the pages are; null where none can be reached. Only a secret
   *     connection becomes links
   * @param archive where this digest can be read again; null where it cannot
   */
  public Mail mail(Digest digest, Words words, @Nullable URI pages, @Nullable URI archive) {
    return mail(digest, DigestWriter.write(digest, words, secret(pages), secret(archive)));
  }

  /**
   * The mail of a digest that is kept, which says so if it comes late.
   *
   * @param pages under which address the pages are; null where none can be reached
   */
  public Mail mail(Edition edition, Words words, @Nullable URI pages) {
    return mail(edition.digest(), letter(edition, words, pages));
  }

  private Mail mail(Digest digest, DigestLetter letter) {
    List<DigestPicture> pictures = DigestPictures.of(digest, letter);
    return new Mail(
        letter.subject(),
        print(letter, pictures, picture -> "cid:" + picture.cid()),
        PlainDigest.text(letter),
        PlainDigest.brief(letter),
        pictures,
        letter.archive());
  }

  /** A digest that is kept in words, whole, for a page of ours that gives it a form of its own. */
  public static DigestLetter page(Edition edition, Words words) {
    return DigestWriter.late(edition, DigestWriter.whole(edition.digest(), words));
  }

  /** What a list of digests shows of one, without reading its body. */
  public static Heading heading(KeptDigest kept, Words words) {
    DigestWords said = new DigestWords(words, kept.gist().zone());
    Period period = new Period(kept.from(), kept.until(), kept.gist().zone(), kept.label());
    Scope scope = new Scope(Whose.valueOf(kept.whose()), kept.subject(), kept.gist().called());
    Double score = kept.gist().score();
    return new Heading(
        DigestWriter.title(said, scope, period),
        said.days(period),
        score == null ? said.say("digest.score.none") : said.figure(DigestWords.score(score)));
  }

  /**
   * A digest in a list.
   *
   * @param when from which day to which
   * @param score out of 100, or a word for none
   */
  public record Heading(String title, String when, String score) {}

  /** What such a page says as plain text. */
  public static String text(DigestLetter letter) {
    return PlainDigest.text(letter);
  }

  private static DigestLetter letter(Edition edition, Words words, @Nullable URI pages) {
    URI secret = secret(pages);
    URI archive = secret == null ? null : secret.resolve("/digests/" + edition.id());
    return DigestWriter.late(edition, DigestWriter.write(edition.digest(), words, secret, archive));
  }

  private static DigestLetter letter(Digest digest, Words words) {
    return DigestWriter.write(digest, words, null, null);
  }

  /** Only a secret connection becomes a link: a mail goes through many hands. */
  private static @Nullable URI secret(@Nullable URI address) {
    return address != null && "https".equalsIgnoreCase(address.getScheme()) ? address : null;
  }

  /** One file of HTML that needs no other: its pictures are in it. It prints on A4. */
  public String html(Digest digest, Words words) {
    DigestLetter letter = letter(digest, words);
    return print(letter, DigestPictures.of(digest, letter), DigestForms::inside);
  }

  /** The digest as plain text. */
  public static String text(Digest digest, Words words) {
    return PlainDigest.text(letter(digest, words));
  }

  private static String inside(DigestPicture picture) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.png());
  }

  private String print(
      DigestLetter letter, List<DigestPicture> pictures, Function<DigestPicture, String> source) {
    Map<String, Object> values = new HashMap<>();
    values.put("letter", letter);
    values.put("days", shown(pictures, DigestPictures.DAYS, source));
    values.put("map", shown(pictures, DigestPictures.MAP, source));
    StringOutput html = new StringOutput();
    templates.render("report/digest.jte", values, html);
    return html.toString();
  }

  private static @Nullable Shown shown(
      List<DigestPicture> all, String name, Function<DigestPicture, String> source) {
    DigestPicture light = find(all, name);
    DigestPicture dark = find(all, name + DigestPictures.IN_THE_DARK);
    return light == null || dark == null
        ? null
        : new Shown(
            source.apply(light), source.apply(dark), light.width(), light.height(), light.alt());
  }

  private static @Nullable DigestPicture find(List<DigestPicture> all, String name) {
    return all.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  /**
   * A picture as the template shows it.
   *
   * @param source its address: that of a part of the mail, or all of it
   * @param dark that of the same on a dark ground
   */
  public record Shown(String source, String dark, int width, int height, String alt) {}
}
