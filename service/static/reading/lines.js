// Lines from the claim at hand to its counterparts, drawn over the panes in the window's own coordinates.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const wide = matchMedia("(min-width: 64em) and (min-height: 34em)");

/** Where a claim is seen: the box around its pieces and the pane that it lies in; null where it has no place. */
const boxOf = (pieces) => {
  const rects = pieces.flatMap((piece) => [...piece.getClientRects()]).filter((rect) => rect.width > 0);
  if (!rects.length) return null;
  const pane = pieces[0].closest(".pane").getBoundingClientRect();
  const box = {
    left: Math.min(...rects.map((rect) => rect.left)), right: Math.max(...rects.map((rect) => rect.right)),
    top: Math.min(...rects.map((rect) => rect.top)), bottom: Math.max(...rects.map((rect) => rect.bottom)),
  };
  const middle = (box.top + box.bottom) / 2;
  const away = middle < pane.top + 6 ? -1 : middle > pane.bottom - 6 ? 1 : 0;
  // A line begins where the words of its height end, not at the edge of the longest of them.
  const row = rects.filter((rect) => rect.top <= middle && middle <= rect.bottom);
  const [left, right] = row.length ? [Math.min(...row.map((rect) => rect.left)), Math.max(...row.map((rect) => rect.right))] : [box.left, box.right];
  return { left, right, pane, away, y: Math.min(Math.max(middle, pane.top + 6), pane.bottom - 6) };
};

export class Lines {
  #svg;
  #links = [];
  #asked = 0;

  constructor(svg) {
    this.#svg = svg;
    const again = () => this.#ask();
    addEventListener("resize", again);
    addEventListener("scroll", again, { capture: true, passive: true });
  }

  /** Show lines between pairs of lists of elements: ``{ from, to, relation }`` each. */
  show(links) {
    this.#links = wide.matches ? links : [];
    this.#ask();
  }

  #ask() {
    if (this.#asked) return;
    this.#asked = requestAnimationFrame(() => { this.#asked = 0; this.#draw(); });
  }

  #draw() {
    if (!this.#links.length) { this.#svg.replaceChildren(); return; }
    const drawn = [];
    const frame = this.#svg.parentElement.getBoundingClientRect();
    Object.assign(this.#svg.style, { left: `${frame.left}px`, top: `${frame.top}px`, width: `${frame.width}px`, height: `${frame.height}px` });
    this.#svg.setAttribute("viewBox", `${frame.left} ${frame.top} ${frame.width} ${frame.height}`);
    const panes = [...this.#svg.parentElement.querySelectorAll(".pane:not([hidden])")];
    for (const { from, to, relation } of this.#links) {
      const [a, b] = [boxOf(from), boxOf(to)];
      if (!a || !b) continue;
      const rightward = a.pane.left <= b.pane.left;
      const x1 = rightward ? a.right : a.left;
      const x2 = rightward ? b.left : b.right;
      const bend = Math.max(24, Math.abs(x2 - x1) / 2) * (rightward ? 1 : -1);
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", `M${x1},${a.y} C${x1 + bend},${a.y} ${x2 - bend},${b.y} ${x2},${b.y}`);
      const apart = Math.abs(panes.indexOf(from[0].closest(".pane")) - panes.indexOf(to[0].closest(".pane")));
      path.setAttribute("class", `line s-${relation}${apart > 1 ? " past" : ""}`);
      drawn.push(path, this.#end(x1, a, relation), this.#end(x2, b, relation));
    }
    this.#svg.replaceChildren(...drawn);
  }

  /** A dot where the line ends; an arrow head where the claim itself is scrolled out of sight. */
  #end(x, box, relation) {
    const end = document.createElementNS(SVG, box.away ? "path" : "circle");
    if (box.away) {
      end.setAttribute("d", `M${x - 7},${box.y - 5 * box.away} h14 l-7,${10 * box.away} z`);
    } else {
      end.setAttribute("cx", x);
      end.setAttribute("cy", box.y);
      end.setAttribute("r", 4);
    }
    end.setAttribute("class", `end s-${relation}`);
    return end;
  }
}

/** Scroll panes so that each of ``others`` stands as high as ``piece`` does; on a narrow screen nothing moves. */
export const align = (piece, others) => {
  if (!wide.matches) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const top = piece.getBoundingClientRect().top;
  const done = new Set();
  for (const other of others) {
    const pane = other.closest(".pane");
    if (done.has(pane) || pane === piece.closest(".pane")) continue;
    done.add(pane);
    pane.scrollBy({ top: other.getBoundingClientRect().top - top, behavior: calm ? "auto" : "smooth" });
  }
};
