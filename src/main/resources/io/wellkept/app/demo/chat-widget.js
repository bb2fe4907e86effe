// The chat of the shop: a button in the corner, as those of large vendors are.
(function () {
  var button = document.createElement("a");
  button.id = "shop-chat";
  button.href = "/office/chat";
  button.textContent = "Chat with us";
  button.style.cssText =
    "position:fixed;right:1rem;bottom:1rem;padding:.6rem 1rem;border-radius:2rem;" +
    "background:#2f5d50;color:#fff;text-decoration:none";
  document.body.appendChild(button);
})();
