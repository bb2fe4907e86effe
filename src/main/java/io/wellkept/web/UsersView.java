package io.wellkept.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may sign in, who is signed in, and what programs sign in with. */
public record UsersView(
    List<Line> users,
    List<AccountView.Sitting> sittings,
    List<AccountView.Token> tokens,
    List<ActForm.Choice> people,
    List<String> roles,
    Map<String, String> written,
    @Nullable String trouble) {
  public UsersView {
    users = List.copyOf(users);
    written = Map.copyOf(written);
  }

  /** What was written into a field before something was wrong. */
  public String value(String field) {
    return written.getOrDefault(field, "");
  }

  /**
   * Somebody with a password here.
   *
   * @param me whether it is whoever reads
   */
  public record Line(
      String name, String role, String person, String since, boolean disabled, boolean me) {}
}
