// What is drawn by the graphics card; fetched when the first such chart is shown.
import Plotly from "plotly.js/lib/core";
import scatter3d from "plotly.js/lib/scatter3d";
// The one whose programs are written beforehand: a page may not make a script from text.
import scattergl from "plotly.js/src/traces/scattergl/strict";

Plotly.register([scatter3d, scattergl]);
