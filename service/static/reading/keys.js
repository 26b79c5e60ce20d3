// Single keys that do something: never while somebody writes, never with Ctrl, Alt or Meta (WCAG 2.1.4).
"use strict";

/** Call ``actions[keys[key]]`` for a key that is pressed while ``allowed()``; Escape always counts. */
export const listen = (keys, actions, allowed) => {
  document.addEventListener("keydown", (event) => {
    const action = keys[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (event.key !== "Escape" && !allowed()) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key !== "Escape") event.preventDefault();
    actions[action]();
  });
};
