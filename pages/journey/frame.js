// What only the browser can do for the frame: remember the tour, and close the menu of a phone.

const PHONE = 768;

export default function ({ data }) {
  if (data.seen) {
    document.cookie = `${data.seen}=yes; max-age=31536000; path=/; SameSite=Lax`;
  }
  if (window.segmentationMenu) return;
  window.segmentationMenu = true;
  // On a phone the menu lies over the page that was just chosen in it.
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest?.('[data-testid="stSidebarNav"] a');
    if (!chosen || window.innerWidth > PHONE) return;
    window.setTimeout(() => {
      document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
    }, 100);
  });
}
