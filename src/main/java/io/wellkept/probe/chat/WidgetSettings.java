package io.wellkept.probe.chat;

import io.wellkept.probe.PageSettings;
import io.wellkept.touchpoint.Doc;
import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Which chat must be on the page. */
@Doc("Which chat must be on the page; without it, the one that was there first")
public record WidgetSettings(
    @Doc(value = "The vendor, as docs/checks/chat.md lists them", example = "tawk")
        @Nullable String vendor,
    @Doc(
            value = "Whose chat it must be: the id in the vendor's snippet, or a telephone number",
            example = "\"5f9e8c7b6a5d4c3b2a190807/default\"")
        @Nullable String id,
    @Doc(
            value = "A pattern for the address of the script of a chat that is not listed",
            example = "chat\\.example\\.org/widget\\.js")
        @Nullable String script,
    @Doc(value = "A CSS selector for such a chat", example = "\"#our-chat\"")
        @Nullable String selector,
    @Doc(
            value = "Whether a tag manager adds it, so that it is not in the page's source",
            standard = "false")
        @Nullable Boolean byTagManager) {
  public WidgetSettings {
    boolean own = script != null || selector != null;
    if (own == (vendor != null)) {
      throw new IllegalArgumentException(
          "name either a vendor, or a script or selector of your own");
    }
    if (vendor != null && Signatures.of(vendor).isEmpty()) {
      throw new IllegalArgumentException(
          "vendor '" + vendor + "' is none of " + String.join(", ", Signatures.vendors()));
    }
    if (selector != null) {
      PageSettings.requireSelector("selector", selector);
    }
    requirePattern(script);
    if (id != null && id.isBlank()) {
      throw new IllegalArgumentException("id is empty: leave it out, or say whose chat it must be");
    }
    if (id != null && own && (script == null || !script.contains("(?<id>"))) {
      throw new IllegalArgumentException("id needs a script with a group (?<id>...) that finds it");
    }
    byTagManager = byTagManager != null && byTagManager;
  }

  private static void requirePattern(@Nullable String written) {
    try {
      if (written != null && Pattern.compile(written).matcher("").find()) {
        throw new IllegalArgumentException("script '" + written + "' fits every address");
      }
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "script '" + written + "' is not a regular expression: " + e.getDescription(), e);
    }
  }

  @Override
  public Boolean byTagManager() {
    return Objects.requireNonNull(byTagManager);
  }

  /** What to look for, if it is none of the known ones; null if it is one. */
  @Nullable Signature own() {
    return vendor == null ? Signature.own("The chat", script, selector) : null;
  }

  Signature signature() {
    Signature own = own();
    return own == null ? Signatures.of(Objects.requireNonNull(vendor)).orElseThrow() : own;
  }

  /** Where its script is, if a tag manager adds it and the id tells; null if not. */
  @Nullable URI scriptAddress() {
    String template = signature().loads();
    String whose = id;
    if (!byTagManager() || template == null || whose == null || template.contains("{base}")) {
      return null;
    }
    HttpUrl url = HttpUrl.parse(template.replace("{id}", whose));
    return url == null ? null : url.uri();
  }
}
