// What only the browser can do for the frame: remember the tour, close the menu of a phone, say to
// screen readers what belongs together in the menu and that icons are no words, and ask before a
// file that is still on its way is left behind.

const PHONE = 768;
const IN_THE_MENU = '[data-testid="stSidebarNav"] a';
const ON_ITS_WAY = '[data-testid="stFileUploader"] [data-testid="stFileChipIconSpinner"]';
const LEAVE = "Your file is still being uploaded. Leave this page and stop the upload?";

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

// An icon is a word in a font of icons, such as “tune”, which would be read aloud.
function silenceIcons() {
  const icons = document.querySelectorAll('[data-testid="stIconMaterial"]:not([aria-hidden])');
  for (const icon of icons) icon.setAttribute("aria-hidden", "true");
}

// Streamlit gives the place for files a role that says there is none, and a name.
function nameDropzones() {
  const places = document.querySelectorAll(
    '[data-testid="stFileUploaderDropzone"][role="presentation"]',
  );
  for (const place of places) place.setAttribute("role", "group");
}

// What floats over the page lies outside of the app's own element, and has its colours only so.
function spreadColorScheme() {
  const app = document.querySelector(".stApp");
  if (app) document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme;
}

// What scrolls is reached with the keyboard.
function reachTables() {
  const places = document.querySelectorAll('[data-testid="stTable"] :has(> table):not([tabindex])');
  for (const place of places) place.tabIndex = 0;
}

let isTidy = true;

function tidy() {
  isTidy = true;
  nameGroups();
  silenceIcons();
  nameDropzones();
  reachTables();
  spreadColorScheme();
}

function tidySoon() {
  if (isTidy) requestAnimationFrame(tidy);
  isTidy = false;
}

// On a phone the menu lies over the page that was just chosen in it.
function closeMenu(event) {
  if (!event.target.closest?.(IN_THE_MENU) || window.innerWidth > PHONE) return;
  window.setTimeout(() => {
    document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  }, 100);
}

function askBeforeLeaving(event) {
  const leads = event.target.closest?.(`${IN_THE_MENU}, [data-testid="stPageLink"] a`);
  if (!leads || !document.querySelector(ON_ITS_WAY) || window.confirm(LEAVE)) return;
  event.preventDefault();
  event.stopPropagation();
}

export default function ({ data }) {
  if (data.seen) {
    document.cookie = `${data.seen}=yes; max-age=31536000; path=/; SameSite=Lax`;
  }
  if (window.segmentationMenu) return;
  window.segmentationMenu = true;
  tidy();
  new MutationObserver(tidySoon).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("click", askBeforeLeaving, { capture: true });
  document.addEventListener("click", closeMenu);
}
