// The tab remembers what was filled in for the plan, and tells it to a session that began anew.
// When its connection is back, it asks for the page: Streamlit does so only where a run was cut off,
// and a slider would move on a server that knows nothing of it.

const PLACE = "segmentation_plan";
let tell;
let watched;

function tellWhenBack() {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app || app === watched) return;
  watched = app;
  let before = app.dataset.testConnectionState;
  new MutationObserver(() => {
    const now = app.dataset.testConnectionState;
    if (now === "CONNECTED" && before !== now) tell("back", Date.now());
    before = now;
  }).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
}

export default function ({ data, setTriggerValue }) {
  tell = setTriggerValue;
  tellWhenBack();
  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  if (kept && kept.session !== data.session && !data.knows) {
    setTriggerValue("left", kept.plan);
  } else if (data.plan) {
    sessionStorage.setItem(PLACE, JSON.stringify({ session: data.session, plan: data.plan }));
  }
}
