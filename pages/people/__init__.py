"""Who uses the studio: logging in, what a role allows, who sees what is saved."""
