package io.wellkept.probe;

import io.wellkept.probe.Answer.Phase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Follows one request, so that a timeout can say what it interrupted. */
final class Course extends EventListener {
  private volatile Phase phase = Phase.LOOKING_UP;
  private volatile @Nullable InetAddress peer;

  static EventListener of(Call call) {
    Course course = call.request().tag(Course.class);
    return course == null ? EventListener.NONE : course;
  }

  Phase phase() {
    return phase;
  }

  /** Who answers, once there is a connection. */
  @Nullable InetAddress peer() {
    return peer;
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    phase = Phase.CONNECTING;
  }

  @Override
  public void secureConnectStart(Call call) {
    phase = Phase.SECURING;
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    phase = Phase.WAITING;
    peer = connection.route().socketAddress().getAddress();
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    phase = Phase.READING;
  }
}
