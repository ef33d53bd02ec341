// Single keys. Never inside a field, never with Ctrl, Alt or Meta; switched off on /account/keys (WCAG 2.1.4).
const set = document.body.dataset;
let went = false;

const links = () => [...document.querySelectorAll(".list li.d > .item h4 a, .list li.d > .item h3 a")];

function step(by) {
  const all = links(), at = all.findIndex((a) => a === document.activeElement || (a.ariaCurrent && !all.includes(document.activeElement)));
  all[Math.min(Math.max(at + by, 0), all.length - 1)]?.focus();
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  o: () => document.activeElement?.closest(".list a")?.click(),
  u: () => (document.querySelector(".list a[aria-current][data-open]") || links()[0])?.focus(),
  e: () => document.querySelector(".read .facts a[href*='/events/']")?.click(),
  c: () => document.querySelector("[data-copy]:not([hidden])")?.click(),
  w: () => document.querySelector(".read .facts a[href$='/why']")?.click(),
  "/": () => document.getElementById("q")?.focus(),
  "?": () => { location = set.help; },
};
const places = { w: set.wire, e: set.events, t: set.topics, d: set.desk };

if (set.keys === "on") addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (went && places[event.key]) { went = false; location = places[event.key]; return; }
  went = event.key === "g";
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});
