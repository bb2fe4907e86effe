package io.wellkept.app.demo;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The page with a switch for every fault. */
final class ControlPage {
  static final String PATH = "/control";

  /** The shop's style sheet, which must be seen here even while the shop blocks everybody. */
  static final String STYLE = PATH + "/shop.css";

  /** One press of a button. */
  record Press(Fault fault, boolean breaks) {
    String path() {
      return PATH + "/" + fault.slug() + (breaks ? "/break" : "/repair");
    }
  }

  private ControlPage() {}

  static boolean owns(String path) {
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  /** Which button an address belongs to; empty if to none. */
  static Optional<Press> press(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length != 4 || !(parts[3].equals("break") || parts[3].equals("repair"))) {
      return Optional.empty();
    }
    return Fault.ofSlug(parts[2]).map(fault -> new Press(fault, parts[3].equals("break")));
  }

  /**
   * The page as it is now.
   *
   * @param lastExport how the last stock export went, in words
   * @param wellkept where Wellkept's own pages are; null while that is not known
   */
  static String page(Set<Fault> broken, String lastExport, @Nullable URI wellkept) {
    StringBuilder rows = new StringBuilder();
    for (Fault fault : Fault.values()) {
      rows.append(row(fault, broken.contains(fault)));
    }
    return Pages.resource("control.html")
        .replace("{{rows}}", rows)
        .replace("{{export}}", Pages.escaped(lastExport))
        .replace("{{wellkept}}", wellkept == null ? "" : link(wellkept));
  }

  private static String row(Fault fault, boolean broken) {
    return """
    <tr class="%s">
      <td><strong>%s</strong> %s</td>
      <td>%s</td>
      <td><form method="post" action="%s"><button>%s</button></form></td>
    </tr>
    """
        .formatted(
            broken ? "broken" : "well",
            Pages.escaped(fault.place()),
            Pages.escaped(fault.symptom()),
            broken ? "broken" : "in order",
            new Press(fault, !broken).path(),
            broken ? "Repair" : "Break");
  }

  private static String link(URI wellkept) {
    String address = Pages.escaped(wellkept.toString());
    return "<p>What Wellkept sees: <a href=\"" + address + "\">" + address + "</a></p>";
  }
}
