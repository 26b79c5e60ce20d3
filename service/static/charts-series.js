// Divergence over time: a dot an event with its interval, a bar a period with its shade; or a pair and its mean.
const time = (date) => Date.parse(`${date}T00:00:00Z`);
const two = (value) => value.toFixed(2);
const language = document.documentElement.lang || "en";
const DAY = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat(language, { month: "short", timeZone: "UTC" });

const figure = ({ value, low, high }) => (low === null ? two(value) : `${two(value)} (${two(low)}–${two(high)})`);

const readable = (points) => points.map((point) => ({
  at: [time(point.date), point.value],
  to: point.to,
  text: [point.title || "–", DAY.format(time(point.date)), figure(point)],
}));

/** An axis of months or years without a line, one from 0 to 1 with four faint ones. */
const axes = (data, colours, width, tall) => {
  const label = { color: colours.soft, fontFamily: colours.font, fontSize: colours.px(tall ? 13 : 12), hideOverlap: true };
  const days = [...data.window.map(time), ...(data.steps || []).flatMap((step) => [time(step.from), time(step.to)])];
  const first = Math.min(...days), last = Math.max(...days);
  const year = 365.25 * 864e5;
  const long = last - first > 3 * year;
  return {
    animation: false,
    grid: { left: colours.px(tall ? 44 : 34), right: colours.px(tall ? 18 : 10), top: colours.px(tall ? 26 : 8), bottom: colours.px(26) },
    xAxis: {
      type: "time",
      min: first - (last - first) * 0.02 - 864e5,
      max: last + (last - first) * 0.02 + 864e5,
      minInterval: long ? year : 28 * 864e5,
      splitNumber: Math.max(2, Math.round(width / (tall ? 110 : 80))),
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { lineStyle: { color: colours.line } },
      splitLine: { show: false },
      axisLabel: { ...label, formatter: (value) => {
        const date = new Date(value);
        if (long || date.getUTCMonth() === 0) return String(date.getUTCFullYear());
        return MONTH.format(date);
      } },
    },
    yAxis: {
      type: "value", min: 0, max: 1, interval: tall ? 0.25 : 0.5,
      axisLabel: { ...label, formatter: (value) => (value === 0 || value === 1 ? String(value) : two(value)) },
      splitLine: { lineStyle: { color: colours.rule } },
    },
  };
};

const whiskers = (points, colours, strong) => ({
  type: "custom", silent: true, z: 2, encode: { x: 0, y: [1, 2] },
  data: points.filter((point) => point.low !== null).map((point) => [time(point.date), point.low, point.high]),
  renderItem: (_, api) => {
    const [x, y1] = api.coord([api.value(0), api.value(1)]), y2 = api.coord([api.value(0), api.value(2)])[1];
    return { type: "line", shape: { x1: x, y1, x2: x, y2 }, style: { stroke: colours.line, lineWidth: strong ? 2 : 1.5, opacity: strong ? 0.75 : 0.6 } };
  },
});

const dots = (points, colours, size) => ({
  id: "points", type: "scatter", z: 3, symbolSize: colours.px(size), cursor: "pointer",
  data: points.map((point) => [time(point.date), point.value]),
  itemStyle: { color: colours.ink, borderColor: colours.card, borderWidth: 1.5 },
  emphasis: { scale: 1.6, itemStyle: { color: colours.accent } },
});

/** Titles of some events, beyond the ends of their intervals. */
const titles = (points, colours, named) => ({
  type: "scatter", z: 4, silent: true, symbolSize: 0.01,
  data: named.map((index) => {
    const point = points[index], above = index === named.at(-1);
    return {
      value: [time(point.date), (above ? point.high : point.low) ?? point.value],
      label: { show: true, formatter: short(point.title || ""), color: colours.ink, fontFamily: colours.font, fontSize: colours.px(13), position: above ? "top" : "bottom", distance: point.low === null ? 10 : 5 },
    };
  }),
  labelLayout: inside,
});

// A label near an edge moves inwards.
let room = 0;
const inside = ({ labelRect }) => {
  const over = labelRect.x + labelRect.width - (room - 8);
  if (over > 0) return { dx: -over };
  return labelRect.x < 46 ? { dx: 46 - labelRect.x } : {};
};
const short = (title) => (title.length > 38 ? `${title.slice(0, 36).trimEnd()}…` : title);

const steps = (data, colours, strong) => [
  {
    type: "custom", silent: true, z: 1, encode: { x: [0, 1], y: [2, 3] },
    data: data.steps.filter((step) => step.low !== null).map((step) => [time(step.from), time(step.to), step.low, step.high]),
    renderItem: (_, api) => {
      const [x, y] = api.coord([api.value(0), api.value(3)]), [x2, y2] = api.coord([api.value(1), api.value(2)]);
      return { type: "rect", shape: { x, y, width: x2 - x, height: y2 - y }, style: { fill: colours.accent, opacity: 0.15 } };
    },
  },
  {
    type: "custom", silent: true, z: 1, encode: { x: [0, 1], y: 2 },
    data: data.steps.filter((step) => step.value !== null).map((step) => [time(step.from), time(step.to), step.value]),
    renderItem: ({ dataIndex: index }, api) => {
      const [x1, y] = api.coord([api.value(0), api.value(2)]), x2 = api.coord([api.value(1), api.value(2)])[0];
      const bar = { type: "line", shape: { x1, y1: y, x2, y2: y }, style: { stroke: colours.accent, lineWidth: strong ? 3 : 2 } };
      if (!strong || x2 - x1 < 34) return bar;
      const name = x2 - x1 > 110 ? `${data.steps[index].name}  ` : "";
      const text = { type: "text", style: { x: x1 + 2, y: api.coord([0, 0])[1] - 6, text: name + two(api.value(2)), fill: colours.accent, font: `600 ${colours.px(13)}px ${colours.font}`, textVerticalAlign: "bottom" } };
      return { type: "group", children: [bar, text] };
    },
  },
];

/** The large chart: the events furthest apart and closest are named in place. */
export const timeline = (data, colours, width) => {
  room = width;
  const ordered = data.points.map((_, index) => index).sort((a, b) => data.points[a].value - data.points[b].value);
  const named = width > 520 && ordered.length > 2 ? [ordered[0], ordered.at(-1)] : [];
  return {
    option: { ...axes(data, colours, width, true), series: [...steps(data, colours, true), whiskers(data.points, colours, true), dots(data.points, colours, 10), titles(data.points, colours, named)] },
    points: readable(data.points),
  };
};

/** A small one of a grid: a component with its periods, or a pair with its mean. */
export const small = (data, colours, width) => {
  const mean = data.mean == null ? [] : [{
    type: "line", silent: true, data: [],
    markLine: { silent: true, symbol: "none", animation: false, label: { show: false }, lineStyle: { color: colours.accent, width: 2, type: "solid" }, data: [{ yAxis: data.mean }] },
  }];
  const below = data.steps ? steps(data, colours, false) : mean;
  return {
    option: { ...axes(data, colours, width, false), series: [...below, whiskers(data.points, colours, false), dots(data.points, colours, 6)] },
    points: readable(data.points),
  };
};
