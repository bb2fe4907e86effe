package io.wellkept.app.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be broken in the shop, in the words of the control page and the terminal. */
public enum Fault {
  LANDING_FAILS(
      "Landing page",
      "answers with an error to everybody",
      "the landing page breaks: it answers 500 to everybody",
      "the landing page is repaired"),
  OFFER_WITHOUT_BUTTON(
      "Autumn offer",
      "has lost its \"Add to basket\" button",
      "the autumn offer loses its \"Add to basket\" button",
      "the autumn offer has its \"Add to basket\" button again"),
  OFFER_IS_OVER(
      "Autumn offer",
      "ended two days ago and is still promised",
      "the autumn offer is over, and its page goes on promising it",
      "the autumn offer has a new last day"),
  CONTACT_WITHOUT_FORM(
      "Contact page",
      "shows no form any more",
      "the contact page loses its form",
      "the contact page has its form again"),
  CONTACT_SLOW(
      "Contact page",
      "takes three seconds to answer",
      "the contact page becomes slow: it takes three seconds to answer",
      "the contact page is quick again"),
  CONTACT_REFUSES(
      "Contact form",
      "takes no question any more: it says that something went wrong",
      "the contact form takes no question any more",
      "the contact form takes questions again"),
  LEADS_ARE_LOST(
      "Contact form",
      "says thank you, and what was sent is lost behind it",
      "the contact form says thank you, and loses every question behind it",
      "questions of customers arrive again"),
  BLOG_HIDDEN(
      "Blog",
      "tells search engines to stay away (noindex)",
      "the blog tells search engines to stay away",
      "the blog may be found by search engines again"),
  BLOG_FALLS_SILENT(
      "Blog",
      "gets no new note any more",
      "the blog falls silent: nobody writes a note any more",
      "somebody writes for the blog again"),
  SITE_BLOCKS_ROBOTS(
      "Whole site",
      "takes every visitor for a robot and asks for a proof (403)",
      "the bot protection takes every visitor for a robot",
      "the bot protection lets visitors in again"),
  STOCK_EXPORT_STOPS(
      "Stock export",
      "does not run any more",
      "the stock export stops",
      "the stock export runs again");

  private final String place;
  private final String symptom;
  private final String brokenWords;
  private final String repairedWords;

  Fault(String place, String symptom, String brokenWords, String repairedWords) {
    this.place = place;
    this.symptom = symptom;
    this.brokenWords = brokenWords;
    this.repairedWords = repairedWords;
  }

  /** What it befalls, as a heading: "Landing page". */
  public String place() {
    return place;
  }

  /** What a customer meets while it is broken; goes on after {@link #place}. */
  public String symptom() {
    return symptom;
  }

  /** The moment of breaking, as a clause that the terminal can tell. */
  public String brokenWords() {
    return brokenWords;
  }

  /** The moment of repairing, as a clause that the terminal can tell. */
  public String repairedWords() {
    return repairedWords;
  }

  /** The fault's part of an address: {@code landing-fails}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The fault that an address names; empty if it names none. */
  public static Optional<Fault> ofSlug(String slug) {
    return Arrays.stream(values()).filter(fault -> fault.slug().equals(slug)).findFirst();
  }
}
