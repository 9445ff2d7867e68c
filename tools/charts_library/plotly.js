// What most charts need. A trace type that charts/ uses and neither file registers fails a test.
import Plotly from "plotly.js/lib/core";
import bar from "plotly.js/lib/bar";
import box from "plotly.js/lib/box";
import heatmap from "plotly.js/lib/heatmap";
import icicle from "plotly.js/lib/icicle";
import sankey from "plotly.js/lib/sankey";
import scatterpolar from "plotly.js/lib/scatterpolar";

Plotly.register([bar, box, heatmap, icicle, sankey, scatterpolar]);
export default Plotly;
