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
  LINK_LEADS_NOWHERE(
      "Every page's footer",
      "links to a page about delivery that has moved away (404)",
      "the link to the page about delivery leads nowhere",
      "the link to the page about delivery leads there again"),
  OFFER_NOT_LINKED(
      "Landing page",
      "does not lead to the autumn offer any more",
      "the landing page loses every link to the autumn offer",
      "the landing page leads to the autumn offer again"),
  AD_LEADS_NOWHERE(
      "Ad for the autumn box",
      "leads to a page that is not there (404)",
      "the ad for the autumn box leads nowhere: its short address is gone",
      "the ad leads to the autumn box again"),
  AD_LOSES_ITS_TRACKING(
      "Ad for the autumn box",
      "leads to its page, and nobody can tell any more who came by it",
      "the ad's short address drops what tells where visitors came from",
      "the ad's short address hands its tracking on again"),
  POSTER_LEADS_ELSEWHERE(
      "Poster in the window",
      "leads to the newsletter instead of the offer",
      "the code on the poster leads to the newsletter instead of the offer",
      "the code on the poster leads to the offer again"),
  TEA_FINDER_STAYS_EMPTY(
      "Tea finder",
      "stays empty: the page answers, and its script is broken",
      "the tea finder stays empty: its page answers 200, and its script is broken",
      "the tea finder finds teas again"),
  SITE_BLOCKS_ROBOTS(
      "Whole site",
      "takes every visitor for a robot and asks for a proof (403)",
      "the bot protection takes every visitor for a robot",
      "the bot protection lets visitors in again"),
  PAGE_NOBODY_REGISTERED(
      "Navigation",
      "leads to a new page for which nobody answers",
      "a new page appears in the navigation, and nobody answers for it",
      "the new page is taken out of the navigation"),
  CHANNEL_PROMOTED_BUT_DEAD(
      "Footer",
      "promotes a profile that does not exist any more",
      "the footer promotes a profile that does not exist any more",
      "the footer promotes only what is there"),
  STOCK_EXPORT_STOPS(
      "Stock export",
      "does not run any more",
      "the stock export stops",
      "the stock export runs again"),
  CERTIFICATE_RUNS_OUT(
      "Checkout",
      "shows a certificate that nobody renewed",
      "the checkout's certificate runs out: browsers warn every visitor",
      "the checkout has a new certificate"),
  DOMAIN_RUNS_OUT(
      "Domain",
      "runs out in nine days and is not renewed",
      "the domain will run out in nine days, and nobody renews it",
      "the domain is renewed"),
  ORDERS_DRY_UP(
      "Orders",
      "do not come any more, though every page works",
      "the stream of orders dries up: every page works, and nobody can pay",
      "orders come in again"),
  MAIL_DOMAIN_WITHOUT_SPF(
      "Order mail",
      "has lost the record of who may send it",
      "the mail domain loses its SPF record: confirmations of orders end as spam",
      "the mail domain has its SPF record again"),
  REVIEW_UNANSWERED(
      "Reviews",
      "hold a review with one star that nobody answers",
      "a one-star review comes in, and nobody answers it",
      "the shop answers the review"),
  CHAT_WIDGET_DEAD(
      "Chat",
      "does not come up: its script is not served any more (404)",
      "the chat dies: its vendor does not serve its script any more",
      "the chat comes up again"),
  CHAT_UNANSWERED(
      "Chat",
      "has a customer whom nobody answers",
      "a customer writes in the chat, and nobody answers",
      "the customer in the chat has an answer"),
  SOCIAL_FALLS_SILENT(
      "Tea houses' wall",
      "gets no new post of ours any more",
      "our profile on the tea houses' wall falls silent: nobody posts any more",
      "somebody posts on the tea houses' wall again"),
  COMMENT_UNANSWERED(
      "Tea houses' wall",
      "shows a customer's question that nobody answers",
      "a customer asks something on the tea houses' wall, and nobody answers",
      "the question on the tea houses' wall has its answer");

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
