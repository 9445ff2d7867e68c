// What is drawn by the graphics card; fetched when the first such chart is shown.
import Plotly from "plotly.js/lib/core";
import scatter3d from "plotly.js/lib/scatter3d";
import scattergl from "plotly.js/lib/scattergl";

Plotly.register([scatter3d, scattergl]);
