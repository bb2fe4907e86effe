package io.wellkept.web;

/** What is served to whom; each has its own address to listen on. */
public enum Surface {
  /** By token or signature: links, beats, Slack. */
  PUBLIC,
  /** For operations: metrics and health, no secrets and nobody's name. */
  OPERATIONS,
  /** Pages and API; on loopback only where nobody signs in. */
  PAGES
}
