package io.wellkept.app.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Presses the buttons of the shop's control page by HTTP, as a finger on the mouse would. */
public final class ShopControl implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI shop;

  /**
   * @param shop the shop's address
   */
  public ShopControl(URI shop) {
    this.shop = shop;
  }

  /**
   * Breaks something; nothing happens if it is broken already.
   *
   * @throws IOException if the shop does not answer, or not as it should
   */
  public void breakIt(Fault fault) throws IOException, InterruptedException {
    press(new ControlPage.Press(fault, true));
  }

  /**
   * Repairs something; nothing happens if it is in order.
   *
   * @throws IOException if the shop does not answer, or not as it should
   */
  public void repair(Fault fault) throws IOException, InterruptedException {
    press(new ControlPage.Press(fault, false));
  }

  private void press(ControlPage.Press press) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(shop.resolve(press.path()))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 303) {
      throw new IOException("the shop answered " + status + " to " + press.path());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
