// Draws every [data-chart] of a page from the figures it carries, in the light of the page, and again when that
// or its size changes. The tables beside the charts hold the same figures and need no script.
import { announce } from "./app.js";
import { small, timeline } from "./charts-series.js";
import { behind, terms } from "./charts-terms.js";

const KINDS = { timeline, small, terms };
const drawn = new Map();

const TOKENS = ["ink", "soft", "rule", "line", "paper", "card", "accent", "a1", "a2", "only"];

/** The colours of the page as they are now, as rgb(). */
const palette = () => {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const found = {};
  for (const name of TOKENS) {
    probe.style.color = `var(--${name})`;
    found[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  found.font = getComputedStyle(document.querySelector(".top")).fontFamily;
  // Sizes in a chart follow the page's: on a very large screen both grow.
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  found.px = (size) => Math.round((size * rem) / 1.7) / 10;
  return found;
};

/** The figures of a chart; those over time name their events by place, which the charts of a page share. */
const read = (place) => {
  const data = JSON.parse(place.dataset.of);
  const shared = place.closest("[data-events]");
  if (!shared || !data.points) return data;
  const events = JSON.parse(shared.dataset.events);
  data.points = data.points.map(([at, value, low, high]) => {
    const [date, title, comparison] = events[at];
    return { date, title, to: `/comparisons/${encodeURIComponent(comparison)}/read`, value, low, high };
  });
  data.steps = data.steps?.map(([name, from, to, value, low, high]) => ({ name, from, to, value, low, high }));
  return data;
};

const draw = (place, colours) => {
  let entry = drawn.get(place);
  if (!entry) {
    const chart = window.echarts.init(place, null, { renderer: "svg" });
    entry = { chart, data: read(place), kind: KINDS[place.dataset.chart], width: 0 };
    drawn.set(place, entry);
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", place.dataset.label);
    watch.observe(place);
    listen(place, entry);
    // Beside a wide chart there is room: it begins with the word that differs most.
    if (entry.data.terms && matchMedia("(min-width: 70em)").matches) {
      entry.data.chosen = entry.data.terms[0].term;
      behind(entry.data.terms[0], entry.data.names);
    }
  }
  entry.width = place.clientWidth;
  entry.height = place.clientHeight;
  const { option, points } = entry.kind(entry.data, colours, entry.width, entry.chart);
  entry.points = points;
  entry.at = -1;
  entry.chart.setOption(option, { notMerge: true });
};

const redraw = () => {
  const colours = palette();
  for (const [place, entry] of drawn) {
    if (place.isConnected) draw(place, colours);
    else { watch.unobserve(place); entry.chart.dispose(); drawn.delete(place); }
  }
};

const watch = new ResizeObserver((changes) => {
  const colours = palette();
  for (const { target } of changes) {
    const entry = drawn.get(target);
    if (!entry || !target.clientWidth || (entry.width === target.clientWidth && entry.height === target.clientHeight)) continue;
    entry.chart.resize();
    draw(target, colours);
  }
});

export const drawAll = (root = document) => {
  if (!window.echarts) return;
  const places = [...root.querySelectorAll("[data-chart]")].filter((place) => place.clientWidth);
  if (!places.length) return;
  const colours = palette();
  for (const place of places) draw(place, colours);
};

/** A word is chosen: its dot is marked, and its claims appear beside the chart. */
const choose = (place, entry, term) => {
  entry.data.chosen = term.term;
  draw(place, palette());
  behind(term, entry.data.names);
};

/** The point nearest to the pointer, within reach of a finger. */
const REACH = 26;
const nearest = (entry, x, y) => {
  let best = -1, least = REACH * REACH;
  entry.points.forEach((point, index) => {
    const [px, py] = entry.chart.convertToPixel({ gridIndex: 0 }, point.at);
    const far = (px - x) ** 2 + (py - y) ** 2;
    if (far < least) { least = far; best = index; }
  });
  return best;
};

const listen = (place, entry) => {
  const told = place.parentElement.querySelector(".told");
  const zr = entry.chart.getZr();
  const show = (index, spoken = false) => {
    if (index === entry.at) return;
    if (entry.at >= 0) entry.chart.dispatchAction({ type: "downplay", seriesId: "points" });
    entry.at = index;
    const point = entry.points[index];
    zr.setCursorStyle(point ? "pointer" : place.hasAttribute("data-brush") ? "crosshair" : "default");
    if (point) entry.chart.dispatchAction({ type: "highlight", seriesId: "points", dataIndex: point.index ?? index });
    if (told) tell(told, point);
    else place.title = point ? point.text.join(" · ") : "";
    if (spoken && point) announce(point.text.join(", "));
  };
  const open = (point) => {
    if (!point) return;
    if (point.to) location.assign(point.to);
    else choose(place, entry, point.term);
  };
  if (told) tell(told, null);
  if (place.classList.contains("tall")) {
    place.tabIndex = 0;
    place.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (step && entry.points.length) {
        event.preventDefault();
        show((entry.at + step + entry.points.length + (entry.at < 0 && step < 0 ? 1 : 0)) % entry.points.length, true);
      } else if (event.key === "Enter") open(entry.points[entry.at]);
      else if (event.key === "Escape") show(-1);
    });
  }
  let from = null, box = null;
  const brushes = place.classList.contains("timeline") && document.querySelector("form[data-live]");
  if (brushes) place.setAttribute("data-brush", "");
  zr.on("mousedown", (event) => { from = event.offsetX; });
  zr.on("mousemove", (event) => {
    if (from !== null && brushes && Math.abs(event.offsetX - from) > 8) {
      if (!box) { box = document.createElement("div"); box.className = "brush"; place.append(box); }
      box.style.left = `${Math.min(from, event.offsetX)}px`;
      box.style.width = `${Math.abs(event.offsetX - from)}px`;
    } else show(nearest(entry, event.offsetX, event.offsetY));
  });
  zr.on("globalout", () => { if (!document.activeElement?.isSameNode(place)) show(-1); });
  zr.on("mouseup", (event) => {
    if (box) {
      const days = [from, event.offsetX].map((x) => entry.chart.convertFromPixel({ xAxisIndex: 0 }, x)).sort((a, b) => a - b);
      box.remove();
      box = null;
      period(brushes, days);
    } else open(entry.points[nearest(entry, event.offsetX, event.offsetY)]);
    from = null;
  });
};

const tell = (told, point) => {
  told.replaceChildren();
  if (!point) { told.textContent = told.dataset.hint; return; }
  const [first, ...rest] = point.text;
  const strong = document.createElement("b");
  strong.textContent = first;
  told.append(strong, rest.length ? ` · ${rest.join(" · ")}` : "");
};

const day = (time) => new Date(time).toISOString().slice(0, 10);
const period = (form, [first, last]) => {
  form.elements.from.value = day(first);
  form.elements.to.value = day(last);
  form.requestSubmit();
};

// A form of choices answers in place: while it waits the old figures fade, and what goes wrong is told there.
for (const form of document.querySelectorAll("form[data-live]")) {
  const bar = document.createElement("span");
  bar.className = "waiting";
  form.after(bar);
  let latest = 0;
  const busy = (on) => {
    bar.classList.toggle("on", on);
    document.getElementById("view").setAttribute("aria-busy", String(on));
  };
  const load = async (address, push = true) => {
    const mine = ++latest;
    busy(true);
    try {
      const answer = await fetch(address, { headers: { "Accept": "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== latest) return;
      const old = document.getElementById("view");
      const fresh = page.getElementById("view");
      if (fresh) old.replaceWith(document.adoptNode(fresh));
      else old.replaceChildren(...page.getElementById("content").children);
      if (push) history.pushState({ live: true }, "", address);
      redraw();
      drawAll(document.getElementById("view"));
    } catch {
      if (mine === latest) location.assign(address);
    } finally {
      if (mine === latest) busy(false);
    }
  };
  const addressOf = () => {
    const asked = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...asked]) if (!value) asked.delete(name);
    return `${form.getAttribute("action")}${asked.size ? `?${asked}` : ""}`;
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); load(addressOf()); });
  form.addEventListener("change", (event) => { if (event.target.matches("select, input[type=radio]")) load(addressOf()); });
  addEventListener("popstate", () => location.reload());
}

document.documentElement.addEventListener("themechange", redraw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
document.fonts?.ready.then(redraw);
// A chart in a closed <details> has no width: it is drawn when it opens.
document.addEventListener("toggle", (event) => { if (event.target.open) drawAll(event.target); }, true);
if (window.echarts) drawAll();
else addEventListener("DOMContentLoaded", () => drawAll());
