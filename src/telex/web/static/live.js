// The live wire: one EventSource, rows that wait, rows replaced in place, and an honest mark of the connection.
const list = document.getElementById("list");
const pane = document.getElementById("pane");
const fresh = document.getElementById("fresh");
const strip = document.getElementById("strip");
const said = document.getElementById("said");
const mark = document.getElementById("live");
const SILENCE = 30_000, CUT = 5_000, HIDDEN = 300_000;
const title = document.title;
const waiting = [];
let bell, source, last = new URL(list.dataset.stream, location).searchParams.get("after");
let heard = Date.now(), cutAt = 0, hiddenAt = 0, hour = (t) => new Date(t).toTimeString().slice(0, 5);

function connect() {
  const address = new URL(list.dataset.stream, location);
  address.searchParams.set("after", last);
  source = new EventSource(address);
  source.onopen = () => back();
  source.onerror = () => { cutAt ||= Date.now(); show(); if (source.readyState === EventSource.CLOSED) setTimeout(connect, 5000); };
  for (const kind of ["publish", "update", "correct", "kill", "release", "withdraw"]) source.addEventListener(kind, take);
  source.addEventListener("beat", hear);
  source.addEventListener("cursor", hear);
  source.addEventListener("gap", (e) => { hear(e); tell(strip.dataset.gap); });
  source.addEventListener("reset", () => location.reload());
  source.addEventListener("end", () => location.reload());
}

function hear(event) {
  heard = Date.now();
  if (event.lastEventId) last = event.lastEventId;
  show();
}

function back() {
  heard = Date.now();
  if (cutAt && !strip.hidden) { tell(strip.dataset.back); setTimeout(() => { strip.hidden = true; }, 8000); }
  cutAt = 0;
  show();
}

function show() {
  const now = Date.now(), cut = cutAt && now - cutAt > CUT, quiet = now - heard > SILENCE;
  mark.hidden = false;
  mark.className = "live" + (cut ? " cut" : quiet ? " quiet" : "");
  mark.textContent = cut ? mark.dataset.cut : quiet ? mark.dataset.quiet.replace("{time}", hour(heard)) : mark.dataset.live;
  if (cut) tell(strip.dataset.cut.replace("{time}", hour(cutAt)));
}

function tell(text) {
  strip.hidden = false;
  if (strip.textContent !== text) strip.textContent = text;
}

function take(event) {
  hear(event);
  const box = document.createElement("template");
  box.innerHTML = event.data;
  const row = box.content.firstElementChild;
  if (!row) return;
  const known = document.getElementById(row.id), queued = waiting.findIndex((r) => r.id === row.id);
  const open = pane.querySelector("article.dispatch")?.dataset.id === row.id.slice(2);
  const killed = event.type === "kill";
  if (open) refresh(row, killed);
  if (queued >= 0) waiting[queued] = row;
  else if (known) replace(known, row);
  else if (killed) enter(row);
  else if (still()) { enter(row); said.textContent = fresh.dataset.one; }
  else waiting.unshift(row);
  if (killed && known) said.textContent = "";
  count();
  clearTimeout(bell);
  bell = setTimeout(ring, 1000);
}

async function ring() {  // how many alerts are unread, as the page of alerts says it
  const answer = await fetch(document.body.dataset.alerts, { headers: { "Telex-Fragment": "badge" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const html = await answer.text();
  for (const badge of document.querySelectorAll("[data-badge]")) badge.outerHTML = html;
}

function still() {  // nothing moves under the reader's eyes
  const top = (getComputedStyle(list).overflowY === "visible" ? scrollY : list.scrollTop) < 4;
  return top && !list.contains(document.activeElement) && !list.matches(":hover") && !String(getSelection()) && !waiting.length;
}

function replace(old, row) {
  const focus = old.contains(document.activeElement), folded = old.querySelector(":scope > .accounts");
  if (old.parentElement.classList.contains("accounts")) {  // one line under another text
    old.className = row.className;
    old.replaceChildren(...row.querySelectorAll(".meta .tag"), " ", row.querySelector("h4 a"));
  } else {
    if (folded) { row.classList.add("group"); row.append(folded); }
    if (old.querySelector(".item.on")) { row.querySelector(".item").classList.add("on"); row.querySelector("h4 a").setAttribute("aria-current", "true"); }
    old.replaceWith(row);
  }
  if (focus) document.getElementById(row.id)?.querySelector("a")?.focus();
}

function enter(row) {
  list.querySelector(".empty")?.remove();
  let day = list.querySelector(".day");
  if (!day || day.textContent.trim() !== row.dataset.day) {
    const made = document.createElement("h3"), rows = document.createElement("ol");
    made.className = "day";
    made.textContent = row.dataset.day;
    day ? day.before(made, rows) : list.append(made, rows);
    day = made;
  }
  day.nextElementSibling.prepend(row);
}

function count() {
  fresh.hidden = !waiting.length;
  const text = waiting.length === 1 ? fresh.dataset.one : fresh.dataset.many.replace("{n}", waiting.length);
  if (waiting.length && fresh.textContent !== text) said.textContent = fresh.textContent = text;
  document.title = waiting.length ? `(${waiting.length}) ${title}` : title;
}

async function refresh(row, killed) {
  const article = pane.querySelector("article.dispatch");
  const alarm = document.createElement("p");
  alarm.className = killed ? "err" : "strip wait";
  alarm.setAttribute("role", killed ? "alert" : "status");
  alarm.textContent = killed ? pane.dataset.killed : pane.dataset.changed;
  if (killed) { article.replaceChildren(alarm); pane.querySelectorAll("[data-copy], [download]").forEach((e) => e.remove()); }
  else article.prepend(alarm);
  const link = row.querySelector("h4 a").dataset.open;
  const answer = await fetch(link, { headers: { "Telex-Fragment": "pane", "Telex-Unasked": "1" } }).catch(() => null);
  if (!answer || pane.querySelector("article.dispatch")?.dataset.id !== row.id.slice(2)) return;
  pane.innerHTML = await answer.text();
  pane.querySelector("article").prepend(alarm);
  document.dispatchEvent(new Event("telex:pane"));
  if (killed) document.getElementById("notice")?.focus();
}

fresh.addEventListener("click", () => {
  const first = waiting[0];
  for (const row of waiting.splice(0).reverse()) enter(row);
  count();
  first.scrollIntoView({ block: "center" });
  first.querySelector("h4 a").focus();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) { hiddenAt = Date.now(); return; }
  hiddenAt = 0;
  if (source.readyState === EventSource.CLOSED) connect();
});
setInterval(() => {
  if (hiddenAt && Date.now() - hiddenAt > HIDDEN) source.close();
  else show();
}, 1000);
connect();
