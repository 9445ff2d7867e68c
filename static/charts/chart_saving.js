// What a chart's toolbar saves: the picture as it is seen, with its title, and the figures behind it.

const FORMULA = /^[=+\-@\t\r]/;

// Texts of a figure are written for Plotly: entities and line breaks become plain text again.
function plainText(text) {
  const page = new DOMParser().parseFromString(String(text).replaceAll("<br>", " "), "text/html");
  return page.body.textContent.trim();
}

// A spreadsheet must run nothing: a text that it would take for a formula gets an apostrophe.
function csvCell(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  if (typeof value === "number") return String(value);
  const text = plainText(value);
  const safe = FORMULA.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// Where an axis names its places, the name stands for the number.
function named(values, axis) {
  const { tickvals, ticktext } = axis || {};
  if (!values || !tickvals || !ticktext) return values;
  const names = new Map(Array.from(tickvals, (at, i) => [at, ticktext[i]]));
  return Array.from(values, (value) => names.get(value) ?? value);
}

function isMatrix(trace) {
  return trace.type === "heatmap" && trace.z?.length;
}

function rowsOf(trace, layout) {
  const axes = { x: layout[`xaxis${(trace.xaxis || "x").slice(1)}`], y: layout[`yaxis${(trace.yaxis || "y").slice(1)}`] };
  const name = trace.name || "";
  if (trace.type === "sankey") {
    const { source, target, value } = trace.link;
    const label = trace.node.label;
    return Array.from(value, (n, i) => [label[source[i]], "", label[target[i]], "", n]);
  }
  const [x, y] = [named(trace.x, axes.x), named(trace.y, axes.y)];
  if (isMatrix(trace)) {
    return Array.from(trace.z).flatMap((row, j) =>
      Array.from(row, (z, i) => [name, "", x?.[i] ?? i, y?.[j] ?? j, z]),
    );
  }
  const n = Math.max(x?.length || 0, y?.length || 0);
  const text = Array.isArray(trace.text) ? trace.text : [];
  return Array.from({ length: n }, (_, i) => [name, text[i], x?.[i], y?.[i], trace.z?.[i]]);
}

function figuresAsCsv(root) {
  const layout = root._fullLayout;
  const titleOf = (axis, letter) => axis?.title?.text || letter;
  const { scene } = layout;
  const head = ["series", "text", ...["x", "y", "z"].map((letter) => {
    const axis = scene ? scene[`${letter}axis`] : layout[`${letter}axis`];
    return titleOf(axis, letter);
  })];
  const rows = root._fullData.filter((trace) => trace.visible === true).flatMap((t) => rowsOf(t, layout));
  const used = head.map((_, at) => rows.some((row) => ![undefined, null, ""].includes(row[at])));
  const lines = [head, ...rows].map((row) => row.filter((_, at) => used[at]).map(csvCell).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

function fileName(title) {
  return title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "chart";
}

function saveFigures(root, title) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([figuresAsCsv(root)], { type: "text/csv" }));
  link.download = `${fileName(title)}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// The title stands beside the figure on the page, and within it in a file.
function savePicture(root, data, format) {
  const { data: traces, layout } = JSON.parse(data.figure);
  const background = getComputedStyle(document.querySelector(".stApp")).backgroundColor;
  const camera = root._fullLayout.scene?._scene?.getCamera?.();
  const scene = camera ? { scene: { ...layout.scene, camera } } : {};
  const figure = { data: traces, layout: { ...layout, ...scene, paper_bgcolor: background } };
  const size = { width: root.clientWidth, height: root.clientHeight, scale: format === "png" ? 2 : 1 };
  return window.Plotly.downloadImage(figure, { format, filename: fileName(data.title), ...size });
}

export function savingButtons(root) {
  const icons = window.Plotly.Icons;
  return [
    { name: "png", title: "Save as a picture (PNG)", icon: icons.camera, click: () => savePicture(root, root.shown, "png") },
    { name: "svg", title: "Save as a drawing (SVG)", icon: icons.pencil, click: () => savePicture(root, root.shown, "svg") },
    { name: "csv", title: "Save the figures (CSV)", icon: icons.disk, click: () => saveFigures(root, root.shown.title) },
  ];
}
