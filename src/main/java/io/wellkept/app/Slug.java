package io.wellkept.app;

import java.net.IDN;
import java.net.URI;
import java.text.Normalizer;
import java.util.Locale;

/** Ids made of what people call things. */
final class Slug {
  private static final int LONGEST = 63;

  private Slug() {}

  /** Lower-case letters, digits and dashes; the substitute if nothing is left. */
  static String of(String text, String substitute) {
    String plain =
        Normalizer.normalize(text.replace("ß", "ss"), Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    String cut = plain.substring(0, Math.min(LONGEST, plain.length()));
    String slug = cut.replaceAll("^-+|-+$", "");
    return slug.isEmpty() ? substitute : slug;
  }

  /** Host and path: {@code shop-example-org-summer}. */
  static String of(URI address) {
    Whose.Spot spot = Whose.spot(address);
    return of(IDN.toUnicode(spot.site()) + spot.path(), "page");
  }
}
