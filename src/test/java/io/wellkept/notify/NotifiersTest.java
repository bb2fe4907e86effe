package io.wellkept.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.incident.NotifierKind;
import io.wellkept.touchpoint.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NotifiersTest {
  private static final FileSettings FILE = new FileSettings(null, null);

  @Test
  void makesANotifierOfItsSettings() {
    try (Notifiers all = new Notifiers(Path.of("target"))) {
      Notifier notifier = all.create("paper", FILE);
      assertThat(notifier).isInstanceOf(FileNotifier.class);
      assertThat(notifier.name()).isEqualTo("paper");
      assertThatThrownBy(() -> all.create("x", Samples.SUMMER))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void knowsFourKinds() {
    assertThat(Notifiers.kinds().stream().map(NotifierKind::name))
        .containsExactly("email", "slack", "webhook", "file");
    assertThat(Notifiers.kinds().stream().filter(kind -> !kind.countsAsRoad()))
        .containsExactly(FileNotifier.KIND);
  }

  @Test
  void reachesPeopleWhoHaveAnAddressOfItsKind() {
    Person nobody = Samples.to(Samples.opened(), Map.of()).to();
    assertThat(reaching(nobody)).containsExactly("webhook", "file");
    assertThat(reaching(Samples.ANNA)).containsExactly("email", "slack", "webhook", "file");
  }

  private static List<String> reaching(Person person) {
    return Notifiers.kinds().stream()
        .filter(kind -> kind.reaches().test(FILE, person))
        .map(NotifierKind::name)
        .toList();
  }
}
