"""What the Learn page says, in one place: whole sentences, never in pieces."""

TITLE = "How K-means finds segments"
LEAD = (
    "Two moves, over and over: every customer joins the **nearest centre**, and every centre moves "
    "to the **middle of its customers**. It ends when nobody changes."
)
NEXT = "See the segments"
TOO_FEW = "This lesson needs two columns of numbers, and this table does not have them."
TWO_DIFFERENT = "Choose two different columns."
ACROSS, UP, CENTRES = "Across", "Up", "Centres"
FIRST_CENTRES, DRAW_AGAIN, SAME_SCALE = "First centres", "Draw again", "Same scale for both"
STARTS = {"first": "At random", "good": "A good start", "bad": "A bad start"}
BACK, ON, START_OVER = "Back", "Next", "Start over"
PLAY, PAUSE = "Play", "Pause"

WHY_MANY_STARTS = "Why many starts"
ENDS_BEST = (
    "This start ends in the best result found. Of {n} random starts, {best} end in it. The "
    "Segments page tries many starts and keeps the best."
)
ENDS_WORSE = (
    "This start ends in a worse result: the differences within its segments are {excess:.0%} "
    "larger than in the best one. Of {n} random starts, {best} end in the best. The "
    "Segments page tries many starts and keeps the best."
)
ABOUT_SCALING = "What scaling does"
DOES_NOT_VARY = "{narrow} does not vary here."
VARIES_MORE = "As figures, {wide} varies {times:.1f} times as much as {narrow}."
VARY_ALIKE = "As figures, {wide} and {narrow} vary about as much."
SCALED = "Both are brought to the same scale, so that they count alike."
NOT_SCALED = "Without a common scale it counts for more when the nearest centre is found."
