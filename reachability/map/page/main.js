/** @param {boolean} asList */
function showList(asList) {
  the("list").hidden = !asList;
  map.toggleAttribute("hidden", asList);
  the("as-list").setAttribute("aria-pressed", `${asList}`);
}

the("as-list").addEventListener("click", () => showList(the("list").hidden));
the("print").addEventListener("click", () => print());

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.key === "/" && !typing) {
    event.preventDefault();
    search.focus();
  }
});

for (const path of map.querySelectorAll("g.line path:first-of-type")) {
  const target = /** @type {Element} */ (path.cloneNode());
  target.setAttribute("class", "target");
  path.after(target);
}

showFlow();
