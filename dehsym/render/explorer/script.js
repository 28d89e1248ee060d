"use strict";

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
root.classList.add("script");

// --- Deep links: whatever the address names is unfolded, with all that it is folded into.

function unfoldTo(element) {
  for (let each = element; each; each = each.parentElement) {
    if (each.tagName === "DETAILS") each.open = true;
    each.hidden = false;
  }
}

function followAddress() {
  const target = byId(decodeURIComponent(location.hash.slice(1)));
  if (!target || !document.querySelector("main").contains(target)) return;
  unfoldTo(target);
  target.scrollIntoView();
}

addEventListener("hashchange", followAddress);

// --- What is wider than its place is reached by the keyboard, to be scrolled with the arrows.

function reachScrollers(within) {
  for (const each of within.querySelectorAll(".display, .headline, .facts dd, .evidence, .reason, .item > p")) {
    if (!each.checkVisibility()) continue; // to measure what is folded would lay it out
    if (each.scrollWidth > each.clientWidth) each.tabIndex = 0;
    else each.removeAttribute("tabindex");
  }
}

document.addEventListener("toggle", (event) => reachScrollers(event.target), true);
addEventListener("resize", () => reachScrollers(document));

// --- Search: every item that holds all the words, in its text or in the LaTeX of its formulas.

const texts = new Map();

function textOf(item) {
  if (!texts.has(item)) {
    const latex = [...item.querySelectorAll("math")].map((each) => each.getAttribute("alttext"));
    texts.set(item, [item.id, item.textContent, ...latex].join(" ").toLowerCase());
  }
  return texts.get(item);
}

function search() {
  const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (item) => words.every((word) => textOf(item).includes(word));
  let count = 0;
  for (const item of document.querySelectorAll(".item")) {
    item.hidden = !holds(item);
    count += item.hidden ? 0 : 1;
  }
  for (const line of document.querySelectorAll(".further .line")) line.hidden = !holds(line);
  for (const group of document.querySelectorAll(".group, .section")) {
    group.hidden = words.length > 0 && !group.querySelector(".item:not([hidden])");
  }
  byId("nothing").hidden = !words.length || count > 0;
  byId("found").value = words.length ? `${count} found` : "";
}

let waiting = 0;
byId("search").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 120);
});

addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, textarea");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    byId("search").focus();
  } else if (event.key === "Escape" && event.target === byId("search")) {
    byId("search").value = "";
    search();
  }
});

// --- Buttons

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button.copy");
  if (!button) return;
  const formula = button.parentElement.querySelector("math");
  const text = button.dataset.copy ?? formula?.getAttribute("alttext") ?? button.parentElement.textContent;
  const label = button.textContent;
  button.textContent = (await copy(text)) ? "copied" : "not copied";
  setTimeout(() => (button.textContent = label), 1200);
});

byId("unfold").addEventListener("click", (event) => {
  const folded = [...document.querySelectorAll("details.item")];
  const open = folded.some((each) => !each.open);
  for (const each of folded) each.open = open;
  event.target.textContent = open ? "Close all" : "Open all";
});

byId("theme").addEventListener("click", () => {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches ? "light" : "dark";
  root.dataset.theme = root.dataset.theme ? (root.dataset.theme === "dark" ? "light" : "dark") : dark;
});

if (matchMedia("(max-width: 60rem)").matches) byId("contents").open = false;
reachScrollers(document);
followAddress();
