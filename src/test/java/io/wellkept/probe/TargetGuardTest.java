package io.wellkept.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetGuardTest {
  private final TargetGuard guard = new TargetGuard(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.9",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:a00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:2::1",
        "2001:db8::1",
        "2002:a00:1::",
        "3fff::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1"
      })
  void refusesWhatIsNotPublic(String address) {
    assertThat(guard.admits(Scene.address(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.0.0.1",
        "128.0.0.1",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001::1",
        "2003::1"
      })
  void admitsWhatIsPublic(String address) {
    assertThat(guard.admits(Scene.address(address))).isTrue();
  }

  @Test
  void admitsWhatIsAllowedAndNothingBesides() {
    TargetGuard lenient =
        new TargetGuard(List.of(AddressRange.parse("10.0.0.0/12"), AddressRange.parse("::1")));

    assertThat(lenient.admits(Scene.address("10.15.255.255"))).isTrue();
    assertThat(lenient.admits(Scene.address("10.16.0.0"))).isFalse();
    assertThat(lenient.admits(Scene.address("::1"))).isTrue();
    assertThat(lenient.admits(Scene.address("127.0.0.1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "localhost", "fc00::/129"})
  void refusesRangesThatAreNone(String text) {
    assertThatThrownBy(() -> AddressRange.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is not an address range");
  }
}
