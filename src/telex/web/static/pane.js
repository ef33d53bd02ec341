// Opens a dispatch in the reading pane without loading the page again; the address is the one a colleague can open.
const pane = document.getElementById("pane");
const root = document.documentElement;

async function open(link) {
  const answer = await fetch(link.dataset.open, { headers: { "Telex-Fragment": "pane" } }).catch(() => null);
  if (!answer || answer.redirected || ![200, 404].includes(answer.status)) { location = link.href; return; }
  pane.innerHTML = await answer.text();
  pane.scrollTop = 0;
  root.dataset.view = "read";
  current(link);
  dress();
  if (getComputedStyle(document.getElementById("list")).display === "none") { scrollTo(0, 0); pane.focus({ preventScroll: true }); }
}

function current(link) {
  for (const old of document.querySelectorAll("#list [aria-current][data-open]")) { old.removeAttribute("aria-current"); old.closest(".item")?.classList.remove("on"); }
  link.setAttribute("aria-current", "true");
  link.closest(".item")?.classList.add("on");
}

document.getElementById("list").addEventListener("click", (event) => {
  const link = event.target.closest("a[data-open]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  history.pushState({ open: link.closest("li").id }, "", link.href);
  open(link);
});

addEventListener("popstate", (event) => {
  const link = event.state?.open && document.getElementById(event.state.open)?.querySelector("a[data-open]");
  if (link) open(link);
  else location.reload();
});

pane.addEventListener("click", (event) => {
  const back = event.target.closest("a.back");
  if (!back || getComputedStyle(back).display === "none" || root.dataset.view !== "read") return;
  const row = document.getElementById(new URL(back.href).hash.slice(1));
  if (!row) return;
  event.preventDefault();
  delete root.dataset.view;
  history.pushState({}, "", back.href.split("#")[0]);
  row.scrollIntoView({ block: "center" });
  row.querySelector("a").focus();
});

pane.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const answer = await fetch(button.dataset.copy);
  if (!answer.ok) return;
  await navigator.clipboard.writeText(await answer.text());
  button.querySelector("span").textContent = button.dataset.done;
});

function dress() {
  for (const button of pane.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
}
document.addEventListener("telex:pane", dress);
dress();
