// When a chart is drawn: what is in view first, the rest when the browser has nothing else to do; and
// at once where a chart follows a slider to a place that was drawn before.

const LATEST_MILLISECONDS = 1000;
const MOST_KEPT = 16;

const whenIdle = window.requestIdleCallback
  ? (next) => window.requestIdleCallback(next, { timeout: LATEST_MILLISECONDS })
  : (next) => window.setTimeout(next, 200);

// Ends at once for a chart in view, else when what is in view has been painted and nothing waits.
export function turnOf(root) {
  if (root.isInView ?? isInView(root)) return Promise.resolve();
  return new Promise((go) => requestAnimationFrame(() => whenIdle(go)));
}

function isInView(root) {
  const { top, bottom } = root.getBoundingClientRect();
  return top < window.innerHeight && bottom > 0;
}

export function noteWhetherInView(root) {
  root.viewObserver ||= new IntersectionObserver((seen) => {
    root.isInView = seen.at(-1).isIntersecting;
  });
  root.viewObserver.observe(root);
}

// What a chart has shown, or would show, by the slider's value; of one chart, for as long as nothing
// else has changed. The server has the last word: what it sends replaces what was kept.
let keptOf;
const kept = new Map();

export function keep(sent) {
  const { at, of } = sent.follows;
  if (keptOf !== of) kept.clear();
  keptOf = of;
  kept.delete(at);
  kept.set(at, sent);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
}

// Shows what was kept as soon as the slider stands there, before the server has answered.
export function follow(root, sent, show) {
  keep(sent);
  const handle = document.querySelector(`.st-key-${sent.follows.slider} input[type=range]`);
  const found = () => (keptOf === sent.follows.of ? kept.get(Number(handle?.value)) : undefined);
  // In the next frame: the server is asked first.
  const moved = () => requestAnimationFrame(() => setTimeout(() => root.isConnected && found() && show(found())));
  root.sliderObserver?.disconnect();
  root.sliderObserver = new MutationObserver(moved);
  if (handle) root.sliderObserver.observe(handle, { attributes: true, attributeFilter: ["value"] });
  // Where the slider has moved on meanwhile, what it stands at is shown already.
  return found() ?? sent;
}
