// One chart that lives as long as its place on the page; each run of the page only changes its figure.

// The parts of this script, of the same version.
const part = (name) => import(new URL(`./${name}${new URL(import.meta.url).search}`, import.meta.url));
const saves = part("chart_saving.js");
const { follow, keep, noteWhetherInView, turnOf } = await part("chart_turns.js");

// Streamlit may be served below any path: its own script tells where the static files are.
function staticUrl(name) {
  const main = document.querySelector('script[type="module"][src*="static/js/"]');
  const root = main ? main.src.split("static/js/")[0] : `${window.location.origin}/`;
  return `${root}app/static/${name}`;
}

// One promise for all charts of the page, and a new one where a file did not come.
const loading = (window.segmentationLibrary ||= {});

function once(name, load) {
  loading[name] ||= load().catch(() => {
    delete loading[name];
    throw new Error("The chart library did not load. Reload the page.");
  });
  return loading[name];
}

function wholeLibrary(name) {
  return new Promise((resolve, reject) => {
    const tag = document.createElement("script");
    tag.src = staticUrl(name);
    tag.onload = () => resolve(window.Plotly);
    tag.onerror = reject;
    document.head.appendChild(tag);
  });
}

async function partOfLibrary(name) {
  window.Plotly = (await import(staticUrl(name))).default;
  return window.Plotly;
}

// What the graphics card draws is a second file, which comes with the first chart that needs it.
const BY_GRAPHICS_CARD = ["scatter3d", "scattergl"];

async function library({ script, more }, traces = []) {
  const Plotly = await once(script, () => (more ? partOfLibrary(script) : wholeLibrary(script)));
  const needed = traces.some((trace) => BY_GRAPHICS_CARD.includes(trace.type));
  if (more && needed) await once(more, () => import(staticUrl(more)));
  return Plotly;
}

// Where a page may not use the graphics card, marks are drawn as in other charts; only 3D is lost.
let mayUseCard;

function drawable(traces) {
  mayUseCard ??= Boolean(document.createElement("canvas").getContext("webgl"));
  if (mayUseCard) return traces;
  return traces.map((trace) => (trace.type === "scattergl" ? { ...trace, type: "scatter" } : trace));
}

async function draw(root, data) {
  const { data: asked, layout: given } = JSON.parse(data.figure);
  const traces = drawable(asked);
  const Plotly = await library(data.library, traces);
  await turnOf(root);
  if (root.figure !== data.figure || !root.isConnected) return undefined; // a newer one is on its way
  const layout = withNarrowNames(grown(given), root.clientWidth);
  // The title stands above the figure, where it wraps.
  const margin = { ...layout.margin, t: TOP_MARGIN };
  const shown = { ...layout, title: undefined, margin, autosize: true, height: heightOf(data) };
  // A turned scene glides on after the mouse is released; keep where it is by now.
  root._fullLayout?.scene?._scene?.saveLayout?.(root.layout);
  root.shown = data;
  // The same buttons for every figure: with others Plotly would draw anew and forget the view.
  root.saving ||= (await saves).savingButtons(root);
  const saving = { modeBarButtonsToAdd: root.saving };
  const config = { ...CONFIG, ...saving, ...(data.select ? { displayModeBar: true } : {}) };
  return Plotly.react(root, withNarrowLabels(grown(traces), root.clientWidth), shown, config);
}

// A change of theme does not run the page anew, but the colours of the charts are made there.
function rerunOnNewTheme(root, setTriggerValue) {
  const app = document.querySelector(".stApp");
  const drawn = getComputedStyle(app).colorScheme;
  const observer = new MutationObserver(() => {
    if (getComputedStyle(app).colorScheme !== drawn) {
      observer.disconnect();
      setTriggerValue("theme", getComputedStyle(app).colorScheme);
    }
  });
  observer.observe(app, { attributes: true, attributeFilter: ["class"] });
  root.themeObserver?.disconnect();
  root.themeObserver = observer;
}

// Room for the toolbar, which would else lie on the data.
const TOP_MARGIN = 36;
const PHONE = 480;

// On a phone names on a map are broken into more lines and stand elsewhere, as the figure says.
function withNarrowNames(layout, width) {
  const narrow = layout.meta?.narrow;
  if (!narrow || width >= PHONE) return layout;
  const placed = (notes) =>
    notes.map((note, at) => {
      const [text, ax, ay] = narrow.names[at];
      return { ...note, text: `<b>${text}</b>`, ax, ay, font: { ...note.font, size: narrow.font } };
    });
  if (layout.annotations) return { ...layout, annotations: placed(layout.annotations) };
  const scene = { ...layout.scene, annotations: placed(layout.scene.annotations) };
  return { ...layout, scene };
}

// Names along the flows of customers stand on both sides: on a phone shorter ones, as the figure says.
function withNarrowLabels(traces, width) {
  if (width >= PHONE) return traces;
  return traces.map((trace) => {
    const labels = trace.meta?.narrow;
    return labels ? { ...trace, node: { ...trace.node, label: labels } } : trace;
  });
}

// On a large screen letters and figures grow with the type of the page.
const LARGE = window.matchMedia("(min-width: 1700px)");
const GROWTH = 1.2;

function heightOf(data) {
  return LARGE.matches ? Math.round(data.height * GROWTH) : data.height;
}

function grown(part) {
  if (!LARGE.matches || !part || typeof part !== "object") return part;
  if (Array.isArray(part)) return typeof part[0] === "object" ? part.map(grown) : part;
  const grow = ([key, value]) =>
    key.endsWith("font") && typeof value?.size === "number"
      ? [key, { ...value, size: Math.round(value.size * GROWTH) }]
      : [key, grown(value)];
  return Object.fromEntries(Object.entries(part).map(grow));
}

// A box or a lasso is sent as its outline: the server knows all customers, not only those drawn.
function sendSelections(root, setTriggerValue) {
  root.removeAllListeners("plotly_selected");
  root.removeAllListeners("plotly_deselect");
  root.on("plotly_selected", (event) => {
    const { range, lassoPoints } = event || {};
    const outline = lassoPoints || range;
    if (!outline) return;
    // A chart of several cells names the axes of the one that was drawn in.
    const axes = ["x", "y"].map((letter) => Object.keys(outline).find((key) => key[0] === letter));
    const [x, y] = axes.map((axis) => outline[axis]);
    if (!x || !y) return;
    const [[left, right], [low, high]] = [x, y];
    const box = { x: [left, right, right, left], y: [low, low, high, high] };
    setTriggerValue("selection", { ...(lassoPoints ? { x, y } : box), axes });
  });
  root.on("plotly_deselect", () => setTriggerValue("selection", { x: [], y: [] }));
}

// A point is sent as the text it is known by: its customer.
function sendClicks(root, setTriggerValue) {
  root.removeAllListeners("plotly_click");
  root.on("plotly_click", (event) => {
    const { text } = event.points[0];
    if (text) setTriggerValue("point", text);
  });
}

// A swipe over a chart scrolls the page. Who taps a chart moves what is in it, until they tap outside.
const LIVE = "data-live";
const TAP_PIXELS = 10;

function scrollUntilTapped(root) {
  if (root.isGuarded) return;
  root.isGuarded = true;
  let from = null;
  const guard = (event) => {
    if (root.hasAttribute(LIVE)) return;
    // The chart gets the click that the browser makes of a tap, and nothing of a swipe.
    event.stopPropagation();
    const touch = event.changedTouches[0];
    if (event.type === "touchstart") from = event.touches.length === 1 ? touch : null;
    if (event.type !== "touchend" || !from) return;
    const moved = Math.hypot(touch.clientX - from.clientX, touch.clientY - from.clientY);
    if (moved < TAP_PIXELS) setLive(root, true);
  };
  for (const kind of ["touchstart", "touchmove", "touchend", "touchcancel"]) {
    root.addEventListener(kind, guard, { capture: true, passive: true });
  }
  const leave = (event) => root.contains(event.target) || setLive(root, false);
  document.addEventListener("touchstart", leave, { capture: true, passive: true });
  root.unguard = () => document.removeEventListener("touchstart", leave, { capture: true });
}

function setLive(root, isLive) {
  root.toggleAttribute(LIVE, isLive);
  const hint = root.parentElement?.querySelector(".segmentation-hint");
  if (hint?.dataset.tap) hint.textContent = isLive ? hint.dataset.live : hint.dataset.tap;
}

function showHint(root, hints) {
  const hint = root.parentElement.querySelector(".segmentation-hint");
  Object.assign(hint.dataset, hints);
  setLive(root, root.hasAttribute(LIVE));
}

// The toolbar is one stop of the Tab key; the arrow keys go through its buttons.
function makeToolbar(root) {
  const bar = root.querySelector(".modebar");
  const buttons = Array.from(bar?.querySelectorAll(".modebar-btn") ?? []);
  if (!buttons.length) return;
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Chart tools");
  const stop = Math.max(0, buttons.findIndex((button) => button === document.activeElement));
  buttons.forEach((button, at) => {
    button.tabIndex = at === stop ? 0 : -1;
  });
  bar.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = buttons.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    const next = buttons[(at + step + buttons.length) % buttons.length];
    buttons[at].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };
}

// Paper is as wide as a laptop's page: charts of a larger screen are drawn anew for it.
const PAPER = 920;

function fitOnPaper(isPrinting) {
  const page = document.querySelector(".stMainBlockContainer");
  const room = page ? page.clientWidth : PAPER;
  for (const root of document.querySelectorAll(".segmentation-figure[data-drawn]")) {
    const width = Math.floor(root.clientWidth * Math.min(1, PAPER / room));
    if (isPrinting && width) window.Plotly.relayout(root, { autosize: false, width });
    if (!isPrinting) window.Plotly.relayout(root, { autosize: true, width: undefined });
  }
}

function drawForPaper() {
  if (window.segmentationPaper) return;
  window.segmentationPaper = true;
  window.addEventListener("beforeprint", () => fitOnPaper(true));
  window.addEventListener("afterprint", () => fitOnPaper(false));
}

// What was drawn in a fold or before a panel opened takes the room that it has by now.
function fillRoom(root) {
  const isOff = root.clientWidth && root.clientWidth !== root._fullLayout?.width;
  if (root.dataset.drawn && root.layout.autosize && isOff) window.Plotly.Plots.resize(root);
}

function fillRoomWhenItChanges(root) {
  root.roomObserver ||= new ResizeObserver(() => fillRoom(root));
  root.roomObserver.observe(root);
}

const CONFIG = {
  displaylogo: false,
  // Customers' data stay here: the library would otherwise offer to upload the chart.
  showSendToCloud: false,
  plotlyServerURL: "",
  modeBarButtonsToRemove: ["toImage", "autoScale2d", "hoverClosest3d", "resetCameraLastSave3d"],
};

function show(root, data, setTriggerValue) {
  root.parentElement.querySelector(".segmentation-title").textContent = data.title;
  root.parentElement.querySelector(".segmentation-caption").textContent = data.caption;
  root.setAttribute("aria-label", data.alt);
  if (root.figure === data.figure) return;
  root.figure = data.figure;
  draw(root, data)
    .then((drawn) => {
      if (!drawn) return;
      if (data.select) sendSelections(root, setTriggerValue);
      if (data.click) sendClicks(root, setTriggerValue);
      makeToolbar(root);
      if (data.select || root._fullLayout?.scene) showHint(root, data.hints);
      root.dataset.drawn = String(Number(root.dataset.drawn || 0) + 1);
      fillRoom(root);
    })
    .catch((error) => {
      root.textContent = error.message;
    });
}

export default function ({ data: sent, parentElement, setTriggerValue }) {
  const data = JSON.parse(new TextDecoder().decode(sent));
  if (data.preload) {
    library(data.library);
    return undefined;
  }
  if (data.ahead) {
    keep(data);
    return undefined;
  }
  const root = parentElement.querySelector(".segmentation-figure");
  root.style.height = `${heightOf(data)}px`;
  rerunOnNewTheme(root, setTriggerValue);
  scrollUntilTapped(root);
  drawForPaper();
  fillRoomWhenItChanges(root);
  noteWhetherInView(root);
  const showNow = (now) => show(root, now, setTriggerValue);
  showNow(data.follows ? follow(root, data, showNow) : data);
  return () => {
    // Streamlit ends a run of this script that a newer one has overtaken: the chart lives on in that one.
    if (root.isConnected) return;
    for (const name of ["theme", "room", "view", "slider"]) root[`${name}Observer`]?.disconnect();
    root.unguard();
    root.isGuarded = false;
    if (window.Plotly) window.Plotly.purge(root);
  };
}
