"""What the Profiles page says, in one place."""

SEGMENTS, CLOSER = "Your segments", "Look closer"
BARS = (
    "Bars: at least 8 in 10 customers of the segment lie in the coloured bar, 8 in 10 of all "
    "customers in the grey one. The dot marks what is typical of the segment, the stroke what "
    "is typical of everyone."
)
NOTE = (
    "Typical is the average, or the median where a column has a long tail or outliers. Of "
    "columns that did not make the segments, only differences beyond doubt are reported. "
    "Separation: the mean silhouette of the segment, 1 at best."
)
SEPARATION = "separation {value:.2f}"
IN_WORDS = "In words"
PERSONA = "Persona card"
PERSONA_HELP = (
    "One page to hand out, for the browser and for print: mark, name, figures, three typical "
    "customers without names or addresses, and what to offer."
)
MOST_TYPICAL = "Most typical:"
