package io.wellkept.probe;

import java.net.URI;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as people may see them: without the secrets that some carry. */
public final class ShownAddress {
  private static final Pattern USER = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*://)[^/?#@]*@");
  private static final Pattern PARAMETER = Pattern.compile("([?&;#])([^=&;#]+)=([^&;#]*)");
  private static final Pattern SECRET =
      Pattern.compile(
          "token|secret|passw|pwd|passphrase|signature|credential|session|apikey|api_key|api-key"
              + "|auth|jwt|^(key|sig|sid|code|state|access|hmac|pin|otp)$|[-_]key$|[-_]sig$");

  private ShownAddress() {}

  public static String of(URI address) {
    return of(address.toString());
  }

  /** Also for what is no address at all. */
  public static String of(String address) {
    String withoutUser = USER.matcher(address).replaceFirst("$1…@");
    return PARAMETER.matcher(withoutUser).replaceAll(ShownAddress::parameter);
  }

  private static String parameter(MatchResult found) {
    boolean secret = SECRET.matcher(found.group(2).toLowerCase(Locale.ROOT)).find();
    String shown = secret ? found.group(1) + found.group(2) + "=…" : found.group();
    return Matcher.quoteReplacement(shown);
  }
}
