// Preferred words: how often both use a word, against how much more one of them does.
const two = (value) => value.toFixed(2);
const signed = (value) => (value > 0 ? `+${two(value)}` : two(value).replace("-", "−"));

const TICKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500];

/** Words that are named in place: those that differ surely, else the strongest few of each side. */
const named = (terms, width) => {
  const most = Math.max(6, Math.round(width / 45));
  const sure = terms.filter((term) => term.sure);
  if (sure.length >= 4) return new Set(sure.slice(0, most));
  const each = Math.round(most / 2);
  return new Set([...terms.filter((term) => term.effect > 0).slice(0, each), ...terms.filter((term) => term.effect < 0).slice(0, each), ...sure]);
};

const pen = document.createElement("canvas").getContext("2d");

/** Where the names of words fit: right of their dot, else left, above or below; where none fits, none is shown. */
const places = (data, shown, at, font, box) => {
  const taken = data.terms.map((term) => { const [x, y] = at(term); return [x - 7, y - 7, x + 7, y + 7]; });
  const found = new Map();
  pen.font = font;
  for (const term of shown) {
    const [x, y] = at(term), wide = pen.measureText(term.form).width + 4, tall = 1.1 * parseFloat(font.split(" ")[1]);
    const own = taken[data.terms.indexOf(term)];
    const tries = {
      right: [x + 8, y - tall / 2, x + 10 + wide, y + tall / 2],
      left: [x - 10 - wide, y - tall / 2, x - 8, y + tall / 2],
      top: [x - wide / 2, y - 10 - tall, x + wide / 2, y - 8],
      bottom: [x - wide / 2, y + 8, x + wide / 2, y + 10 + tall],
    };
    for (const [side, [left, up, right, down]] of Object.entries(tries)) {
      if (left < box[0] || right > box[2] || up < box[1] || down > box[3]) continue;
      if (taken.some((other) => other !== own && left < other[2] && right > other[0] && up < other[3] && down > other[1])) continue;
      taken.push([left, up, right, down]);
      found.set(term, side);
      break;
    }
  }
  return found;
};

export const terms = (data, colours, width, chart) => {
  const label = { color: colours.soft, fontFamily: colours.font, fontSize: colours.px(13), hideOverlap: true };
  const colour = (term) => (term.effect > 0 ? colours.a1 : colours.a2);
  const reach = Math.max(0.4, ...data.terms.map((term) => (term.sure ? Math.max(Math.abs(term.low), Math.abs(term.high)) : Math.abs(term.effect)))) ;
  const edge = reach > 0.9 ? Math.ceil(reach * 1.08) : Math.ceil(reach * 10.8) / 10;
  const most = Math.max(...data.terms.map((term) => term.rate)), least = Math.min(...data.terms.map((term) => term.rate));
  const ticks = TICKS.filter((tick) => tick >= least * 0.85 && tick <= most * 1.3).map(Math.log10);
  const shown = named(data.terms, width);
  const chosen = data.terms.find((term) => term.term === data.chosen);
  const grid = { left: colours.px(46), right: colours.px(18), top: colours.px(34), bottom: colours.px(48) };
  const across = [Math.log10(least * 0.85), Math.log10(most * 1.3)];
  const room = { x: width - grid.left - grid.right, y: chart.getHeight() - grid.top - grid.bottom };
  const at = (term) => [
    grid.left + (room.x * (Math.log10(term.rate) - across[0])) / (across[1] - across[0]),
    grid.top + (room.y * (edge - term.effect)) / (2 * edge),
  ];
  const sides = places(data, shown, at, `600 ${colours.px(14)}px ${colours.font}`, [grid.left + 2, grid.top + 16, width - 4, grid.top + room.y - 16]);
  const whole = data.terms.map((term) => ({
    value: [Math.log10(term.rate), term.effect],
    symbolSize: colours.px(term === chosen ? 14 : term.sure ? 12 : 9),
    itemStyle: term.sure
      ? { color: colour(term), borderColor: colours.card, borderWidth: 1.5 }
      : { color: term === chosen ? colour(term) : "transparent", borderColor: colour(term), borderWidth: 1.4, opacity: 0.8 },
    label: {
      show: sides.has(term), formatter: term.form, position: sides.get(term) || "right", distance: 6, fontFamily: colours.font,
      fontSize: colours.px(term.sure ? 14 : 13), fontWeight: term.sure ? 600 : 400, color: term.sure ? colours.ink : colours.soft,
    },
  }));
  return {
    option: {
      animation: false,
      grid,
      xAxis: {
        type: "value", min: across[0], max: across[1], name: data.x, nameLocation: "middle", nameGap: colours.px(30),
        nameTextStyle: { color: colours.soft, fontFamily: colours.font, fontSize: colours.px(13) },
        axisLine: { lineStyle: { color: colours.line }, onZero: false }, axisTick: { customValues: ticks, lineStyle: { color: colours.line } },
        axisLabel: { ...label, customValues: ticks, formatter: (value) => String(Number((10 ** value).toPrecision(1))) }, splitLine: { show: false }, minorTick: { show: false },
      },
      yAxis: {
        type: "value", min: -edge, max: edge, splitNumber: 4,
        axisLabel: { ...label, formatter: (value) => (value === 0 ? "0" : signed(value).replace(/\.?0+$/, "")) },
        splitLine: { lineStyle: { color: colours.rule } },
      },
      series: [
        {
          type: "line", data: [], silent: true,
          markLine: {
            silent: true, symbol: "none", animation: false, lineStyle: { color: colours.line, width: 1.5, type: "solid" }, label: { show: false },
            data: [{ yAxis: 0 }],
          },
        },
        {
          type: "custom", silent: true, z: 1, coordinateSystem: "cartesian2d", data: [[Math.log10(least), edge], [Math.log10(least), -edge]], encode: { x: 0, y: 1 },
          renderItem: ({ dataIndex, coordSys }) => ({
            type: "text",
            style: {
              x: coordSys.x + coordSys.width - 4, textAlign: "right", y: dataIndex ? coordSys.y + coordSys.height - 6 : coordSys.y + 4, textVerticalAlign: dataIndex ? "bottom" : "top",
              text: dataIndex ? `↓ ${data.b}` : `↑ ${data.a}`, fill: dataIndex ? colours.a2 : colours.a1, font: `600 ${colours.px(15)}px ${colours.font}`,
            },
          }),
        },
        {
          type: "custom", silent: true, z: 2, encode: { x: 0, y: [1, 2] },
          data: data.terms.filter((term) => term.sure).map((term) => [Math.log10(term.rate), term.low, term.high, term.effect]),
          renderItem: (_, api) => {
            const [x, y1] = api.coord([api.value(0), api.value(1)]), y2 = api.coord([api.value(0), api.value(2)])[1];
            return { type: "line", shape: { x1: x, y1, x2: x, y2 }, style: { stroke: api.value(3) > 0 ? colours.a1 : colours.a2, lineWidth: 1.5, opacity: 0.5 } };
          },
        },
        { id: "points", type: "scatter", z: 3, cursor: "pointer", data: whole, emphasis: { scale: 1.5, itemStyle: { color: colours.accent, opacity: 1 }, label: { show: true, color: colours.ink, formatter: ({ dataIndex }) => data.terms[dataIndex].form } } },
      ],
    },
    points: data.terms.map((term) => ({
      at: [Math.log10(term.rate), term.effect],
      term,
      names: data.names,
      text: [term.form, `${data.a}: ${term.counts[0]}`, `${data.b}: ${term.counts[1]}`, `${signed(term.effect)} (${signed(term.low)} … ${signed(term.high)})`],
    })),
  };
};

/** Show the claims behind a word: first those of the side that prefers it. */
export const behind = async (term, names) => {
  const place = document.getElementById("behind");
  if (!place) return;
  place.setAttribute("aria-busy", "true");
  const sides = (term.effect > 0 ? ["a", "b"] : ["b", "a"]).filter((side) => term.counts[side === "a" ? 0 : 1]);
  try {
    const parts = await Promise.all(sides.map(async (side) => {
      const asked = new URLSearchParams({ name: names[side], term: term.term, language: term.language || "" });
      const answer = await fetch(`/terms/claims?${asked}`);
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const title = document.createElement("h3");
      title.textContent = page.querySelector("h1").textContent;
      return [title, document.adoptNode(page.getElementById("claims"))];
    }));
    for (const [, claims] of parts) claims.removeAttribute("id");
    place.replaceChildren(...parts.flat());
  } catch {
    const told = document.createElement("p");
    told.className = "problem";
    told.textContent = place.dataset.failed;
    place.replaceChildren(told);
  } finally {
    place.removeAttribute("aria-busy");
  }
};
