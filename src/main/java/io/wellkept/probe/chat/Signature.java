package io.wellkept.probe.chat;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what a vendor's widget is known in the source of a page.
 *
 * @param vendor short, as settings name it
 * @param addresses in the addresses of scripts and frames, and where an inline script builds one
 * @param inline in inline scripts alone
 * @param elements CSS selectors of what stands in the page itself
 * @param hosts to which a page connects ahead for it, and for nothing else
 * @param links in the addresses of links: chats that open elsewhere; their group {@code id} is
 *     whose
 * @param ids capture in a group {@code id} whose widget it is, once it is known to be there
 * @param bases capture in a group {@code base} where the vendor's server is
 * @param loads the address of its script, with {@code {id}} and {@code {base}}; null if unknown
 * @param shared whether the same script may be there for something else than a chat
 * @param phone whether the id is a telephone number
 * @param retired why nobody can see it any more; null if it lives
 */
record Signature(
    String vendor,
    String name,
    List<Pattern> addresses,
    List<Pattern> inline,
    List<String> elements,
    List<String> hosts,
    List<Pattern> links,
    List<Pattern> ids,
    List<Pattern> bases,
    @Nullable String loads,
    boolean shared,
    boolean phone,
    @Nullable String retired) {
  /** What the settings describe themselves. */
  static final String OWN = "own";

  Signature {
    addresses = listOf(addresses);
    inline = listOf(inline);
    elements = listOf(elements);
    hosts = listOf(hosts);
    links = listOf(links);
    ids = listOf(ids);
    bases = listOf(bases);
  }

  private static <T> List<T> listOf(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** One that the settings describe. */
  static Signature own(String name, @Nullable String script, @Nullable String selector) {
    List<Pattern> scripts = script == null ? List.of() : List.of(Pattern.compile(script));
    List<Pattern> ids = script != null && script.contains("(?<id>") ? scripts : List.of();
    List<String> elements = selector == null ? List.of() : List.of(selector);
    return new Signature(
        OWN, name, scripts, List.of(), elements, List.of(), List.of(), ids, List.of(), null, false,
        false, null);
  }

  /** Whether it says that visitors can chat here: not of a script that is there for anything. */
  boolean certain() {
    return !shared && retired == null;
  }

  /** The words for people: "Tawk.to". */
  @Override
  public String toString() {
    return Objects.requireNonNull(name);
  }
}
