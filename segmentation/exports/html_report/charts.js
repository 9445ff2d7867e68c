// Draws the charts in the look of the device, and in the light one on paper.
"use strict";
(() => {
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const places = [...document.querySelectorAll(".chart")];
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const PHONE = 480;
  const PAPER = 670; // pixels of a chart on an upright page
  const TOP_MARGIN = 30;
  const CONFIG = {
    displaylogo: false,
    showSendToCloud: false,
    plotlyServerURL: "",
    modeBarButtonsToRemove: ["autoScale2d", "select2d", "lasso2d"],
  };

  // On a phone names on a map are broken into more lines and stand elsewhere, as the figure says.
  function withNarrowNames(layout, width) {
    const narrow = layout.meta?.narrow;
    if (!narrow || width >= PHONE || !layout.annotations) return layout;
    const annotations = layout.annotations.map((note, at) => {
      const [text, ax, ay] = narrow.names[at];
      return { ...note, text: `<b>${text}</b>`, ax, ay, font: { ...note.font, size: narrow.font } };
    });
    return { ...layout, annotations };
  }

  // Names above narrow columns are turned, where they would else lie on each other.
  const COLUMN = 64;
  const BESIDE = 190;
  const TURNED = 90;

  function turnsNames(data, width) {
    return data.some((t) => t.type === "heatmap" && (width - BESIDE) / t.x.length < COLUMN);
  }

  function draw(look, paper) {
    for (const place of places.filter((each) => paper || each.clientWidth)) {
      const figure = figures[Number(place.dataset.chart)];
      const { data, layout } = structuredClone(figure[look]);
      const width = paper ? PAPER : place.clientWidth;
      const margin = { ...layout.margin, t: paper ? 8 : TOP_MARGIN };
      const shown = { ...withNarrowNames(layout, width), margin, width, height: figure.height };
      // A finger that scrolls the page would else move what is drawn.
      if (width < PHONE) shown.dragmode = false;
      if (turnsNames(data, width)) {
        const ticktext = layout.xaxis.ticktext.map((text) => text.replaceAll("<br>", " "));
        shown.xaxis = { ...layout.xaxis, tickangle: -90, ticktext };
        shown.height += TURNED;
      }
      place.style.height = `${shown.height}px`;
      if (!place.dataset.drawn) place.textContent = "";
      Plotly.react(place, data, shown, { ...CONFIG, displayModeBar: paper ? false : "hover" });
      place.dataset.drawn = paper ? "paper" : look;
    }
  }

  const onScreen = () => draw(dark.matches ? "dark" : "light", false);
  onScreen();
  dark.addEventListener("change", onScreen);
  let waiting = 0;
  let width = innerWidth;
  addEventListener("resize", () => {
    if (width === innerWidth || matchMedia("print").matches) return;
    width = innerWidth;
    clearTimeout(waiting);
    waiting = setTimeout(onScreen, 150);
  });
  addEventListener("present", onScreen);
  addEventListener("beforeprint", () => draw("light", true));
  addEventListener("afterprint", onScreen);
})();
