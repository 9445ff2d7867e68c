// Every choice is a step of the browser's history, so that Back and Forward go through them one by one.
// Streamlit follows when the address changes, but writes most choices into it without a step, and
// takes the choices out of it, as a step, before it opens another page.

const SETTLED_MS = 600; // a slider on its way is one step
const LEAVING_MS = 2_000; // so long an address without choices may be that of a page being left

export default function () {
  if (window.segmentationHistory) return;
  window.segmentationHistory = true;
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  let step = location.href; // the address of the step we stand on
  let emptied; // the address before its choices were taken out
  let byHand = false; // what the app writes by itself, on arriving or after Back, is no step
  let timer;

  const path = (address) => new URL(address, location.href).pathname;

  function take() {
    clearTimeout(timer);
    const now = location.href;
    if (byHand && now !== step && path(now) === path(step)) {
      replace(history.state, "", step);
      push(history.state, "", now);
    }
    [step, emptied] = [now, undefined];
  }

  function change(state, title, address) {
    const before = location.href;
    replace(state, title, address);
    emptied = location.search ? undefined : (emptied ?? (before === location.href ? undefined : before));
    clearTimeout(timer);
    timer = setTimeout(take, emptied ? LEAVING_MS : SETTLED_MS);
  }

  history.replaceState = change;
  history.pushState = (state, title, address) => {
    if (path(address) === location.pathname) {
      change(state, title, address);
      return;
    }
    if (emptied) replace(history.state, "", emptied);
    take();
    push(state, title, address);
    step = location.href;
    byHand = false;
  };
  window.addEventListener("popstate", () => {
    clearTimeout(timer);
    [step, emptied] = [location.href, undefined];
    byHand = false;
  });
  for (const event of ["pointerdown", "keydown"]) {
    window.addEventListener(event, () => (byHand = true), { capture: true });
  }
}
