package io.wellkept.touchpoint;

/**
 * One way to look at a touchpoint.
 *
 * @param settings the settings record of the kind, already with its defaults
 */
public record Check(CheckId id, Kind kind, Record settings, Schedule schedule) {
  public Check {
    if (!kind.settings().isInstance(settings)) {
      throw new IllegalArgumentException(
          "check " + id + " of kind " + kind.name() + " got " + settings.getClass().getName());
    }
  }

  /** Whether it does what must not be done twice, such as send a form. */
  public boolean acts() {
    return kind.acts().test(settings);
  }

  /** Without the settings: they may hold secrets. */
  @Override
  public String toString() {
    return "Check[" + id + ", " + kind.name() + ", " + schedule + "]";
  }
}
