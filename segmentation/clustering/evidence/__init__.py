"""What speaks for or against segments: chance, elbow, gap, and what drives the result."""
