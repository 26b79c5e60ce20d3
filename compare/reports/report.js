// Adds to a page that reads well without it: linked highlights, a reading card, keys for the findings.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const pieces = new Map();
  for (const element of all("[data-claim]")) {
    for (const label of element.dataset.in.split(" ")) pieces.set(label, [...(pieces.get(label) || []), element]);
  }
  const markers = new Map(all(".marker").map((marker) => [marker.dataset.for, marker]));
  const labelOf = (link) => (link.getAttribute("href") || "").replace(/^#claim-/, "");
  const twinsOf = (label) => all("a[href^='#claim-']", markers.get(label) || document.createElement("i")).map(labelOf).filter((other) => other !== label);

  const card = document.createElement("aside");
  card.className = "reading";
  card.hidden = true;
  card.setAttribute("aria-label", "Counterparts of the claim at hand");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.setAttribute("aria-label", "Close");
  close.textContent = "×";
  const body = document.createElement("div");
  card.append(close, body);
  document.body.append(card);

  let shown = null;
  let timer = 0;
  const clear = () => all(".lit, .twin").forEach((element) => element.classList.remove("lit", "twin"));
  const hide = () => { clearTimeout(timer); clear(); card.hidden = true; shown = null; };

  const light = (label) => {
    clearTimeout(timer);
    if (shown === label) return;
    clear();
    shown = label;
    (pieces.get(label) || []).forEach((element) => element.classList.add("lit"));
    for (const twin of twinsOf(label)) (pieces.get(twin) || []).forEach((element) => element.classList.add("twin"));
    const link = markers.get(label)?.querySelector("a[href^='#point-'], a[href^='#only-']");
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!target) { card.hidden = true; return; }
    const copy = target.cloneNode(true);
    copy.removeAttribute("id");
    all("[id]", copy).forEach((element) => element.removeAttribute("id"));
    const box = document.createElement(target.tagName === "LI" ? "ul" : "div");
    box.className = target.classList.contains("card") ? "" : "only";
    box.append(copy);
    body.replaceChildren(box);
    card.hidden = false;
  };

  const roomy = matchMedia("(min-width: 48em) and (min-height: 32em) and (hover: hover)");
  const texts = document.querySelector(".columns");
  if (texts) {
    texts.addEventListener("mouseover", (event) => {
      const at = event.target.closest("[data-claim], [data-for]");
      clearTimeout(timer);
      if (at && roomy.matches) timer = setTimeout(light, 120, at.dataset.claim || at.dataset.for);
      else if (!at) timer = setTimeout(hide, 600);
    });
    texts.addEventListener("mouseleave", () => { clearTimeout(timer); timer = setTimeout(hide, 600); });
    texts.addEventListener("focusin", (event) => {
      const at = event.target.closest("[data-for], [data-claim]");
      if (at && event.target.matches(":focus-visible")) {
        light(at.dataset.for || at.dataset.claim);
        if (!card.hidden && at.getBoundingClientRect().bottom > card.getBoundingClientRect().top) at.scrollIntoView({ block: "center" });
      }
    });
    texts.addEventListener("click", (event) => {
      const at = event.target.closest("[data-claim]");
      if (at && !event.target.closest("a") && !String(getSelection())) light(at.dataset.claim);
    });
  }
  card.addEventListener("mouseenter", () => clearTimeout(timer));
  card.addEventListener("mouseleave", () => { timer = setTimeout(hide, 600); });
  close.addEventListener("click", hide);

  document.querySelector(".skylines")?.addEventListener("click", (event) => {
    const bar = event.target.closest("[data-bar]");
    if (bar) location.hash = `claim-${bar.dataset.bar}`;
  });

  // n and p: next and previous finding; a button turns the keys off (WCAG 2.1.4).
  const findings = all(".finding");
  let keys = true;
  const nav = document.querySelector(".contents ul");
  if (findings.length && nav) {
    const item = document.createElement("li");
    const toggle = document.createElement("button");
    item.className = "end";
    toggle.type = "button";
    toggle.className = "keys";
    toggle.textContent = "Keys n and p: next, previous finding";
    toggle.setAttribute("aria-pressed", "true");
    toggle.addEventListener("click", () => { keys = !keys; toggle.setAttribute("aria-pressed", String(keys)); });
    item.append(toggle);
    nav.append(item);
  }
  const step = (by) => {
    const current = findings.indexOf(document.activeElement.closest?.(".finding"));
    const next = findings[current < 0 ? (by > 0 ? 0 : findings.length - 1) : Math.max(0, Math.min(findings.length - 1, current + by))];
    const folded = next.closest("details");
    if (folded) folded.open = true;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return hide();
    if (!keys || !findings.length || event.ctrlKey || event.metaKey || event.altKey) return undefined;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return undefined;
    if (event.key === "n" || event.key === "p") { event.preventDefault(); step(event.key === "n" ? 1 : -1); }
    return undefined;
  });
})();
