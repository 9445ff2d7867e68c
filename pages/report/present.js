// Lays the report over the whole page as a presentation, until it says that it has ended.
export default function ({ data }) {
  const frame = document.createElement("iframe");
  frame.title = data.title;
  frame.allow = "fullscreen";
  frame.srcdoc = data.page;
  frame.style.cssText = "position:fixed;inset:0;width:100vw;height:100vh;border:0;z-index:1000000";
  const end = (event) => {
    if (event.source === frame.contentWindow && event.data === "presentation ended") close();
  };
  const close = () => {
    window.removeEventListener("message", end);
    frame.remove();
  };
  frame.addEventListener("load", () => frame.contentWindow?.focus());
  window.addEventListener("message", end);
  document.body.append(frame);
  frame.requestFullscreen?.().catch(() => {}); // it covers the page without, too
  return close;
}
