// What only the browser can do for the frame: remember the tour, close the menu of a phone, and say
// to screen readers what belongs together in the menu.

const PHONE = 768;

// Streamlit puts the groups of pages between the list and its items, where nothing may stand.
function nameGroups() {
  const menu = document.querySelector('[data-testid="stSidebarNavItems"]:not([role])');
  if (!menu) return;
  menu.setAttribute("role", "presentation");
  for (const group of menu.querySelectorAll(":scope > div")) {
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", group.querySelector("header p")?.textContent ?? "");
  }
  for (const item of menu.querySelectorAll("li")) item.setAttribute("role", "presentation");
}

export default function ({ data }) {
  if (data.seen) {
    document.cookie = `${data.seen}=yes; max-age=31536000; path=/; SameSite=Lax`;
  }
  if (window.segmentationMenu) return;
  window.segmentationMenu = true;
  nameGroups();
  new MutationObserver(nameGroups).observe(document.body, { childList: true, subtree: true });
  // On a phone the menu lies over the page that was just chosen in it.
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest?.('[data-testid="stSidebarNav"] a');
    if (!chosen || window.innerWidth > PHONE) return;
    window.setTimeout(() => {
      document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
    }, 100);
  });
}
