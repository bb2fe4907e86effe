package io.wellkept.probe.social;

import io.wellkept.probe.PageSettings;
import io.wellkept.probe.ShownAddress;
import io.wellkept.touchpoint.Doc;

/** A profile that is only looked at from outside. */
@Doc("A profile of which nothing is known but its address")
public record ProfileSettings(
    @Doc(value = "Where people see it", example = "https://network.example/@shop") String url) {
  public ProfileSettings {
    PageSettings.requireAddress(url);
  }

  /** Without what addresses may hold of secrets. */
  @Override
  public String toString() {
    return "ProfileSettings[" + ShownAddress.of(url) + "]";
  }
}
