"""What the pages share on the screen: routing, state, messages and widgets."""
