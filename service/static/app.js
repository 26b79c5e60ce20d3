// What every page adds when there is script: the switch between light and dark, and a way to speak to all readers.
"use strict";

const root = document.documentElement;
const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

const button = document.querySelector("button.theme");
if (button) {
  const tell = () => { button.title = dark() ? button.dataset.light : button.dataset.dark; };
  button.hidden = false;
  tell();
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* only for this page, then */ }
    tell();
    root.dispatchEvent(new CustomEvent("themechange", { bubbles: true }));
  });
}

/** Say something to those who listen to the page rather than look at it. */
export const announce = (text) => {
  const place = document.getElementById("announce");
  if (place) place.textContent = text;
};

// A form is sent once; its button says so.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  for (const each of form.querySelectorAll("button:not([type=button])")) each.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const each of form.querySelectorAll("[aria-busy]")) each.removeAttribute("aria-busy");
  }
});
