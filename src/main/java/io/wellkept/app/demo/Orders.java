package io.wellkept.app.demo;

/** What the shop's till tells those who run it. */
final class Orders {
  static final String PATH = "/office/orders.json";

  /** A good hour, as every hour of the demo is. */
  private static final int USUAL = 23;

  private Orders() {}

  /** How many orders came in the last hour. */
  static Answer answer(boolean dried) {
    return Answer.text(
        "application/json", "{\"orders\": {\"last-hour\": " + (dried ? 0 : USUAL) + "}}");
  }
}
