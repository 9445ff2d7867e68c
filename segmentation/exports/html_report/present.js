// Shows the report one part at a time, in large type: arrow keys go on and back, Escape ends it.
"use strict";
(() => {
  const body = document.body;
  const parts = [...document.querySelectorAll("header, section:not(.people), section.people > .together, article, footer")];
  const count = document.querySelector(".count");
  let at = 0;

  function show(next) {
    at = Math.max(0, Math.min(parts.length - 1, next));
    parts.forEach((part, i) => part.classList.toggle("now", i === at));
    for (const section of document.querySelectorAll("section.people")) {
      section.classList.toggle("now", section.contains(parts[at]));
    }
    count.textContent = `${at + 1} / ${parts.length}`;
    scrollTo(0, 0);
    dispatchEvent(new Event("present"));
  }

  function begin() {
    body.classList.add("presenting");
    document.documentElement.requestFullscreen?.().catch(() => {}); // large enough without
    show(0);
  }

  function end() {
    body.classList.remove("presenting");
    if (document.fullscreenElement) document.exitFullscreen();
    dispatchEvent(new Event("present"));
    if (parent !== window) parent.postMessage("presentation ended", "*");
  }

  const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
  addEventListener("keydown", (event) => {
    if (!body.classList.contains("presenting")) return;
    if (event.key === "Escape") end();
    else if (event.key === "Home") show(0);
    else if (event.key === "End") show(parts.length - 1);
    else if (event.key in STEPS) show(at + STEPS[event.key]);
    else return;
    event.preventDefault();
  });
  // Escape leaves the full screen before any key is told of.
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && body.classList.contains("presenting")) end();
  });
  document.querySelector(".present").addEventListener("click", begin);
  for (const [name, step] of [[".back", -1], [".on", 1]]) {
    document.querySelector(name).addEventListener("click", () => show(at + step));
  }
  document.querySelector(".end").addEventListener("click", end);
  if (body.classList.contains("presenting")) begin();
})();
