package io.wellkept.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.touchpoint.Doc;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PageSettingsTest {
  @Test
  void fillsInItsDefaults() {
    PageSettings usual = PageSettings.USUAL;

    assertThat(usual.slowerThan()).isEqualTo(Duration.ofSeconds(10));
    assertThat(usual.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(usual.certificateDays()).isEqualTo(14);
    assertThat(usual.mustBeFound()).isFalse();
    assertThat(usual.accepts(204)).isTrue();
    assertThat(usual.accepts(301)).isFalse();
    assertThat(usual).isEqualTo(Scene.page());
  }

  @Test
  void refusesWhatMakesNoSense() {
    refuses("has 'div[' is not a CSS selector", "has", List.of("div["));
    refuses("has-not '>>>' is not a CSS selector", "hasNot", List.of(">>>"));
    refuses("selector-text 'a::b(' is not a CSS", "selectorText", Map.of("a::b(", "x"));
    refuses("contains is empty", "contains", List.of(" \u00a0"));
    refuses("url 'ftp://shop.example/?token=…' is not", "url", "ftp://shop.example/?token=s3cret");
    refuses("status 99 is no HTTP status", "status", List.of(99));
    refuses("timeout 31000ms is not between", "timeout", Duration.ofSeconds(31));
    refuses("slower-than 31000ms is not between", "slowerThan", Duration.ofSeconds(31));
    refuses("larger-than '6MB' is not between", "largerThan", "6MB");
    refuses("larger-than 'big' is not a size", "largerThan", "big");
    refuses("certificate-days -1", "certificateDays", -1);
    refuses("header 'Accept-Encoding' is set", "headers", Map.of("Accept-Encoding", "br"));
    refuses("header 'X-Key' has characters", "headers", Map.of("X-Key", "s3cret\u0007x"));
  }

  private static void refuses(String words, String name, Object value) {
    assertThatThrownBy(() -> Scene.page(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words)
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("s3cret");
  }

  @Test
  void readsSizes() {
    assertThat(Scene.page("largerThan", "500 kb").mostBytes()).hasValue(500_000);
    assertThat(Scene.page("largerThan", "2MB").mostBytes()).hasValue(2_000_000);
    assertThat(PageSettings.USUAL.mostBytes()).isEmpty();
  }

  @Test
  void explainsEverySetting() {
    for (Class<?> settings : List.of(PageSettings.class, HeartbeatSettings.class)) {
      for (RecordComponent component : settings.getRecordComponents()) {
        assertThat(component.getAnnotation(Doc.class)).as(component.getName()).isNotNull();
      }
    }
  }
}
