const from = /** @type {HTMLSelectElement} */ (the("from"));
const to = /** @type {HTMLSelectElement} */ (the("to"));
const traffic = /** @type {HTMLSelectElement} */ (the("traffic"));
const symbols = /** @type {Record<string, string>} */ ({
  reachable: "✓",
  blocked: "✕",
  "leaves the model": "↗",
  undecided: "?",
});

/**
 * Offers ends of flows, in groups by network.
 * @param {HTMLSelectElement} select
 * @param {readonly number[]} numbers
 * @param {string} none
 */
function offer(select, numbers, none) {
  const before = select.value;
  const groups = groupsOf(numbers);
  select.replaceChildren(
    element("option", { value: "" }, none),
    ...[...groups].map(([label, members]) =>
      element(
        "optgroup",
        { label },
        ...members.map((number) => element("option", { value: `${number}` }, data.ends[number]?.name ?? "")),
      ),
    ),
  );
  select.value = numbers.map(String).includes(before) ? before : "";
}

/** @param {readonly number[]} numbers */
function groupsOf(numbers) {
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  for (const number of numbers) {
    const { group = "" } = data.ends[number] ?? {};
    groups.set(group, [...(groups.get(group) ?? []), number]);
  }
  return groups;
}

/** Offers only what there is a verdict for. */
function offerFlows() {
  const flows = data.flows;
  const none = flows.length === 0 ? "none: run the command with --flow" : "choose…";
  offer(from, distinct(flows.map((flow) => flow.from)), none);
  const leaving = from.value === "" ? flows : flows.filter((flow) => flow.from === Number(from.value));
  offer(to, distinct(leaving.map((flow) => flow.to)), none);
  const kinds = distinct(
    leaving.filter((flow) => to.value === "" || flow.to === Number(to.value)).map((flow) => flow.traffic),
  );
  const before = traffic.value;
  traffic.replaceChildren(
    ...kinds.map((kind) => element("option", { value: `${kind}` }, data.traffic[kind] ?? "")),
  );
  traffic.value = kinds.map(String).includes(before) ? before : `${kinds[0] ?? ""}`;
}

/** @returns {FlowData | undefined} */
function chosenFlow() {
  return from.value === "" || to.value === ""
    ? undefined
    : data.flows.find(
        (flow) =>
          flow.from === Number(from.value) &&
          flow.to === Number(to.value) &&
          flow.traffic === Number(traffic.value),
      );
}

function showFlow() {
  offerFlows();
  const flow = chosenFlow();
  if (flow === undefined) {
    the("verdict").replaceChildren();
    the("ways").replaceChildren();
    draw([], [], undefined);
    return;
  }
  the("verdict").replaceChildren(...verdictOf(flow));
  const sections = /** @type {const} */ (["forth", "back"]).flatMap((direction) =>
    waySection(flow, direction),
  );
  the("ways").replaceChildren(...sections);
  drawWay(flow, "forth", 0);
}

/** @param {FlowData} flow */
function verdictOf({ from: start, to: end, traffic: kind, verdict, reason, assumptions }) {
  const badge = element(
    "span",
    { class: `badge ${verdict.split(" ")[0]}` },
    `${symbols[verdict]} ${verdict}`,
  );
  const what = ` ${data.ends[start]?.name} → ${data.ends[end]?.name}, ${data.traffic[kind]}`;
  return [
    element("p", {}, badge, what),
    ...(reason === "" ? [] : [element("p", {}, reason)]),
    ...(assumptions.length === 0 ? [] : [assumed(assumptions)]),
  ];
}

/** @param {readonly string[]} assumptions */
function assumed(assumptions) {
  const items = assumptions.map((text) => element("li", {}, text));
  const summary = element("summary", {}, `Taken for true, as the stacks don't tell (${items.length})`);
  return element("details", {}, summary, element("ul", {}, ...items));
}

/**
 * The ways in one direction, one of them with its steps.
 * @param {FlowData} flow
 * @param {"forth" | "back"} direction
 */
function waySection(flow, direction) {
  const ways = flow[direction];
  const more = flow.more[direction === "forth" ? 0 : 1];
  if (ways.length === 0) {
    return [];
  }
  const title = direction === "forth" ? "Forth" : "Back";
  const steps = element("div", {}, stepsOf(ways[0], direction));
  /** @type {HTMLElement[]} */
  const content = [element("h3", {}, element("span", { class: `stroke ${direction}` }), title)];
  if (ways.length > 1) {
    const label = `${title}: equal ways`;
    const select = element(
      "select",
      { "aria-label": label },
      ...ways.map((_, index) =>
        element("option", { value: `${index}` }, `way ${index + 1} of ${ways.length + more}`),
      ),
    );
    select.addEventListener("change", () => {
      steps.replaceChildren(stepsOf(ways[Number(select.value)], direction));
      drawWay(flow, direction, Number(select.value));
    });
    content.push(select);
  }
  return [...content, steps];
}

/** @param {import("../html/pageData").WayData | undefined} way */
function stepsIn(way) {
  return (way?.steps ?? []).flatMap((number) => data.steps[number] ?? []);
}

/**
 * @param {number | undefined} index
 * @param {string} direction
 */
function stepsOf(index, direction) {
  const way = data.ways[index ?? -1];
  const list = element("ol", { class: direction });
  for (const [number, { place, box, row, decisions }] of stepsIn(way).entries()) {
    const last = way !== undefined && way.outcome !== "reachable" && number === way.steps.length - 1;
    const items = decisions.map(decisionItem);
    if (last) {
      items.push(element("li", { class: "stops" }, `${symbols[way.outcome]} ${way.reason}`));
    }
    const name = box === undefined ? element("b", {}, place) : placeButton(place, box, row);
    list.append(element("li", {}, name, ...(items.length === 0 ? [] : [element("ul", {}, ...items)])));
  }
  return list;
}

/**
 * @param {string} place
 * @param {string} box
 * @param {string | undefined} row
 */
function placeButton(place, box, row) {
  const button = element("button", { type: "button", class: "place" }, place);
  button.addEventListener("click", () => {
    const target = document.getElementById(box);
    if (target !== null) {
      reveal(target);
    }
    showBox(box, row);
  });
  return button;
}

/** @param {number} index */
function decisionItem(index) {
  const { kind, at, text, urn, source } = data.decisions[index] ?? { kind: "", at: "", text: "" };
  const item = element("li", {}, kind === "filter" && at !== "" ? `${at}: ${text}` : text);
  if (urn !== undefined) {
    item.append(" ", element("code", { title: urn }, shortUrn(urn)));
  }
  if (source !== undefined) {
    item.append(
      " ",
      element("a", { href: source, rel: "noreferrer noopener", target: "_blank" }, "documentation"),
    );
  }
  return item;
}

/**
 * Draws all ways of a flow, with the numbers of one way's steps.
 * @param {FlowData} flow
 * @param {"forth" | "back"} direction
 * @param {number} chosen
 */
function drawWay(flow, direction, chosen) {
  const way = data.ways[flow[direction][chosen] ?? -1];
  draw(flow.forth, flow.back, way && { way, direction });
}

/**
 * @param {readonly number[]} forth
 * @param {readonly number[]} back
 * @param {{ way: import("../html/pageData").WayData, direction: string } | undefined} numbered
 */
function draw(forth, back, numbered) {
  const behind = /** @type {Element} */ (map.querySelector(".ways-behind"));
  const before = /** @type {Element} */ (map.querySelector(".ways-before"));
  behind.replaceChildren(strokes(back, "back", "lines"), strokes(forth, "forth", "lines"));
  before.replaceChildren(strokes(back, "back", "inner"), strokes(forth, "forth", "inner"));
  /** @type {Map<string, number[]>} */
  const steps = new Map();
  for (const [index, { at }] of stepsIn(numbered?.way).entries()) {
    if (at !== undefined) {
      steps.set(at.join(" "), [...(steps.get(at.join(" ")) ?? []), index + 1]);
    }
  }
  for (const [place, numbers] of steps) {
    before.append(mark(numbered?.direction ?? "", place, numbers.join("·")));
  }
  const stop = [...forth, ...back]
    .map((index) => data.ways[index])
    .find((way) => way?.stop !== undefined)?.stop;
  if (stop !== undefined) {
    before.append(mark("stop", `${stop[0]} ${stop[1] - 15 * Number(map.dataset.scale)}`, "✕"));
  }
}

/**
 * @param {readonly number[]} ways
 * @param {string} direction
 * @param {"lines" | "inner"} layer
 */
function strokes(ways, direction, layer) {
  const paths = distinct(ways.flatMap((index) => data.ways[index]?.[layer] ?? []));
  return drawn(
    "g",
    { class: `way ${direction}` },
    ...paths.map((path) => drawn("path", { d: data.paths[path] ?? "" })),
  );
}

/**
 * @param {string} name
 * @param {string} place
 * @param {string} text
 */
function mark(name, place, text) {
  const width = 18 + 9 * (text.length - 1);
  return drawn(
    "g",
    { class: `mark ${name}`, transform: `translate(${place}) scale(${map.dataset.scale})` },
    drawn("rect", { x: `${-width / 2}`, y: "-9", width: `${width}`, height: "18", rx: "9" }),
    drawn("text", { y: "4" }, text),
  );
}

for (const select of [from, to, traffic]) {
  select.addEventListener("change", showFlow);
}

the("swap").addEventListener("click", () => {
  const [start, end] = [from.value, to.value];
  from.value = end;
  offerFlows();
  to.value = start;
  showFlow();
});

the("clear").addEventListener("click", () => {
  from.value = "";
  to.value = "";
  showFlow();
});
