package io.wellkept.probe.chat;

/** Whether a customer who chats now finds somebody there. */
enum Presence {
  THERE,
  AWAY,
  /** The source does not tell. */
  UNKNOWN
}
