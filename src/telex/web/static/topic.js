// The dry run while typing: a fragment of the page, asked for after a rest, the earlier request given up; focus stays.
const form = document.getElementById("topic");
const query = document.getElementById("query");
const dry = document.getElementById("dry");
const said = document.getElementById("said");
const REST = 400;
let timer, asked, last = query.value.trim();

async function run() {
  const text = query.value.trim();
  asked?.abort();
  if (text === last) return;
  asked = new AbortController();
  const address = new URL(form.dataset.try, location);
  address.searchParams.set("q", text);
  address.searchParams.set("told", form.elements.told?.value ?? "");
  dry.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { "Telex-Fragment": "dry" }, signal: asked.signal });
    if (answer.redirected || !answer.ok) return;
    dry.innerHTML = await answer.text();
    last = text;
    const news = dry.querySelector("[data-said]");
    said.textContent = news?.dataset.said ?? "";
    if (news && "bad" in news.dataset) query.setAttribute("aria-invalid", "true");
    else { query.removeAttribute("aria-invalid"); document.getElementById("query-e")?.remove(); query.closest(".fd").classList.remove("bad"); }
  } catch (error) {
    if (error.name === "AbortError") return;
  }
  dry.removeAttribute("aria-busy");
}

query.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(run, REST); });
form.querySelectorAll("[data-nojs]").forEach((button) => { button.hidden = true; });
