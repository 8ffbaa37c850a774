const states = /** @type {Record<string, string>} */ ({
  up: "✓ up",
  down: "✕ down",
  open: "↗ leads out of the stacks",
  undecided: "? undecided",
});

/** @param {...(string | undefined)} ids */
function choose(...ids) {
  map.querySelectorAll(".chosen").forEach((one) => one.classList.remove("chosen"));
  ids.forEach((id) => id && document.getElementById(id)?.classList.add("chosen"));
}

/** @param {...Node} content */
function showDetails(...content) {
  the("detail").replaceChildren(...content);
}

/** @param {string} id */
function nameOf(id) {
  const { what = "", name = "" } = data.boxes[id] ?? {};
  return `${what} ${name}`;
}

/**
 * A box with all that is known of it.
 * @param {string} id
 * @param {string} [row]
 */
function showBox(id, row) {
  const box = data.boxes[id];
  if (box === undefined) {
    return;
  }
  choose(id, row);
  const facts = element("dl", {});
  for (const [name, value] of box.facts) {
    facts.append(element("dt", {}, name), element("dd", {}, name === "resource" ? shortUrn(value) : value));
  }
  const rows = box.rows.filter(({ kind }) => kind !== "table");
  const tables = distinct([...box.tables, ...box.rows.flatMap((one) => one.tables)]);
  showDetails(
    element("h3", {}, `${box.what} ${box.name}`),
    facts,
    ...listOf(
      "In it",
      rows.map((one) => rowItem(one, one.id === row)),
    ),
    ...listOf("Joined by", box.lines.map(lineItem)),
    ...(tables.length === 0 ? [] : [element("h3", {}, "Route tables")]),
    ...tables.map((table) => tableOf(table, tables.length === 1)),
  );
}

/**
 * @param {string} title
 * @param {readonly Node[]} items
 */
function listOf(title, items) {
  return items.length === 0 ? [] : [element("h3", {}, title), element("ul", {}, ...items)];
}

/**
 * @param {import("../html/pageData").RowData} row
 * @param {boolean} chosen
 */
function rowItem({ kind, name, detail, hosts }, chosen) {
  const what = kind === "lost end" ? "✕ tunnel end" : kind;
  const text = `${what} ${name}${detail === "" ? "" : `: ${detail}`}`;
  const inside = kind === "subnet" && hosts.length > 0 ? ` (${hosts.join(", ")})` : "";
  return element("li", {}, chosen ? element("b", {}, text) : text, inside);
}

/** @param {string} id */
function lineItem(id) {
  const links = data.lines[id] ?? [];
  const [link] = links;
  const text =
    link?.kind === "tunnel" && links.length === 1
      ? `${link.name} ${states[link.state ?? ""]}`
      : `${links.length === 1 ? "" : `${links.length} × `}${link?.kind ?? ""}: ${ends(links)}`;
  const button = element("button", { type: "button", class: "place" }, text);
  button.addEventListener("click", () => showLine(id));
  return element("li", {}, button);
}

/** @param {readonly import("../html/pageData").LinkData[]} links */
function ends(links) {
  const names = distinct(links.flatMap(({ a, b }) => [a, b])).map(nameOf);
  return names.length > 4
    ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`
    : names.join(" – ");
}

/**
 * @param {number} index
 * @param {boolean} open
 */
function tableOf(index, open) {
  const { name, routes, more, doubts, urn } = /** @type {import("../html/pageData").TableData} */ (
    data.tables[index]
  );
  const head = element(
    "tr",
    {},
    ...["Prefix", "To", "Why"].map((text) => element("th", { scope: "col" }, text)),
  );
  const rows = routes.map((cells) => element("tr", {}, ...cells.map((text) => element("td", {}, text))));
  const content = element(
    "details",
    open ? { open: "" } : {},
    element("summary", {}, `${name} (${routes.length + more})`),
  );
  content.append(
    ...(urn === undefined ? [] : [element("code", {}, shortUrn(urn))]),
    element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)),
    ...(more === 0 ? [] : [element("p", {}, `and ${more} more`)]),
    ...doubts.map((why) => element("p", {}, `? Routes may be missing: ${why}`)),
  );
  return content;
}

/**
 * A line with what it stands for.
 * @param {string} id
 */
function showLine(id) {
  const links = data.lines[id] ?? [];
  choose(id);
  showDetails(
    ...links
      .slice(0, 60)
      .flatMap(({ kind, name, state, why, ends: texts, a, b }) => [
        element("h3", {}, kind === "tunnel" ? `Tunnel ${name}` : kind),
        element("p", {}, `${nameOf(a)} – ${nameOf(b)}`),
        ...(state === undefined
          ? []
          : [element("p", {}, `${states[state]}${why === undefined ? "" : `: ${why}`}`)]),
        ...(texts.length === 0 ? [] : [element("ul", {}, ...texts.map((text) => element("li", {}, text)))]),
      ]),
    ...(links.length > 60 ? [element("p", {}, `and ${links.length - 60} more`)] : []),
  );
}
