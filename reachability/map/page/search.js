const search = /** @type {HTMLInputElement} */ (the("search"));
const found = the("found");
const mostFound = 20;

/** What is found, with the ranges of addresses it holds. */
const searched = data.found.map((one) => ({
  ...one,
  text: one.name.toLowerCase(),
  held: one.ranges.flatMap((range) => rangeOf(range) ?? []),
}));

/**
 * What has a text in its name, or shares addresses with an address or a range: the closest first.
 * @param {string} text
 */
function find(text) {
  const range = rangeOf(text);
  const wanted = text.trim().toLowerCase();
  const matches = searched.flatMap((one) => {
    const distance = range === undefined ? nameDistance(one, wanted) : addressDistance(one, range);
    return distance === undefined ? [] : [{ one, distance }];
  });
  return matches.sort((a, b) => a.distance - b.distance).map(({ one }) => one);
}

/**
 * @param {typeof searched[number]} one
 * @param {string} wanted
 */
function nameDistance({ text, ranges }, wanted) {
  const at = text.indexOf(wanted);
  if (at < 0) {
    return ranges.some((range) => range.startsWith(wanted)) ? 3 : undefined;
  }
  return text === wanted ? 0 : at === 0 ? 1 : 2;
}

/**
 * How much larger or smaller what holds the addresses is. A subnet comes before its network for an address, behind it
 * for a range.
 * @param {typeof searched[number]} one
 * @param {Addresses} range
 */
function addressDistance({ held, row }, range) {
  const distances = held
    .filter((each) => meet(each, range))
    .map(({ length }) => Math.abs(length - range.length));
  const single = range.start === range.end;
  return distances.length === 0
    ? undefined
    : Math.min(...distances) + ((row === undefined) === single ? 0.5 : 0);
}

/**
 * @param {Addresses} a
 * @param {Addresses} b
 */
function meet(a, b) {
  return a.version === b.version && a.start <= b.end && b.start <= a.end;
}

/** @type {typeof searched} */
let results = [];
let selected = 0;

function showFound() {
  results = search.value.trim() === "" ? [] : find(search.value).slice(0, mostFound);
  selected = 0;
  const items = results.map(({ name, what, ranges, box }, index) => {
    const where = what === "subnet" || what === "host" || what === "gateway" ? `, in ${nameOf(box)}` : "";
    const more = element(
      "span",
      { class: "what" },
      ` ${what}${ranges.length > 0 ? ` ${ranges.join(", ")}` : ""}${where}`,
    );
    const item = element("li", { role: "option", id: `found-${index}` }, element("b", {}, name), more);
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(index);
    });
    return item;
  });
  found.replaceChildren(...items);
  if (results.length === 0 && search.value.trim() !== "") {
    found.append(
      element("li", { role: "option", "aria-disabled": "true" }, "Nothing has this name or address"),
    );
  }
  found.hidden = search.value.trim() === "";
  search.setAttribute("aria-expanded", `${!found.hidden}`);
  markSelected();
}

/** Shows which result Enter takes. */
function markSelected() {
  [...found.children].forEach((item, index) => {
    item.setAttribute("aria-selected", `${index === selected && results.length > 0}`);
  });
  if (results.length > 0) {
    search.setAttribute("aria-activedescendant", `found-${selected}`);
    found.children[selected]?.scrollIntoView({ block: "nearest" });
  } else {
    search.removeAttribute("aria-activedescendant");
  }
}

function closeFound() {
  found.hidden = true;
  search.setAttribute("aria-expanded", "false");
  search.removeAttribute("aria-activedescendant");
}

/** @param {number} index */
function take(index) {
  const result = results[index];
  const box = boxes.find(({ id }) => id === result?.box);
  if (result === undefined || box === undefined) {
    return;
  }
  closeFound();
  showList(false);
  focusBox(box);
  showBox(result.box, result.row);
}

search.addEventListener("input", showFound);
search.addEventListener("blur", closeFound);
search.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    selected =
      (selected + (event.key === "ArrowDown" ? 1 : results.length - 1)) % Math.max(1, results.length);
    markSelected();
  } else if (event.key === "Enter") {
    take(selected);
  } else if (event.key === "Escape") {
    search.value = "";
    closeFound();
  } else {
    return;
  }
  event.preventDefault();
});
