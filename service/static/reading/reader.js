// The reading view: counterparts by pointing, tapping and focus; filters; keys. The page reads well without it.
import { announce } from "../app.js";
import { align, Lines } from "./lines.js";
import { listen } from "./keys.js";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const room = document.querySelector(".room");
const panel = document.querySelector(".panel");
const shown = panel.querySelector(".shown");
const lines = new Lines(document.querySelector(".lines"));
const markers = new Map(all(".marker").map((marker) => [marker.dataset.for, marker]));
const firsts = all(".first");
const pieces = new Map();
for (const element of all("[data-claim]")) {
  for (const label of (element.dataset.in || element.dataset.claim).split(" ")) pieces.set(label, [...(pieces.get(label) || []), element]);
}
const gaps = new Map();
for (const element of all("[data-absent]")) gaps.set(element.dataset.absent, [...(gaps.get(element.dataset.absent) || []), element]);

// What the panel says of each claim comes in one answer, after the texts.
const details = new Map();
const loaded = fetch(`/comparisons/${room.dataset.comparison}/details`, { headers: { Accept: "text/html" } })
  .then((answer) => { if (!answer.ok) throw new Error(String(answer.status)); return answer.text(); })
  .then((text) => { for (const each of all("[data-detail]", new DOMParser().parseFromString(text, "text/html"))) details.set(each.dataset.detail, document.adoptNode(each)); })
  .catch(() => { details.failed = true; });

let chosen = null;   // the label of the claim that was tapped, focused or stepped to
let lit = null;      // the label whose counterparts are shown
let finding = -1;
let keysOn = true;
let timer = 0;

const counterparts = (label) => (markers.get(label)?.dataset.others || "").split(" ").filter(Boolean).map((each) => each.split(":"));
const gapOf = (item) => (item.closest("details").open ? item : item.closest("details").querySelector("summary"));

const clear = () => {
  for (const element of all(".lit, .twin, .hole")) element.classList.remove("lit", "twin", "hole");
  for (const gap of all(".gap.auto")) { gap.open = false; gap.classList.remove("auto"); }
};

/** Show what the others say of a claim; ``open`` also opens the gaps that it leaves, for its own line alone. */
const light = (label, open = false) => {
  if (lit === label && !open) return;
  clear();
  lit = label;
  if (!label) { lines.show([]); panel.hidden = true; room.classList.remove("detailed"); return; }
  const own = pieces.get(label) || [];
  for (const element of own) element.classList.add("lit");
  const links = [];
  for (const [other, relation] of counterparts(label)) {
    const found = pieces.get(other) || [];
    for (const element of found) element.classList.add("twin");
    links.push({ from: own, to: found, relation });
  }
  for (const item of gaps.get(label) || []) {
    const gap = item.closest(".gap");
    item.classList.add("hole");
    gap.classList.add("hole");
    if (open && !gap.open) { gap.open = true; gap.classList.add("auto"); }
    links.push({ from: own, to: [gapOf(item)], relation: "only" });
  }
  lines.show(links.filter((link) => link.from.length && link.to.length && link.to[0].closest(".pane")));
  loaded.then(() => { if (lit === label) tell(label); });
};

const tell = (label) => {
  const detail = details.get(label);
  if (detail) shown.replaceChildren(detail);
  else if (details.failed) shown.textContent = room.dataset.failed;
  else return;
  panel.hidden = false;
  room.classList.add("detailed");
  panel.scrollTop = 0;
  // On a small screen the panel must not lie over the words that it is about.
  const own = (pieces.get(label) || [])[0];
  if (own && label === chosen && getComputedStyle(panel).position === "fixed" && own.getBoundingClientRect().bottom > panel.getBoundingClientRect().top - 60) own.scrollIntoView({ block: "start" });
};

/** Choose a claim: it stays lit, and the other accounts come level with it. */
const choose = (label, { focus = false, scroll = false } = {}) => {
  const marker = markers.get(label);
  if (!marker) return;
  chosen = label;
  light(label, true);
  const own = (pieces.get(label) || [marker])[0];
  own.closest(".pane").hidden = false;
  if (focus) marker.focus({ preventScroll: true });
  if (scroll) own.scrollIntoView({ block: "center", inline: "nearest" });
  const others = counterparts(label).map(([other]) => (pieces.get(other) || [])[0]).filter(Boolean);
  const level = () => align(own, [...others, ...(gaps.get(label) || []).map(gapOf)]);
  if (scroll) setTimeout(level, 350); else level();
  history.replaceState(history.state, "", `#claim-${label}`);
};

const release = () => {
  clearTimeout(timer);
  chosen = null;
  light(null);
  for (const each of firsts) each.removeAttribute("aria-current");
  if (location.hash.startsWith("#claim-")) history.replaceState(history.state, "", location.pathname + location.search);
};

// Pointing.
const panes = document.querySelector(".panes");
const at = (target) => target.closest("[data-claim], [data-for], [data-absent]");
const labelAt = (element) => element.dataset.claim || element.dataset.for || element.dataset.absent;
if (matchMedia("(hover: hover)").matches) {
  panes.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    clearTimeout(timer);
    const element = at(event.target);
    timer = setTimeout(light, element ? 130 : 500, element ? labelAt(element) : chosen);
  });
  panes.addEventListener("pointerleave", () => { clearTimeout(timer); timer = setTimeout(light, 500, chosen); });
  panel.addEventListener("pointerenter", () => clearTimeout(timer));
}
panes.addEventListener("focusin", (event) => {
  const marker = event.target.closest(".marker");
  if (marker && marker.matches(":focus-visible") && marker.dataset.for !== chosen) choose(marker.dataset.for);
});
panes.addEventListener("click", (event) => {
  const badge = event.target.closest("a.badge");
  const element = badge || at(event.target);
  if (!element || String(getSelection())) return;
  const label = badge ? badge.hash.slice("#claim-".length) : labelAt(element);
  if (badge || element.matches("a")) event.preventDefault();
  if (element.matches(".marker") && label === chosen && counterparts(label).length && event.detail === 0) { jump(); return; }
  if (label === chosen && !badge && event.detail) { release(); return; }
  choose(label, { scroll: Boolean(badge || element.dataset.absent), focus: Boolean(badge) });
});
panel.addEventListener("click", (event) => {
  const badge = event.target.closest("a.badge");
  if (!badge) return;
  event.preventDefault();
  choose(badge.hash.slice("#claim-".length), { focus: true, scroll: true });
});

panes.addEventListener("click", (event) => { if (event.target.closest(".gap.auto > summary")) { event.preventDefault(); event.target.closest(".gap").classList.remove("auto"); } });

// Columns that do not all fit say so: the cut edge fades, and a button leads on, at the end back to the first.
const sideways = document.querySelector(".sideways");
const cut = () => ({ start: panes.scrollLeft > 4, end: panes.scrollLeft + panes.clientWidth < panes.scrollWidth - 4 });
const mark = () => {
  const { start, end } = cut();
  panes.classList.toggle("cut-start", start);
  panes.classList.toggle("cut-end", end);
  sideways.hidden = !start && !end;
  sideways.querySelector("span").textContent = end ? "→" : "←";
};
panes.addEventListener("scroll", mark, { passive: true });
new ResizeObserver(mark).observe(panes);

// Steps.
const place = document.querySelector("[data-place]");
const goTo = (index) => {
  const first = firsts[index];
  if (!first) return;
  finding = index;
  for (const each of firsts) each.removeAttribute("aria-current");
  first.setAttribute("aria-current", "true");
  if (place) place.querySelector(".at").textContent = place.dataset.place.replace("{at}", index + 1).replace("{of}", firsts.length);
  const label = first.dataset.claims.split(" ")[0];
  if (label) choose(label, { focus: true, scroll: true });
  announce(first.querySelector(".headline").textContent);
};
const order = [...markers.keys()];
const step = (by, fits) => {
  const from = order.indexOf(chosen ?? "");
  for (let count = 1; count <= order.length; count += 1) {
    const index = (from < 0 && by < 0 ? order.length : from) + by * count;
    const label = order[((index % order.length) + order.length) % order.length];
    if (fits(markers.get(label), label)) { choose(label, { focus: true, scroll: true }); return; }
  }
  announce(room.dataset.missing);
};
let ring = [];
const jump = () => {
  if (!chosen) return;
  if (!ring.includes(chosen)) ring = [chosen, ...counterparts(chosen).map(([other]) => other)];
  if (ring.length < 2) { announce(room.dataset.missing); return; }
  const circle = ring;
  choose(circle[(circle.indexOf(chosen) + 1) % circle.length], { focus: true, scroll: true });
  ring = circle;
};
const letter = (label) => label.replace(/\d+$/, "");
const dialog = document.querySelector("dialog.keys");
const help = () => (dialog.open ? dialog.close() : dialog.showModal());
const toggle = (selector) => { const box = document.querySelector(selector); if (box) box.click(); };
const actions = {
  next: () => goTo(Math.min(firsts.length - 1, finding + 1)),
  previous: () => goTo(finding < 0 ? firsts.length - 1 : Math.max(0, finding - 1)),
  unmatched: () => step(1, (marker) => marker.dataset.state === "only"),
  forward: () => step(1, (_, label) => !chosen || letter(label) === letter(chosen)),
  back: () => step(-1, (_, label) => !chosen || letter(label) === letter(chosen)),
  counterpart: jump,
  framing: () => { const boxes = all("[data-kind]"); const on = boxes.some((box) => box.checked); for (const box of boxes) if (box.checked === on) box.click(); },
  speakers: () => toggle("[data-show='speakers']"),
  sideways: () => panes.scrollTo({ left: cut().end ? panes.scrollLeft + panes.clientWidth * 0.6 : 0 }),
  help,
  close: release,
};
for (const button of all("[data-do]")) button.addEventListener("click", () => actions[button.dataset.do]());
for (const [index, first] of firsts.entries()) first.addEventListener("click", (event) => { event.preventDefault(); goTo(index); });
listen({ n: "next", p: "previous", u: "unmatched", j: "forward", k: "back", c: "counterpart", f: "framing", s: "speakers", "?": "help", Escape: "close" }, actions, () => keysOn && !dialog.open);

// Filters.
const hidden = new Set();
const refresh = () => {
  for (const element of all(".fr[data-kinds]", panes)) {
    const kinds = element.dataset.kinds.split(" ").filter((kind) => !hidden.has(kind));
    element.className = kinds.length ? `fr k-${kinds[0]}${kinds.length > 1 ? " twice" : ""}` : "fr off";
  }
};
const changed = (box) => {
  const { state, kind, account, show } = box.dataset;
  if (state) room.classList.toggle(`no-${state}`, !box.checked);
  if (kind) { if (box.checked) hidden.delete(kind); else hidden.add(kind); refresh(); }
  if (account) { document.getElementById(`text-${account}`).hidden = !box.checked; light(null); mark(); }
  if (show === "speakers") room.classList.toggle("no-speakers", !box.checked);
  if (show === "keys") keysOn = box.checked;
};
document.addEventListener("change", (event) => { if (event.target.matches("input[data-state], input[data-kind], input[data-account], input[data-show]")) changed(event.target); });
for (const box of all("input[data-state]:not(:checked), input[data-kind]:not(:checked), input[data-account]:not(:checked), input[data-show]:not(:checked)")) changed(box);
document.addEventListener("click", (event) => { for (const each of all("details.more[open]")) if (!each.contains(event.target)) each.open = false; });

// On a small screen the list of findings begins folded.
if (!matchMedia("(min-width: 64em)").matches) document.querySelector(".firsts").open = false;

// Where to begin.
const wanted = room.dataset.chosen || location.hash.replace(/^#claim-/, "");
if (markers.has(wanted)) document.fonts.ready.then(() => choose(wanted, { scroll: true }));
